using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Home;

/// <summary>The postmortems under way that this person leads, each with its next step; follows every change.</summary>
public sealed class Leading(LeadingStore store, IEnumerable<ICardStep> steps, FollowUps followUps) : IHomeSection, IChangeListener
{
    private const int Most = 10;

    private readonly IReadOnlyList<ICardStep> _steps = [.. steps.OrderBy(step => step.Order)];

    public int Order => 30;

    public async Task<IReadOnlyList<Block>> BlocksAsync(Reader reader, CancellationToken cancellationToken)
    {
        var led = await store.ListAsync(reader, Most + 1, cancellationToken);
        if (led.Count == 0)
            return [];

        var blocks = new List<Block> { new HeaderBlock { Text = "Postmortems you lead" } };
        foreach (var postmortem in led.Take(Most))
            blocks.Add(new SectionBlock { Text = new Markdown(Words(postmortem, await NextAsync(postmortem, cancellationToken))) });
        if (led.Count > Most)
            blocks.Add(new ContextBlock { Elements = [new Markdown("The longest under way are shown. `/postmortem list` shows every postmortem you can read.")] });
        return blocks;
    }

    public Task ChangedAsync(Postmortem postmortem, CancellationToken cancellationToken) =>
        followUps.AddAsync(new FollowUp(postmortem.WorkspaceId, HomeJobs.Publish, postmortem.PostmortemId, postmortem.FacilitatorId), cancellationToken);

    private static string Words(Postmortem postmortem, CardStep? next)
    {
        var first = $"*{postmortem.Key} · {Mrkdwn.Escape(postmortem.Title)}*   {postmortem.Severity}   {PostmortemStatus.Words(postmortem.Status)}   {Mrkdwn.Channel(postmortem.ChannelId)}";
        return next is null ? first : Mrkdwn.Cut($"{first}\nNext: *{next.Name}*   {next.Detail}", 3000);
    }

    private async Task<CardStep?> NextAsync(Postmortem postmortem, CancellationToken cancellationToken)
    {
        foreach (var step in _steps)
        {
            var described = await step.DescribeAsync(postmortem, cancellationToken);
            if (described is { State: not StepState.Done, MayWait: false, Buttons.Count: > 0 })
                return described;
        }

        return null;
    }
}

public sealed class LeadingStore(PostgresDatabase database)
{
    /// <summary>What this person leads, may read, and is not published yet; the longest under way first.</summary>
    public Task<IReadOnlyList<Postmortem>> ListAsync(Reader reader, int limit, CancellationToken cancellationToken) =>
        database.QueryAsync<Postmortem>(ListSql, new { reader.WorkspaceId, reader.UserId, Limit = limit }, cancellationToken);

    private const string ListSql = $"""
        -- LeadingStore.List
        select
            {PostmortemStore.Columns}
        where p.workspace_id = @WorkspaceId
          and p.facilitator_id = @UserId
          and p.status in ('draft', 'in_review', 'approved')
          and {AccessRule.Readable}
        order by p.created_at
        limit @Limit
        """;
}
