using Npgsql;
using PostmortemBot.Database;
using PostmortemBot.Features.Causes;
using PostmortemBot.Hosting;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Causes;

/// <summary>What is decided between looking and writing: changes that arrive late, and submissions that arrive twice.</summary>
public sealed class ClosedMeanwhileTests(StartedBot bot) : IClassFixture<StartedBot>, IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(bot.ConnectionString);

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_that_was_looked_at_while_open_is_not_stored_once_the_postmortem_is_closed()
    {
        var (workspaceId, postmortemId) = await Postmortem();
        var (store, now) = (new CausesStore(new PostgresDatabase(_source), new CauseChanges(new PostgresDatabase(_source))), bot.Clock.GetUtcNow());
        var cause = await Cause(workspaceId, postmortemId, "No canary");
        var top = await Link(workspaceId, postmortemId, cause);
        await bot.Stores($"update postmortems set status = 'published', published_at = now() where postmortem_id = '{postmortemId}'");

        Assert.Equal(CausesAccess.Late, await EditAsync(cause, "No canary anywhere", top));
        Assert.False(await store.StopAsync(cause, "Deep enough", "U0MAYA00001", now, Ended));
        Assert.False(await store.RemoveAsync(cause, [cause.CauseId], "U0MAYA00001", now, Ended));
        Assert.False(await store.PutBackAsync(cause, "U0MAYA00001", now, Ended));

        Assert.Equal(1, await bot.Stored<long>($"select count(*) from causes where postmortem_id = '{postmortemId}' and text = 'No canary' and stop_reason is null and removed_at is null"));
    }

    [Fact]
    public async Task A_cause_that_was_taken_out_meanwhile_is_neither_edited_nor_stopped()
    {
        var (workspaceId, postmortemId) = await Postmortem();
        var (store, now) = (new CausesStore(new PostgresDatabase(_source), new CauseChanges(new PostgresDatabase(_source))), bot.Clock.GetUtcNow());
        var cause = await Cause(workspaceId, postmortemId, "No canary");
        Assert.True(await store.RemoveAsync(cause, [cause.CauseId], "U0MAYA00001", now, Ended));

        Assert.Equal(CausesAccess.Gone, await EditAsync(cause, "No canary anywhere"));
        Assert.False(await store.StopAsync(cause, "Deep enough", "U0MAYA00001", now, Ended));
        Assert.True(await store.PutBackAsync(cause, "U0MAYA00001", now, Ended));
    }

    [Fact]
    public async Task A_choice_of_a_known_cause_received_twice_succeeds_twice_and_is_stored_once()
    {
        var (workspaceId, postmortemId) = await Postmortem();
        var (answers, now) = (new AnswersStore(new CauseChanges(new PostgresDatabase(_source))), bot.Clock.GetUtcNow());
        var top = await Cause(workspaceId, postmortemId, "Payments failed", isTop: true);
        var cause = await Cause(workspaceId, postmortemId, "No canary");

        Assert.Null(await answers.LinkAsync(top, cause.CauseId, Gates.And, "U0MAYA00001", "V1", now, Ended));
        Assert.Null(await answers.LinkAsync(top, cause.CauseId, Gates.And, "U0MAYA00001", "V1", now, Ended));
        Assert.NotNull(await answers.LinkAsync(top, cause.CauseId, Gates.And, "U0MAYA00001", "V2", now, Ended));

        Assert.Equal(1, await bot.Stored<long>($"select count(*) from cause_links where effect_id = '{top.CauseId}'"));
        await bot.Stores($"update postmortems set status = 'cancelled' where postmortem_id = '{postmortemId}'");
        var late = await Cause(workspaceId, postmortemId, "No review");
        Assert.Equal(CausesAccess.Late, await answers.LinkAsync(top, late.CauseId, Gates.And, "U0MAYA00001", "V3", now, Ended));
    }

    private Task<Problem?> EditAsync(Cause cause, string text, params Guid[] effects)
    {
        var database = new PostgresDatabase(_source);
        var was = new CauseDetails { Kind = cause.Kind, Text = cause.Text, Effects = effects };
        return new DetailsStore(database, new CauseChanges(database)).EditAsync(cause, was, was with { Text = text }, "U0MAYA00001", bot.Clock.GetUtcNow(), Ended);
    }

    private async Task<Guid> Link(string workspaceId, Guid postmortemId, Cause cause)
    {
        var top = await Cause(workspaceId, postmortemId, "Payments failed", isTop: true);
        await bot.Stores($"insert into cause_links (workspace_id, effect_id, cause_id) values ('{workspaceId}', '{top.CauseId}', '{cause.CauseId}')");
        return top.CauseId;
    }

    private async Task<(string WorkspaceId, Guid PostmortemId)> Postmortem()
    {
        await bot.HasPostmortem(await bot.NewChannel());
        return (await bot.Stored<string>("select workspace_id from postmortems order by number desc limit 1"),
            Guid.Parse(await bot.Stored<string>("select postmortem_id::text from postmortems order by number desc limit 1")));
    }

    private async Task<Cause> Cause(string workspaceId, Guid postmortemId, string text, bool isTop = false)
    {
        var now = bot.Clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await bot.Stores($"""
            insert into causes (workspace_id, cause_id, postmortem_id, kind, text, is_top, author_id, created_at, updated_at)
            values ('{workspaceId}', '{id}', '{postmortemId}', 'condition', '{text}', {isTop}, 'U0MAYA00001', '{now:O}', '{now:O}')
            """);
        return new Cause
        {
            WorkspaceId = workspaceId, CauseId = id, PostmortemId = postmortemId, Kind = CauseKinds.Condition, Text = text, IsTop = isTop, CreatedAt = now, UpdatedAt = now,
        };
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
