using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Reminders;

/// <summary>All that waits for somebody, where one message was too small for it; acting on it is for the Home tab.</summary>
public sealed class ShowWaiting(WaitingStore store, People people, ISlackClients slack, TimeProvider clock) : IBlockActionHandler
{
    public const string Id = "reminders.show_all";

    private const int LinesOfASection = 5;

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var reader = new Reader(request.WorkspaceId, request.UserId);
        var person = await people.GetAsync(reader.WorkspaceId, reader.UserId, cancellationToken);
        var today = Zones.Today(person.Zone, clock.GetUtcNow());
        var items = await store.OfAsync(reader, cancellationToken);
        await slack.For(request.WorkspaceId).Views.Open(request.TriggerId, new ModalViewDefinition
        {
            CallbackId = Id,
            Title = "Your action items",
            Close = "Close",
            Blocks = Blocks(items, today),
        }, cancellationToken);
        return Ack.Done;
    }

    public static IReadOnlyList<Block> Blocks(IReadOnlyList<WaitingLine> items, DateOnly today)
    {
        var blocks = items.Chunk(LinesOfASection)
            .Select(lines => (Block)new SectionBlock { Text = new Markdown(string.Join('\n', lines.Select(line => $"*AI-{line.Number}* · {Mrkdwn.Cut(Mrkdwn.Escape(Mrkdwn.Cut(line.Title, 120)), 400)} · {ReminderLine.Due(line.DueOn, today)}"))) })
            .ToList();
        if (blocks.Count == 0)
            blocks.Add(new SectionBlock { Text = new Markdown("Nothing waits for you.") });
        if (items.Count == WaitingStore.Most)
            blocks.Add(new ContextBlock { Elements = [new Markdown($"The first {WaitingStore.Most} are shown.")] });
        blocks.Add(new ContextBlock { Elements = [new Markdown("Close them, move their dates or hand them over on my Home tab.")] });
        return blocks;
    }
}

public sealed record WaitingLine
{
    public required int Number { get; init; }
    public required string Title { get; init; }
    public DateOnly? DueOn { get; init; }
}

public sealed class WaitingStore(PostgresDatabase database)
{
    public const int Most = 200;

    public Task<IReadOnlyList<WaitingLine>> OfAsync(Reader reader, CancellationToken cancellationToken) =>
        database.QueryAsync<WaitingLine>(OfSql, new { reader.WorkspaceId, reader.UserId, Most }, cancellationToken);

    private const string OfSql = $"""
        -- WaitingStore.Of
        select
            a.number,
            a.title,
            a.due_on
        from action_items a
        join postmortems p
          on p.workspace_id = a.workspace_id
         and p.postmortem_id = a.postmortem_id
        where a.workspace_id = @WorkspaceId
          and a.owner_id = @UserId
          and {ReminderSql.Unfinished}
          and p.status <> 'cancelled'
          and {AccessRule.Readable}
        order by
            a.due_on nulls last,
            a.priority,
            a.number
        limit @Most
        """;
}
