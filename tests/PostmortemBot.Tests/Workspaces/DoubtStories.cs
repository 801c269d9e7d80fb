using System.Text.Json.Nodes;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Testing;
using static PostmortemBot.Tests.Workspaces.InstallableBot;

namespace PostmortemBot.Tests.Workspaces;

/// <summary>What looks like the end of an installation and is not, or is not everybody's.</summary>
public sealed class DoubtStories(InstallableBot bot) : IClassFixture<InstallableBot>, IAsyncLifetime
{
    private const string Living = "select coalesce(string_agg(workspace_id, ' ' order by workspace_id), '') from installations where dead_at is null";

    public async ValueTask InitializeAsync() => await bot.ForgetsInstallations();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_token_that_Slack_refuses_without_taking_it_back_is_kept_and_lives_when_Slack_takes_it_again()
    {
        await bot.NewBrowser().Installs(Globex);
        await Refuses(Globex, "views.open", "invalid_auth");
        await bot.OpensSettings("nora", Globex);
        Assert.Equal("invalid_auth", await bot.Stored<string>("select dead_reason from installations where token is not null"));

        await Refuses(Globex, "auth.test", "invalid_auth");
        await bot.Recurs(RecurringIds.Tokens);
        Assert.Equal("", await bot.Stored<string>(Living));

        await bot.Recurs(RecurringIds.Tokens);
        Assert.Equal(Globex, await bot.Stored<string>(Living));
        Assert.NotNull((await bot.OpensSettings("nora", Globex)).View);
    }

    [Fact]
    public async Task A_kept_token_is_erased_when_Slack_takes_it_back_and_when_a_week_has_passed()
    {
        await bot.NewBrowser().Installs(Globex);
        await bot.NewBrowser().Installs(Organisation);
        await bot.Stores("update installations set dead_at = installed_at, dead_reason = 'invalid_auth'");

        await Refuses(Globex, "auth.test", "account_inactive");
        await Refuses(Berlin, "auth.test", "invalid_auth", times: 2);
        await bot.Recurs(RecurringIds.Tokens);
        Assert.Equal(Globex, await bot.Stored<string>("select string_agg(workspace_id, ' ') from installations where token is null"));

        bot.Clock.Advance(TimeSpan.FromDays(8));
        await bot.Recurs(RecurringIds.Tokens);
        Assert.Equal(2, await bot.Stored<long>("select count(*) from installations where token is null and dead_at is not null"));
    }

    [Fact]
    public async Task Two_calls_that_die_at_once_end_the_installation_they_were_made_with_and_no_other()
    {
        await bot.NewBrowser().Installs(Organisation);
        await bot.Slack($"access?team={Berlin}", new JsonObject { ["granted"] = true });
        await bot.Settles();
        await bot.NewBrowser().Installs(Berlin);
        await using var second = new SecondBot(bot);
        await second.StartAsync();
        var token = TestContext.Current.CancellationToken;
        var (one, other) = (await second.Tokens.BotToken(Berlin, token), await second.Tokens.BotToken(Berlin, token));

        await second.Tokens.Died(Berlin, one, new SlackApiException("views.open", "token_revoked"), token);
        await second.Tokens.Died(Berlin, other, new SlackApiException("views.open", "token_revoked"), token);
        Assert.Null(await second.Tokens.Renew(Berlin, other, token));

        Assert.Equal(Organisation, await bot.Stored<string>(Living));
    }

    [Fact]
    public async Task When_an_organisation_takes_the_app_out_of_one_workspace_its_work_waits_and_the_others_are_served()
    {
        await bot.NewBrowser().Installs(Organisation);
        await bot.Slack($"access?team={Berlin}", new JsonObject { ["granted"] = true });
        await bot.Settles();
        await bot.Stores($"""
            insert into workspaces (workspace_id, created_at) values ('{Berlin}', now());
            insert into outbox (workspace_id, job, subject_id, argument, created_at) values ('{Berlin}', 'links.explain', gen_random_uuid(), 'C0SHOP00003 1.2 U0ANNA00003 1', now());
            """);
        await Refuses(Berlin, "users.info", "team_access_not_granted");
        await bot.Settles();

        Assert.Equal("false", await bot.Stored<string>("select has_access::text from organisation_workspaces"));
        Assert.Equal(Organisation, await bot.Stored<string>(Living));
        Assert.Equal(1, await bot.Stored<long>("select count(*) from parked_jobs"));

        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bot.Slack($"access?team={Berlin}", new JsonObject { ["granted"] = true });
        await bot.Settles();
        Assert.Equal(0, await bot.Stored<long>("select count(*) from parked_jobs"));
    }

    [Fact]
    public async Task A_card_whose_pin_met_a_dead_token_is_pinned_after_a_reinstall()
    {
        await bot.NewBrowser().Installs(Globex);
        await Refuses(Globex, "pins.add", "token_revoked");
        await bot.Starts("nora", Globex, "U0NORA00002");
        await bot.Settles();
        Assert.Equal("card.pin", await bot.Stored<string>("select string_agg(job, ' ') from parked_jobs"));

        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bot.NewBrowser().Installs(Globex);
        await bot.Settles();
        Assert.True((await bot.As("nora", Globex).Sees("incident-shop", "PM-")).IsPinned);
    }

    [Fact]
    public async Task A_digest_that_met_a_dead_token_waits_and_is_not_posted_when_it_is_old()
    {
        await bot.NewBrowser().Installs(Globex);
        await bot.Starts("nora", Globex, "U0NORA00002");
        await bot.Settles();
        await bot.Stores($"""
            update postmortems set status = 'published', published_at = '{bot.Clock.GetUtcNow():O}';
            insert into settings (workspace_id, knowledge_channel_id, updated_at, updated_by) values ('{Globex}', 'C0SHOP00002', now(), 'U0NORA00002')
            on conflict (workspace_id) do update set knowledge_channel_id = excluded.knowledge_channel_id;
            """);
        var month = bot.Clock.GetUtcNow();
        bot.Clock.SetUtcNow(new DateTimeOffset(month.Year, month.Month, 7, 9, 0, 0, TimeSpan.Zero).AddMonths(1));
        await Refuses(Globex, "chat.postMessage", "token_revoked");
        await bot.Recurs(RecurringIds.Digest);
        Assert.Equal("library.digest", await bot.Stored<string>("select string_agg(job, ' ') from parked_jobs"));

        bot.Clock.Advance(TimeSpan.FromDays(60));
        await bot.NewBrowser().Installs(Globex);
        await bot.Settles();
        Assert.Equal(0, await bot.Stored<long>("select count(*) from parked_jobs"));
        Assert.DoesNotContain(await bot.As("nora", Globex).Reads("incident-shop"), message => message.Text.Contains("Postmortem of the month", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Work_put_aside_while_an_installation_was_on_its_way_goes_on_within_a_quarter_of_an_hour()
    {
        await bot.NewBrowser().Installs(Globex);
        await bot.Stores($"""
            insert into parked_jobs (workspace_id, job, subject_id, argument, parked_at)
            values ('{Globex}', 'card.refresh', gen_random_uuid(), '', now()), ('{Acme}', 'card.refresh', gen_random_uuid(), '', now())
            """);
        await bot.Recurs(RecurringIds.Tokens);
        Assert.Equal(Acme, await bot.Stored<string>("select string_agg(workspace_id, ' ') from parked_jobs"));
    }

    [Fact]
    public async Task News_that_comes_late_does_not_bring_back_access_that_was_taken_since()
    {
        await bot.NewBrowser().Installs(Organisation);
        await bot.Slack($"faults?team={Berlin}", new JsonObject { ["on"] = "event:team_access_granted", ["kind"] = "drop", ["times"] = 2 });
        await bot.Slack($"access?team={Berlin}", new JsonObject { ["granted"] = true });
        var granted = bot.Clock.GetUtcNow();
        bot.Clock.Advance(TimeSpan.FromSeconds(30));
        await bot.Slack($"access?team={Berlin}", new JsonObject { ["granted"] = false });
        await bot.Settles();

        // Slack's third attempt comes a minute later.
        await bot.Slack("clock", new JsonObject { ["advance_seconds"] = 61 });
        await bot.Settles();
        Assert.Equal("false", await bot.Stored<string>("select has_access::text from organisation_workspaces"));

        await using var second = new SecondBot(bot);
        await second.StartAsync();
        await second.Installations.WhyNot(Berlin, Organisation, granted, TestContext.Current.CancellationToken);
        Assert.Equal("false", await bot.Stored<string>("select has_access::text from organisation_workspaces"));
        await second.Installations.WhyNot(Berlin, Organisation, at: null, TestContext.Current.CancellationToken);
        Assert.Equal("true", await bot.Stored<string>("select has_access::text from organisation_workspaces"));
    }

    private Task Refuses(string team, string method, string error, int times = 1) =>
        bot.Slack($"faults?team={team}", new JsonObject { ["on"] = method, ["kind"] = "error", ["error"] = error, ["times"] = times });
}
