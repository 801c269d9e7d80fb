using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Trackers;

/// <summary>The line and the buttons under an item.</summary>
public static class TrackerBlocks
{
    private const int Longest = 2000;

    /// <param name="item">The item.</param>
    /// <param name="tracker">Its tracker; null when it has no issue, or the tracker is no longer set up.</param>
    public static ItemAddition Addition(TrackedItem item, ITracker? tracker) =>
        item.IsLinked ? Linked(item, tracker) : new ItemAddition("", [Create(item), Link(item)]);

    private static ItemAddition Linked(TrackedItem item, ITracker? tracker)
    {
        var name = TrackerList.Name(item.Tracker);
        var lines = new List<string> { Issue(item, tracker, name) };
        if (item.Problem is { } problem)
            lines.Add($":warning: {Mrkdwn.Escape(TrackerProblem.Words(problem, name, item.Reference))}{Detail(item)}");
        if (item.Note is not null)
            lines.Add($":bust_in_silhouette: {Note(item, name)}");
        if (item.FieldsRefused.Split('\n', 2) is [{ Length: > 0 } fields, var why])
            lines.Add($":warning: {name} did not take the new {fields}, and keeps the old. The item is kept as it is here; I try again by myself.{(why.Length == 0 ? "" : $" It said: “{EscapedText.Cut(why, 300)}”")}");
        Button[] buttons = item.Problem is null && item.FieldsRefused.Length == 0 ? [Unlink(item)] : [TryAgain(item), Unlink(item)];
        return new ItemAddition(Mrkdwn.Cut(string.Join('\n', lines), Longest), buttons);
    }

    private static string Issue(TrackedItem item, ITracker? tracker, string name)
    {
        if (item.Reference is not { } reference)
            return $":hourglass_flowing_sand: An issue in {name}{(tracker is null ? "" : $" ({Mrkdwn.Escape(tracker.Target)})")} is on its way.";
        var shown = tracker is null ? Mrkdwn.Escape(reference) : Mrkdwn.Link(tracker.Url(reference), reference);
        var state = item.SyncedClosed switch { null => "", true => "  ·  closed there", false => "  ·  open there" };
        return $":link: {name} {shown}{state}";
    }

    private static string Detail(TrackedItem item) => item.ProblemDetail.Length == 0 ? "" : $" It said: “{EscapedText.Cut(item.ProblemDetail, 300)}”";

    private static string Note(TrackedItem item, string name)
    {
        var who = EscapedText.Cut(item.NoteDetail, 200);
        return item.Note switch
        {
            TrackerNote.OwnerUnknown => $"I do not know {Mrkdwn.User(item.NoteDetail)} in {name}, so the assignee there stays. `/postmortem tracker` tells me who that is.",
            TrackerNote.AssigneeUnknown => $"{name} assigns it to *{who}*, whom I do not know here, so the owner stays. `/postmortem tracker` tells me who that is.",
            TrackerNote.AssigneeRefused => $"{name} does not let *{who}* be assigned, so the assignee there stays. Give that account access to the project, or correct it with `/postmortem tracker`.",
            TrackerNote.OwnerRefused => $"The assignee in {name} cannot own it here: {who}",
            TrackerNote.Unassigned => $"Nobody is assigned in {name} any more; the owner here stays.",
            _ => $"{name} assigns it to *{who}*. Neither was changed; choose one of the two here or there.",
        };
    }

    private static Button Create(TrackedItem item) => new() { ActionId = CreateIssue.Id, Text = "Create issue", Value = item.ActionItemId.ToString(), AccessibilityLabel = $"Create an issue for {item.Key}" };

    private static Button Link(TrackedItem item) => new() { ActionId = LinkIssue.Id, Text = "Link issue", Value = item.ActionItemId.ToString(), AccessibilityLabel = $"Link an existing issue to {item.Key}" };

    private static Button TryAgain(TrackedItem item) => new() { ActionId = UnlinkIssue.TryAgainId, Text = "Try again", Value = item.ActionItemId.ToString(), AccessibilityLabel = $"Look at the issue of {item.Key} again" };

    private static Button Unlink(TrackedItem item) => new()
    {
        ActionId = UnlinkIssue.Id,
        Text = "Unlink issue",
        Value = item.ActionItemId.ToString(),
        AccessibilityLabel = $"Unlink the issue of {item.Key}",
        Confirm = new ConfirmationDialog
        {
            Title = "Unlink the issue?",
            Text = new PlainText("The item and the issue both stay as they are; neither follows the other any more."),
            Confirm = "Unlink",
            Deny = "Keep it",
        },
    };
}
