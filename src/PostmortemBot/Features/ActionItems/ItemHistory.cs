using System.Globalization;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>One field that somebody changed, and why.</summary>
public sealed record ItemChange
{
    public required long ChangeId { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? ActorId { get; init; }
    public required string Field { get; init; }
    public string? Was { get; init; }
    public string? Became { get; init; }
    public string? Note { get; init; }

    /// <summary>The reason that went with the state before: undoing brings it back.</summary>
    public string? NoteBefore { get; init; }
}

public sealed class ItemHistoryStore(PostgresDatabase database)
{
    /// <summary>The newest changes first.</summary>
    public Task<IReadOnlyList<ItemChange>> ListAsync(ActionItem item, int limit, CancellationToken cancellationToken) =>
        database.QueryAsync<ItemChange>(ListSql, new { item.WorkspaceId, item.ActionItemId, Limit = limit }, cancellationToken);

    public Task<ItemChange?> LastStateAsync(ActionItem item, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<ItemChange>(LastStateSql, new { item.WorkspaceId, item.ActionItemId }, cancellationToken);

    private const string Columns = """
            change_id,
            at,
            actor_id,
            field,
            was,
            became,
            note,
            note_before
        from action_item_changes
        where workspace_id = @WorkspaceId
          and action_item_id = @ActionItemId
        """;

    private const string ListSql = $"""
        -- ItemHistoryStore.List
        select
            {Columns}
        order by change_id desc
        limit @Limit
        """;

    private const string LastStateSql = $"""
        -- ItemHistoryStore.LastState
        select
            {Columns}
          and field = 'state'
        order by change_id desc
        limit 1
        """;
}

/// <summary>Who changed what of an item, and when.</summary>
public sealed class ShowHistory(ItemHistoryStore history, ActionItemAccess access, ISlackClients slack) : IBlockActionHandler
{
    public const string Id = "actions.history";
    private const int Most = 60;

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(new Reader(request.WorkspaceId, request.UserId), request.ItemId(), request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await slack.TellAsync(request, problem, cancellationToken);

        var changes = await history.ListAsync(item, Most + 1, cancellationToken);
        await slack.OpenOverAsync(request, new ModalViewDefinition
        {
            CallbackId = Id,
            Title = $"History of {item.Key}",
            Close = "Back",
            Blocks = Blocks(item, changes),
        }, cancellationToken);
        return Ack.Done;
    }

    public static IReadOnlyList<Block> Blocks(ActionItem item, IReadOnlyList<ItemChange> changes)
    {
        var blocks = new List<Block> { new SectionBlock { Text = new Markdown(ItemWords.Name(item)) } };
        blocks.AddRange(changes.Take(Most).Select(change => new ContextBlock { Elements = [new Markdown(Line(change))] }));
        if (changes.Count > Most)
            blocks.Add(new ContextBlock { Elements = [new Markdown($"The newest {Most} changes are shown; older ones are kept.")] });
        if (changes.Count == 0)
            blocks.Add(new ContextBlock { Elements = [new Markdown($"Added by {Mrkdwn.User(item.CreatedBy)}, {When.At(item.CreatedAt)}. Nothing has changed since.")] });
        return blocks;
    }

    private static string Line(ItemChange change)
    {
        var why = change.Note is { Length: > 0 } note ? $"\n“{Short(note)}”" : "";
        return $"{When.At(change.At)} · {ActorWords.Of(change.ActorId)} {Words(change)}{why}";
    }

    private static string Words(ItemChange change) => change.Field switch
    {
        "created" => $"added it: “{Short(change.Became)}”",
        "owner" => (change.Was, change.Became) switch
        {
            (_, null) => "left it without an owner",
            (_, { } owner) when owner == change.ActorId => "took it on",
            (_, { } owner) when ActorWords.IsInTracker(change.ActorId) => $"gave it to {Mrkdwn.User(owner)}",
            (null, { } owner) => $"asked {Mrkdwn.User(owner)} to own it",
            ({ } before, { } owner) => $"asked {Mrkdwn.User(owner)} to own it after {Mrkdwn.User(before)}",
        },
        "accepted" => change.Became == change.ActorId ? "accepted it" : $"gave it back to {Mrkdwn.User(change.Became ?? "")}, whose it was",
        "helpers" => $"changed who helps: {(change.Became is { Length: > 0 } ids ? string.Join(", ", ids.Split(' ').Select(Mrkdwn.User)) : "nobody now")}",
        "due" => (change.Was, change.Became) switch
        {
            (null, var day) => $"set the due date to {Day(day)}",
            (_, null) => "took the due date away",
            var (was, became) => $"moved the due date from {Day(was)} to {Day(became)}",
        },
        "type" => $"changed the type from {TypeName(change.Was)} to {TypeName(change.Became)}",
        "priority" => $"changed the priority from {change.Was} to {change.Became}",
        "cause" => change.Became is null ? "took the cause away" : "linked it to another cause",
        "state" => $"changed it from {ActionState.Words(change.Was ?? "").ToLowerInvariant()} to {ActionState.Words(change.Became ?? "").ToLowerInvariant()}",
        "evidence" => change.Became is null ? "took the evidence away" : "linked the evidence",
        "effect" => change.Became is { } effect ? $"said about its effect: {Effects.Words(effect).ToLowerInvariant()}" : "cleared the answer about its effect",
        "title" => $"changed the title from “{Short(change.Was)}” to “{Short(change.Became)}”",
        _ => $"changed the {change.Field}",
    };

    private static string TypeName(string? type) => type is { } known && ActionTypes.Known(known) ? ActionTypes.Name(known) : "none";

    private static string Day(string? day) => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? When.Day(read) : "none";

    private static string Short(string? text) => Mrkdwn.Cut(Mrkdwn.Escape(Mrkdwn.Cut((text ?? "").ReplaceLineEndings(" "), 200)), 600);
}
