using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>All there is to know of one item, and all that can be done with it.</summary>
public static class ItemBlocks
{
    public static ModalViewDefinition View(ActionItem item, IReadOnlyList<ActionItem> family, IReadOnlyList<Block> added, FormSubject subject) => new()
    {
        CallbackId = ShowItem.Id,
        Title = item.Key,
        Close = subject.List is null ? "Close" : "Back",
        PrivateMetadata = subject.ToString(),
        Blocks = [.. Blocks(item, family), .. added],
    };

    public static IReadOnlyList<Block> Blocks(ActionItem item, IReadOnlyList<ActionItem> family)
    {
        var blocks = new List<Block> { new SectionBlock { Text = new Markdown($"{ItemWords.Name(item)}\n{ItemWords.Facts(item)}") } };
        if (item.Details.Length > 0)
            blocks.Add(new SectionBlock { Text = new Markdown(Mrkdwn.Cut(Mrkdwn.Escape(item.Details), 2900)) });
        if (!item.IsOpen)
            blocks.Add(new SectionBlock { Text = new Markdown(ItemWords.Closing(item)) });
        var more = More(item).Concat(family.Select(other => Relation(item, other))).ToList();
        blocks.AddRange(more.Chunk(10).Select(lines => new ContextBlock { Elements = [.. lines.Select(line => new Markdown(Mrkdwn.Cut(line, 1500)))] }));
        blocks.Add(new ContextBlock { Elements = [new Markdown($"{ItemWords.Source(item)}  ·  added by {Mrkdwn.User(item.CreatedBy)}, {When.At(item.CreatedAt)}")] });
        blocks.AddRange(Buttons(item).Select(row => new ActionsBlock { Elements = [.. row] }));
        return blocks;
    }

    private static IEnumerable<string> More(ActionItem item)
    {
        if (item.CauseText is { } cause)
            yield return $"*Breaks the cause:* {Mrkdwn.Escape(Mrkdwn.Cut(cause.ReplaceLineEndings(" "), 250))}";
        if (item.Helpers.Length > 0)
            yield return $"*Helping:* {string.Join(", ", item.Helpers.Select(Mrkdwn.User))}";
        if (item.DatePushes > 0)
            yield return $"The due date was moved to a later day {(item.DatePushes == 1 ? "once" : $"{item.DatePushes} times")}.";
        if (item.SourceUrl is { } source)
            yield return Mrkdwn.Link(source, "The message it was written from");
        if (item.EvidenceUrl is { } evidence)
            yield return $"*Evidence:* {Mrkdwn.Link(evidence, Mrkdwn.Cut(evidence, 100))}";
        if (item.Effect is { } effect)
            yield return $"*Did it work?* {Effects.Words(effect)}{(item.EffectBy is { } by ? $", said {Mrkdwn.User(by)}" : "")}";
        else if (item is { State: ActionState.Done, EffectCheckAt: { } check })
            yield return $"Its owner is asked whether it worked on {When.Day(DateOnly.FromDateTime(check.UtcDateTime))}.";
    }

    private static string Relation(ActionItem item, ActionItem other)
    {
        var relation = (other.ActionItemId == item.OriginId, item.Origin, other.Origin) switch
        {
            (true, ItemOrigin.Split, _) => "Split from",
            (true, _, _) => "Follows up",
            (_, _, ItemOrigin.Split) => "Split off:",
            _ => "Followed up by",
        };
        return $"{relation} {other.Key} · {Mrkdwn.Escape(Mrkdwn.Cut(other.Title, 150))} ({ActionState.Words(other.State).ToLowerInvariant()})";
    }

    private static IEnumerable<IReadOnlyList<IActionElement>> Buttons(ActionItem item)
    {
        if (item.IsCancelled)
        {
            yield return [Act(item, ShowHistory.Id, "History")];
            yield break;
        }

        if (item.IsWaiting)
            yield return ItemWords.AnswerButtons(item);
        if (item.IsOpen)
        {
            yield return
            [
                ItemWords.DoneButton(item),
                item.State == ActionState.InProgress ? Act(item, MarkDone.ReopenId, "Back to open") : Act(item, MarkDone.StartId, "Start work"),
                Act(item, CloseWithReason.BlockId, item.State == ActionState.Blocked ? "Other reason" : "Blocked"),
                ItemWords.WontDoButton(item),
            ];
            yield return [ItemWords.EditButton(item), Act(item, MoveDate.Id, "Move date"), Act(item, HandOn.Id, "Hand on"), Act(item, SplitItem.Id, "Split")];
        }
        else
        {
            var closed = new List<IActionElement> { ItemWords.ReopenButton(item), ItemWords.EditButton(item) };
            if (item.State == ActionState.Done)
                closed.Add(Act(item, AddEvidence.Id, item.EvidenceUrl is null ? "Add evidence" : "Change evidence"));
            closed.Add(new Button { ActionId = AddActionItem.FollowUpId, Text = "Follow-up item", Value = item.ActionItemId.ToString() });
            yield return closed;
        }

        var last = new List<IActionElement> { Act(item, ShowHistory.Id, "History") };
        if (item.StateChangedAt is not null)
            last.Add(new Button { ActionId = UndoState.Id, Text = "Undo last state change", Value = $"{item.ActionItemId} {item.Revision}" });
        yield return last;
    }

    private static Button Act(ActionItem item, string actionId, string text) =>
        new() { ActionId = actionId, Text = text, Value = item.ActionItemId.ToString(), AccessibilityLabel = $"{text}: {item.Key}" };
}
