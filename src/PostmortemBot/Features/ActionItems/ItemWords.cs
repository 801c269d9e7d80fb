using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>The lines and buttons that stand for an item wherever it is shown.</summary>
public static class ItemWords
{
    /// <summary>A section holds 3,000, and escaping can make text five times as long; a name and two more lines always fit.</summary>
    private const int Most = 1000;

    public static string Name(ActionItem item) => $"{Icon(item)} *{item.Key} · {Mrkdwn.Cut(Mrkdwn.Escape(item.Title), Most)}*";

    /// <summary>Owner, due day, type and priority; no day is "late" here, because readers live in many zones.</summary>
    public static string Facts(ActionItem item) => string.Join("  ·  ", Parts(item).Where(part => part.Length > 0));

    private static string[] Parts(ActionItem item) =>
    [
        Owner(item),
        item.State is ActionState.InProgress ? "in progress" : "",
        item.State is ActionState.Blocked ? $"blocked: {Mrkdwn.Escape(Mrkdwn.Cut((item.BlockedReason ?? "").ReplaceLineEndings(" "), 100))}" : "",
        item.DueOn is { } due ? $"due {When.Day(due)}" : "no due date",
        ActionTypes.Name(item.Type),
        item.Priority,
        item.DatePushes > 1 ? $"moved {item.DatePushes} times" : "",
    ];

    private static string Owner(ActionItem item)
    {
        if (item.OwnerId is not { } owner)
            return "no owner yet";
        return item.IsWaiting ? $"waiting for {Mrkdwn.User(owner)} to accept" : Mrkdwn.User(owner);
    }

    /// <summary>How it was closed, and why when it will not be done.</summary>
    public static string Closing(ActionItem item)
    {
        var by = item.StateChangedBy is { } person ? $" by {Mrkdwn.User(person)}" : "";
        var at = item.StateChangedAt is { } moment ? $", {When.At(moment)}" : "";
        return item.State switch
        {
            ActionState.Done => $"Done{by}{at}{(item.EvidenceUrl is { } evidence ? $"  ·  {Mrkdwn.Link(evidence, "evidence")}" : "")}{(item.Effect is { } effect ? $"  ·  {Effects.Words(effect).ToLowerInvariant()}" : "")}",
            ActionState.WontDo => $"Won't do, decided{by}{at}: {Mrkdwn.Cut(Mrkdwn.Escape(Mrkdwn.Cut((item.StateReason ?? "").ReplaceLineEndings(" "), 300)), Most)}",
            _ => "",
        };
    }

    public static string Cancelled(ActionItem item) => $"{item.PostmortemKey} was cancelled, so this is no longer worked on.";

    public static string Source(ActionItem item) => $"{item.PostmortemKey} · {Mrkdwn.Escape(Mrkdwn.Cut(item.PostmortemTitle, 100))}";

    public static Button DoneButton(ActionItem item) => new() { ActionId = MarkDone.DoneId, Text = "Done", Style = ButtonStyle.Primary, Value = item.ActionItemId.ToString(), AccessibilityLabel = $"{item.Key} is done" };

    public static Button WontDoButton(ActionItem item) => new() { ActionId = CloseWithReason.WontDoId, Text = "Won't do", Value = item.ActionItemId.ToString(), AccessibilityLabel = $"{item.Key} will not be done" };

    public static Button EditButton(ActionItem item, string text = "Edit") => new() { ActionId = EditActionItem.Id, Text = text, Value = item.ActionItemId.ToString(), AccessibilityLabel = $"{text} {item.Key}" };

    public static Button ReopenButton(ActionItem item) => new() { ActionId = MarkDone.ReopenId, Text = "Reopen", Value = item.ActionItemId.ToString(), AccessibilityLabel = $"Reopen {item.Key}" };

    public static Button MoreButton(ActionItem item) => new() { ActionId = ShowItem.Id, Text = "More…", Value = item.ActionItemId.ToString(), AccessibilityLabel = $"More about {item.Key}" };

    /// <summary>What whoever was asked to own it can say.</summary>
    public static IReadOnlyList<IActionElement> AnswerButtons(ActionItem item) =>
    [
        new Button { ActionId = HandOn.AcceptId, Text = "Accept", Style = ButtonStyle.Primary, Value = item.ActionItemId.ToString(), AccessibilityLabel = $"Accept {item.Key}" },
        new Button { ActionId = HandOn.Id, Text = "Hand on…", Value = item.ActionItemId.ToString(), AccessibilityLabel = $"Hand {item.Key} on to somebody else" },
        new Button { ActionId = HandOn.BackId, Text = "Hand back", Value = item.ActionItemId.ToString(), AccessibilityLabel = $"Hand {item.Key} back" },
    ];

    private static string Icon(ActionItem item) => item.State switch
    {
        ActionState.Done => ":white_check_mark:",
        ActionState.WontDo => ":no_entry_sign:",
        ActionState.Blocked => ":construction:",
        _ => Priorities.Icon(item.Priority),
    };
}
