using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Some weeks after an item was done its owner is asked whether it worked; looked for once a day.</summary>
public sealed class EffectSweep(PostgresDatabase database, TimeProvider clock) : IRecurringJob
{
    public string Id => RecurringIds.EffectChecks;

    public string Cron => "20 9 * * *";

    public Task RunAsync(CancellationToken cancellationToken) =>
        database.ExecuteAsync(ClaimSql, new { Now = clock.GetUtcNow() }, cancellationToken);

    // The claim and the sending of what is asked commit together, so that nobody is asked twice.
    private const string ClaimSql = """
        -- EffectSweep.Claim
        with asked as (
            update action_items a
            set effect_asked_at = @Now
            from postmortems p
            where p.workspace_id = a.workspace_id
              and p.postmortem_id = a.postmortem_id
              and p.status <> 'cancelled'
              and a.state = 'done'
              and a.effect_check_at <= @Now
              and a.effect_asked_at is null
              and a.owner_id is not null
            returning a.workspace_id, a.action_item_id)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'action-items.ask_effect', action_item_id, @Now
        from asked
        """;
}

/// <summary>Asks one owner, by direct message.</summary>
public sealed partial class AskEffectJob(ActionItemStore store, PostmortemStore postmortems, Deliveries deliveries, PostgresDatabase database, ILogger<AskEffectJob> logger) : IJob
{
    public const string Name = "action-items.ask_effect";

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        database.AloneAsync($"effect of {subject.Id}", () => AskAsync(subject, cancellationToken), cancellationToken);

    private async Task AskAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { State: ActionState.Done, OwnerId: { } owner, EffectAskedAt: { } asked } item)
            return;
        // Whoever may not read it any more is not told of it.
        if (await postmortems.FindAsync(new Reader(item.WorkspaceId, owner), item.PostmortemId, cancellationToken) is null)
            return;
        try
        {
            var message = new Message { Channel = owner, Text = $"Did {item.Key} work?", Blocks = EffectBlocks.Asking(item) };
            await deliveries.PostAsync(item.WorkspaceId, $"effect:{item.ActionItemId}:{asked.UtcTicks}", message, cancellationToken);
        }
        catch (SlackApiException refused) when (Unreachable.Is(refused))
        {
            CannotAsk(logger, item.Key, refused.Error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody can be asked about the effect of {Item}: {Error}")]
    private static partial void CannotAsk(ILogger logger, string item, string error);
}

/// <summary>The answer to whether it worked.</summary>
public sealed class AnswerEffect(ActionItemStore store, ActionItemAccess access, SettingsStore settings, ISlackClients slack, TimeProvider clock) : IBlockActionHandler
{
    public const string WorkedId = "actions.effect_worked";
    public const string NotYetId = "actions.effect_not_yet";
    public const string DidNotId = "actions.effect_did_not";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var reader = new Reader(request.WorkspaceId, request.UserId);
        var result = await access.FindAsync(reader, request.ItemId(), request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await slack.TellAsync(request, problem, cancellationToken);
        if (item.State != ActionState.Done)
            return await slack.TellAsync(request, new($"{item.Key} is not done any more, so there is nothing to judge yet. You are asked again when it is."), cancellationToken);

        var effect = request.Action.ActionId switch { WorkedId => Effects.Worked, NotYetId => Effects.NotYet, _ => Effects.DidNot };
        var now = clock.GetUtcNow();
        var weeks = (await settings.GetAsync(reader.WorkspaceId, cancellationToken)).EffectWeeks;
        await store.ChangeAsync(
            item, current => current.State == ActionState.Done && current.Effect != effect ? current.Answered(effect, reader.UserId, weeks, now) : null, reader.UserId, note: null, $"{request.UserId} {item.ActionItemId} {request.Action.ActionTs}", now, cancellationToken);
        if (request is { Message: not null, ResponseUrl: { Length: > 0 } url } && await store.FindAsync(item.WorkspaceId, item.ActionItemId, cancellationToken) is { } answered)
            await slack.For(request.WorkspaceId).Respond(url, new MessageResponse { Text = "Thank you.", Blocks = EffectBlocks.Answered(answered), ReplaceOriginal = true }, cancellationToken);
        return Ack.Done;
    }
}

/// <summary>The question whether something worked, and what became of it.</summary>
public static class EffectBlocks
{
    public static IReadOnlyList<Block> Asking(ActionItem item) =>
    [
        new SectionBlock { Text = new Markdown($"*Did it work?* You closed this a while ago:\n{ItemWords.Name(item)}\n{ItemWords.Source(item)}") },
        new ContextBlock { Elements = [new Markdown("Has anything like it happened since, and did this help? The answer stands in the report, for those who face the same next.")] },
        new ActionsBlock
        {
            Elements =
            [
                Button(item, AnswerEffect.WorkedId, "It worked", ButtonStyle.Primary),
                Button(item, AnswerEffect.NotYetId, "Not yet", ButtonStyle.Default),
                Button(item, AnswerEffect.DidNotId, "It did not", ButtonStyle.Default),
            ],
        },
    ];

    public static IReadOnlyList<Block> Answered(ActionItem item)
    {
        var next = item.Effect switch
        {
            Effects.NotYet when item.EffectCheckAt is { } again => $" I will ask again on {When.Day(DateOnly.FromDateTime(again.UtcDateTime))}.",
            Effects.DidNot => " Good to know. What would help instead?",
            _ => " Thank you.",
        };
        var blocks = new List<Block> { new SectionBlock { Text = new Markdown($"{ItemWords.Name(item)}\n*Did it work?* {Effects.Words(item.Effect ?? Effects.NotYet)}.{next}") } };
        if (item.Effect == Effects.DidNot)
            blocks.Add(new ActionsBlock { Elements = [new Button { ActionId = AddActionItem.FollowUpId, Text = "Add a follow-up item", Value = item.ActionItemId.ToString(), Style = ButtonStyle.Primary }] });
        return blocks;
    }

    private static Button Button(ActionItem item, string actionId, string text, ButtonStyle style) =>
        new() { ActionId = actionId, Text = text, Style = style, Value = item.ActionItemId.ToString(), AccessibilityLabel = $"{text}: {item.Key}" };
}
