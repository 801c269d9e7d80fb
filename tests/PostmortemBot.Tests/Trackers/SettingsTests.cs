using Microsoft.Extensions.Options;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Trackers;

public sealed class SettingsTests
{
    private const string Secret = "ghp_do-not-print-me-0123456789";

    [Theory]
    [InlineData("Trackers:GitHub:BaseUrl", "http://github.example.com/")]
    [InlineData("Trackers:GitHub:BaseUrl", "https://me:pass@github.example.com/")]
    [InlineData("Trackers:GitHub:BaseUrl", "file:///etc/passwd")]
    [InlineData("Trackers:GitHub:Token", "")]
    [InlineData("Trackers:GitHub:Token", "two words")]
    [InlineData("Trackers:GitHub:Repository", "platform")]
    [InlineData("Trackers:GitHub:Repository", "example/..")]
    [InlineData("Trackers:GitHub:AlsoLink:0", "*")]
    [InlineData("Trackers:GitHub:WebhookSecret", "short")]
    [InlineData("Trackers:Jira:BaseUrl", "example.atlassian.net")]
    [InlineData("Trackers:Jira:Email", "nobody")]
    [InlineData("Trackers:Jira:ApiToken", "")]
    [InlineData("Trackers:Jira:Project", "ops")]
    [InlineData("Trackers:Jira:Labels:0", "two words")]
    [InlineData("Trackers:Jira:PriorityField", "a b")]
    [InlineData("Trackers:Jira:Priorities:P9", "High")]
    [InlineData("Trackers:Jira:WebhookSecret", "short")]
    [InlineData("Trackers:Webhook:Url", "http://hooks.example.com/")]
    [InlineData("Trackers:Webhook:Secret", "short")]
    [InlineData("Trackers:Timeout", "00:10:00")]
    public async Task A_wrong_setting_stops_the_start_and_is_named_without_its_value(string key, string value)
    {
        var settings = Valid();
        settings[key] = value;
        var failure = await Assert.ThrowsAnyAsync<OptionsValidationException>(async () =>
        {
            await using var app = BotFixture.Assemble(settings);
        });
        Assert.Contains(key.Replace(":0", "", StringComparison.Ordinal).Replace(":P9", "", StringComparison.Ordinal), failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass@", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_for_many_workspaces_must_say_which_may_use_the_trackers()
    {
        var settings = Valid();
        settings["Slack:ClientId"] = "1.2";
        settings["Slack:ClientSecret"] = "its-secret";
        settings["Web:PublicUrl"] = "https://postmortems.example.com";
        var failure = await Assert.ThrowsAnyAsync<OptionsValidationException>(async () =>
        {
            await using var app = BotFixture.Assemble(settings);
        });
        Assert.Contains("Trackers:Workspaces", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Valid_settings_start_and_none_at_all_do_too()
    {
        await using var all = BotFixture.Assemble(Valid());
        await using var none = BotFixture.Assemble(Valid().Where(setting => !setting.Key.StartsWith("Trackers", StringComparison.Ordinal)).ToDictionary());
    }

    private static Dictionary<string, string?> Valid() => new()
    {
        ["ConnectionStrings:Postmortems"] = "Host=127.0.0.1;Port=1;Database=none;Username=none",
        ["Slack:BotToken"] = "xoxb-1",
        ["Slack:SigningSecret"] = "secret",
        ["Trackers:GitHub:Token"] = Secret,
        ["Trackers:GitHub:Repository"] = "example/platform",
        ["Trackers:GitHub:AlsoLink:0"] = "example/*",
        ["Trackers:GitHub:WebhookSecret"] = Secret,
        ["Trackers:Jira:BaseUrl"] = "https://example.atlassian.net/",
        ["Trackers:Jira:Email"] = "bot@example.com",
        ["Trackers:Jira:ApiToken"] = Secret,
        ["Trackers:Jira:Project"] = "OPS",
        ["Trackers:Jira:WebhookSecret"] = Secret,
        ["Trackers:Webhook:Url"] = "https://hooks.example.com/in",
        ["Trackers:Webhook:Secret"] = Secret,
    };
}
