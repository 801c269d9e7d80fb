using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Review;

/// <summary>The drafts that wait for this person's signature, on their Home tab.</summary>
public sealed class ReviewHome(PostgresDatabase database) : IHomeSection
{
    private const int Most = 5;

    public int Order => 20;

    public async Task<IReadOnlyList<Block>> BlocksAsync(Reader reader, CancellationToken cancellationToken)
    {
        var waiting = await database.QueryAsync<Postmortem>(WaitingSql, new { reader.WorkspaceId, reader.UserId, Most }, cancellationToken);
        return waiting.Count == 0 ? [] : Blocks(waiting);
    }

    internal static IReadOnlyList<Block> Blocks(IReadOnlyList<Postmortem> waiting) =>
    [
        new HeaderBlock { Text = "Waiting for your review" },
        .. waiting.SelectMany(postmortem => new Block[]
        {
            new SectionBlock { Text = new Markdown($"*{ReviewMessages.Name(postmortem)}* ({postmortem.Severity})") },
            new ActionsBlock { Elements = [.. ReviewMessages.Decide(postmortem), ReviewMessages.Read(postmortem)] },
        }),
    ];

    private const string WaitingSql = $"""
        -- ReviewHome.Waiting
        select
            {PostmortemStore.Columns}
        where p.workspace_id = @WorkspaceId
          and p.status = 'in_review'
          and {AccessRule.Readable}
          and exists (
            select 1
            from review_requests r
            where r.workspace_id = p.workspace_id
              and r.postmortem_id = p.postmortem_id
              and r.reviewer_id = @UserId
              and r.revision = p.revision
              and r.withdrawn_at is null)
        order by p.review_requested_at
        limit @Most
        """;
}
