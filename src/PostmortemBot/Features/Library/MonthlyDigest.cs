using System.Globalization;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Library;

/// <summary>
/// Once a month, in the knowledge channel: what was published, and the postmortem of the month. Looked at every day, so
/// that a bot that was down on the first still posts it; a row in <c>digests</c> says that it was.
/// </summary>
public sealed class MonthlyDigest(DigestStore store, FollowUps followUps, TimeProvider clock) : IRecurringJob
{
    private const int DaysToPostIn = 7;

    public string Id => RecurringIds.Digest;
    public string Cron => "0 9 * * *";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // A job each: one workspace's closed channel, or a pause it is asked for, must not keep the others from theirs.
        if (MonthToTell(clock.GetUtcNow()) is { } month)
        {
            foreach (var workspaceId in await store.WorkspacesToTellAsync(month, cancellationToken))
                await followUps.AddAsync(new FollowUp(workspaceId, PostDigestJob.Name, Guid.Empty, $"{month:yyyy-MM-dd}"), cancellationToken);
        }
    }

    /// <summary>Older news is not news: a workspace that sets a knowledge channel mid-month waits for the next.</summary>
    public static DateOnly? MonthToTell(DateTimeOffset now) =>
        now.Day <= DaysToPostIn ? new DateOnly(now.Year, now.Month, 1).AddMonths(-1) : null;

    /// <summary>A day off is waited for, but not until the news is old.</summary>
    public static bool IsDayToPost(Settings chosen, DateOnly today) => chosen.IsWorkingDay(today) || today.Day >= DaysToPostIn;
}

/// <summary>Posts one workspace's digest of a month.</summary>
public sealed partial class PostDigestJob(
    PostgresDatabase database,
    DigestStore store,
    SettingsStore settings,
    Deliveries deliveries,
    TimeProvider clock,
    ILogger<PostDigestJob> logger) : IJob
{
    public const string Name = "library.digest";

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        database.AloneAsync($"digest {subject.WorkspaceId}", () => PostAsync(subject.WorkspaceId, DateOnly.Parse(subject.Argument, CultureInfo.InvariantCulture), cancellationToken), cancellationToken);

    private async Task PostAsync(string workspaceId, DateOnly month, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // It may have waited, for Slack or for the app to be installed again, until its news was old.
        if (MonthlyDigest.MonthToTell(now) != month)
            return;
        var chosen = await settings.GetAsync(workspaceId, cancellationToken);
        if (chosen.KnowledgeChannelId is not { } channel || !MonthlyDigest.IsDayToPost(chosen, DateOnly.FromDateTime(now.UtcDateTime)))
            return;
        if (await store.IsToldAsync(workspaceId, month, cancellationToken))
            return;

        var from = new DateTimeOffset(month, TimeOnly.MinValue, TimeSpan.Zero);
        var published = await store.PublishedAsync(workspaceId, from, from.AddMonths(1), cancellationToken);
        try
        {
            if (published.Count > 0)
            {
                await deliveries.PostAsync(workspaceId, $"digest:{month:yyyy-MM}", new Message
                {
                    Channel = channel,
                    Text = $"Postmortem of the month: {Mrkdwn.Escape(published[0].Title)}",
                    Blocks = DigestBlocks.Draw(month, published),
                }, cancellationToken);
            }

            await store.ToldAsync(workspaceId, month, published.FirstOrDefault()?.PostmortemId, now, cancellationToken);
        }
        catch (SlackApiException refused) when (!refused.MayPass && !refused.IsTokenDead)
        {
            // A closed channel may be open tomorrow, when it is tried again.
            NotPosted(logger, workspaceId, refused.Error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The digest of {Workspace} could not be posted: {Error}")]
    private static partial void NotPosted(ILogger logger, string workspace, string error);
}

public static class DigestBlocks
{
    private const int MostOthers = 12;

    /// <param name="month">Its first day.</param>
    /// <param name="published">The postmortem of the month first.</param>
    public static IReadOnlyList<Block> Draw(DateOnly month, IReadOnlyList<PublishedPostmortem> published)
    {
        var (first, others) = (published[0], published.Skip(1).ToList());
        var nearMisses = published.Count(postmortem => postmortem.Kind == IncidentKind.NearMiss);
        var blocks = new List<Block>
        {
            new HeaderBlock { Text = new PlainText($"Postmortem of the month · {month:MMMM yyyy}") },
            new SectionBlock { Text = new Markdown($"*{Name(first)}*\n{Mrkdwn.Escape(Mrkdwn.Cut(Words(first), 500))}") },
            new ContextBlock { Elements = [new Markdown($"Chosen because it was the most severe one published in {month:MMMM}, and of those the one with the fullest analysis. Worth ten minutes of everybody's time: read it in {Mrkdwn.Channel(first.ChannelId)}, or find it with `/postmortem search {Mrkdwn.Escape(Mrkdwn.Cut(first.Title, 60))}`.")] },
        };
        if (others.Count > 0)
        {
            var lines = others.Take(MostOthers).Select(other => $"•  {Name(other)}");
            var rest = others.Count > MostOthers ? $"\nand {others.Count - MostOthers} more: `/postmortem list`" : "";
            blocks.Add(new DividerBlock());
            blocks.Add(new SectionBlock { Text = new Markdown(Mrkdwn.Cut($"*Also published*\n{string.Join('\n', lines)}{rest}", 3000)) });
        }

        blocks.Add(new ContextBlock { Elements = [new Markdown($"{published.Count} published in {month:MMMM}, {nearMisses} of them from near misses.")] });
        return blocks;
    }

    private static string Name(PublishedPostmortem postmortem) => $"PM-{postmortem.Number} · {Mrkdwn.Escape(Mrkdwn.Cut(postmortem.Title, 150))} ({postmortem.Severity})";

    private static string Words(PublishedPostmortem postmortem) =>
        postmortem.Summary.Length > 0 ? postmortem.Summary : postmortem.Impact.Length > 0 ? postmortem.Impact : "Its report has no summary.";
}

public sealed record PublishedPostmortem
{
    public required Guid PostmortemId { get; init; }
    public required int Number { get; init; }
    public required string ChannelId { get; init; }
    public required string Title { get; init; }
    public required string Kind { get; init; }
    public required string Severity { get; init; }
    public required string Summary { get; init; }
    public required string Impact { get; init; }
}

public sealed class DigestStore(PostgresDatabase database)
{
    public Task<IReadOnlyList<string>> WorkspacesToTellAsync(DateOnly month, CancellationToken cancellationToken) =>
        database.QueryAsync<string>(WorkspacesToTellSql, new { Month = month }, cancellationToken);

    /// <summary>What the whole workspace may read, the postmortem of the month first.</summary>
    public Task<IReadOnlyList<PublishedPostmortem>> PublishedAsync(string workspaceId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        database.QueryAsync<PublishedPostmortem>(PublishedSql, new { WorkspaceId = workspaceId, From = from, To = to }, cancellationToken);

    public Task<bool> IsToldAsync(string workspaceId, DateOnly month, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<bool>(IsToldSql, new { WorkspaceId = workspaceId, Month = month }, cancellationToken);

    public Task ToldAsync(string workspaceId, DateOnly month, Guid? postmortemId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(ToldSql, new { WorkspaceId = workspaceId, Month = month, PostmortemId = postmortemId, Now = now }, cancellationToken);

    private const string WorkspacesToTellSql = """
        -- DigestStore.WorkspacesToTell
        select s.workspace_id
        from settings s
        where s.knowledge_channel_id is not null
          and not exists (
            select 1
            from digests d
            where d.workspace_id = s.workspace_id
              and d.month = @Month)
        """;

    private const string PublishedSql = """
        -- DigestStore.Published
        select
            p.postmortem_id,
            p.number,
            p.channel_id,
            i.title,
            i.kind,
            i.severity,
            p.summary,
            i.impact
        from postmortems p
        join incidents i
          on i.workspace_id = p.workspace_id
         and i.incident_id = p.incident_id
        left join search_documents d
          on d.workspace_id = p.workspace_id
         and d.postmortem_id = p.postmortem_id
        where p.workspace_id = @WorkspaceId
          and p.status = 'published'
          and p.audience = 'workspace'
          and p.published_at >= @From
          and p.published_at < @To
        order by i.severity, length(d.body) desc nulls last, p.number
        """;

    private const string ToldSql = """
        -- DigestStore.Told
        insert into digests (workspace_id, month, postmortem_id, posted_at)
        values (@WorkspaceId, @Month, @PostmortemId, @Now)
        on conflict do nothing
        """;

    private const string IsToldSql = """
        -- DigestStore.IsTold
        select exists (
            select 1
            from digests
            where workspace_id = @WorkspaceId
              and month = @Month)
        """;
}
