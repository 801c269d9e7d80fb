using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using PostmortemBot.Features.Trackers;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Hosting;

public sealed class ConfigurationTests
{
    [Fact]
    public void The_example_is_bound_and_valid_and_holds_nothing_unknown()
    {
        var configuration = new ConfigurationBuilder().AddJsonFile(Path.Combine(BotFixture.Root(), "appsettings.example.json")).Build();
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSlack(_ => { })
            .Also(collection => collection.AddBotOptions(configuration))
            .BuildServiceProvider();

        Assert.Contains("Host=", services.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString, StringComparison.Ordinal);
        Assert.Equal("https://postmortems.example.com", services.GetRequiredService<IOptions<WebOptions>>().Value.PublicUrl);
        Assert.Equal("xoxb-your-bot-token", services.GetRequiredService<IOptions<SlackOptions>>().Value.BotToken);
        foreach (var (section, type) in new (string, Type)[] { ("Slack", typeof(SlackOptions)), (WebOptions.Section, typeof(WebOptions)), (JobOptions.Section, typeof(JobOptions)), (TrackerOptions.Section, typeof(TrackerOptions)) })
        {
            foreach (var key in configuration.GetSection(section).GetChildren())
                Assert.True(type.GetProperty(key.Key) is not null, $"{section}:{key.Key} stands in the example but means nothing.");
        }
    }

    [Theory]
    [InlineData("ConnectionStrings:Postmortems", "")]
    [InlineData("ConnectionStrings:Postmortems", "postgres://somewhere")]
    [InlineData("Slack:SigningSecret", "")]
    [InlineData("Slack:BotToken", "")]
    [InlineData("Slack:ClientId", "1.2")]
    [InlineData("Slack:ClientSecret", "its-secret")]
    [InlineData("Slack:ApiBaseUrl", "not an address")]
    [InlineData("Web:PublicUrl", "ftp://files.example.com")]
    [InlineData("Web:DashboardPeople:0", "maya")]
    [InlineData("Jobs:Workers", "0")]
    [InlineData("Jobs:PollInterval", "00:05:00")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string key, string value)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Postmortems"] = "Host=127.0.0.1;Port=1;Database=none;Username=none",
            ["Slack:BotToken"] = "xoxb-1",
            ["Slack:SigningSecret"] = "secret",
            [key] = value,
        };
        var failure = await Assert.ThrowsAnyAsync<OptionsValidationException>(async () =>
        {
            await using var app = BotFixture.Assemble(settings);
            await app.StartAsync(TestContext.Current.CancellationToken);
        });
        Assert.Contains(key.Split(':')[1], failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("xoxb-1", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Slack:SocketMode", "maybe", "true or false")]
    [InlineData("Slack:SocketConnections", "two", "a whole number")]
    [InlineData("Slack:Rates:chat.postMessage", "abc", "a number")]
    [InlineData("Slack:MaxPageWait", "soon", "a time such as")]
    [InlineData("Jobs:Workers", "x", "a whole number")]
    public async Task A_value_of_another_kind_is_explained_and_not_repeated(string key, string value, string kind)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var app = BotFixture.Assemble(new Dictionary<string, string?> { ["ConnectionStrings:Postmortems"] = "Host=127.0.0.1;Port=1;Database=none;Username=none", ["Slack:BotToken"] = "xoxb-1", ["Slack:SigningSecret"] = "secret", [key] = value });
            await app.StartAsync(TestContext.Current.CancellationToken);
        });

        Assert.Equal($"{key} has a value that cannot be read. It must be {kind}", StartFailure.Explain(failure)?.Split(" 00")[0].TrimEnd('.'));
        Assert.DoesNotContain($"'{value}'", StartFailure.Explain(failure), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_refuses_the_user_is_named_without_its_password()
    {
        var wrong = new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable(TestDatabase.Variable)) { Database = "no_such_database", Password = "very-secret" };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);

        var failure = await Assert.ThrowsAnyAsync<NpgsqlException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("ConnectionStrings:Postmortems: PostgreSQL refuses it", StartFailure.Explain(failure), StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", StartFailure.Explain(failure), StringComparison.Ordinal);
    }
}

internal static class Fluent
{
    public static T Also<T>(this T value, Action<T> act)
    {
        act(value);
        return value;
    }
}
