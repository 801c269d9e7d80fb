using System.Text.Json.Nodes;
using PostmortemBot.Jobs;
using PostmortemBot.Testing;
using static PostmortemBot.Tests.Workspaces.InstallableBot;

namespace PostmortemBot.Tests.Workspaces;

/// <summary>Tokens that live for twelve hours.</summary>
public sealed class TokenStories(InstallableBot bot) : IClassFixture<InstallableBot>, IAsyncLifetime
{
    private static readonly TimeSpan TenHours = TimeSpan.FromHours(10) + TimeSpan.FromMinutes(1);

    public async ValueTask InitializeAsync()
    {
        await bot.ForgetsInstallations();
        await bot.RotatesTokens();
        await bot.NewBrowser().Installs(Globex);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_token_with_hours_left_is_left_alone()
    {
        bot.Clock.Advance(TimeSpan.FromHours(9));
        Assert.NotNull((await bot.OpensSettings("nora", Globex)).View);
        await bot.Recurs(RecurringIds.Tokens);
        Assert.Equal(0, await bot.Refreshes());
    }

    [Fact]
    public async Task With_less_than_two_hours_left_the_next_call_refreshes_it()
    {
        bot.Clock.Advance(TenHours);
        Assert.NotNull((await bot.OpensSettings("nora", Globex)).View);
        Assert.Equal(1, await bot.Refreshes());
        Assert.NotNull((await bot.OpensSettings("omar", Globex)).View);
        Assert.Equal(1, await bot.Refreshes());
        Assert.Equal(2, await bot.Stored<long>("select token_version from installations"));
    }

    [Fact]
    public async Task In_the_background_it_is_refreshed_before_anybody_waits_for_it()
    {
        bot.Clock.Advance(TenHours);
        await bot.Recurs(RecurringIds.Tokens);
        Assert.Equal(1, await bot.Refreshes());
        Assert.NotNull((await bot.OpensSettings("nora", Globex)).View);
        Assert.Equal(1, await bot.Refreshes());
    }

    [Fact]
    public async Task However_many_need_it_at_once_it_is_refreshed_once()
    {
        bot.Clock.Advance(TimeSpan.FromHours(13));
        await SlackTakesItsTime();
        var opened = await Task.WhenAll(bot.OpensSettings("nora", Globex), bot.OpensSettings("omar", Globex), bot.OpensSettings("tess", Globex));
        Assert.All(opened, one => Assert.NotNull(one.View));
        Assert.Equal(1, await bot.Refreshes());
    }

    [Fact]
    public async Task Two_processes_refresh_it_once()
    {
        await using var second = new SecondBot(bot);
        await second.StartAsync();
        bot.Clock.Advance(TimeSpan.FromHours(13));
        await SlackTakesItsTime();
        await Task.WhenAll(bot.Recurs(RecurringIds.Tokens), second.RefreshesTokens());
        Assert.Equal(1, await bot.Refreshes());
        Assert.NotNull((await bot.OpensSettings("nora", Globex)).View);
    }

    [Fact]
    public async Task When_Slack_calls_it_expired_it_is_refreshed_and_the_call_made_again()
    {
        await bot.Slack($"expire?team={Globex}", []);
        Assert.NotNull((await bot.OpensSettings("nora", Globex)).View);
        Assert.Equal(1, await bot.Refreshes());
    }

    [Fact]
    public async Task While_Slack_cannot_refresh_it_a_token_with_time_left_goes_on_serving()
    {
        bot.Clock.Advance(TenHours);
        // A refresh belongs to nobody's workspace until it succeeds, so it fails in the one it would succeed for.
        await bot.Slack($"faults?team={Globex}", new JsonObject { ["on"] = "oauth.v2.access", ["kind"] = "error", ["error"] = "internal_error", ["times"] = 9 });
        Assert.NotNull((await bot.OpensSettings("nora", Globex)).View);
        Assert.Equal(1, await bot.Stored<long>("select token_version from installations where dead_at is null"));
    }

    [Fact]
    public async Task Without_a_way_to_a_new_token_the_installation_is_dead_and_says_so()
    {
        await bot.Slack($"uninstall?team={Globex}&silent=true", []);
        await bot.Slack($"install?team={Globex}", []);
        bot.Clock.Advance(TimeSpan.FromHours(13));
        var answer = await bot.OpensSettings("nora", Globex);
        Assert.Contains("install", answer.Message!.Text, StringComparison.Ordinal);
        Assert.Equal("invalid_refresh_token", await bot.Stored<string>("select dead_reason from installations where token is null and refresh_token is null"));
    }

    [Fact]
    public async Task A_seal_of_an_old_key_opens_after_the_key_has_changed_and_the_next_write_uses_the_new_one()
    {
        var before = await Key();
        bot.ChangesDataProtectionKey();
        Assert.NotNull((await bot.OpensSettings("nora", Globex)).View);
        Assert.Equal(before, await Key());

        bot.Clock.Advance(TenHours);
        await bot.Recurs(RecurringIds.Tokens);
        Assert.NotEqual(before, await Key());
        Assert.NotNull((await bot.OpensSettings("nora", Globex)).View);
    }

    /// <summary>So that whoever else wants a new token comes while the first still waits for it.</summary>
    private Task<JsonObject> SlackTakesItsTime() =>
        bot.Slack($"faults?team={Globex}", new JsonObject { ["on"] = "oauth.v2.access", ["kind"] = "slow", ["delay_ms"] = 400, ["times"] = 9 });

    /// <summary>A seal begins with four bytes that say what it is, and the id of its key.</summary>
    private async Task<string> Key() =>
        Convert.ToHexString(System.Buffers.Text.Base64Url.DecodeFromChars(await bot.Stored<string>("select token from installations")).AsSpan(4, 16));
}
