using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>One person's bundled message: what they own and is due, and what needs an owner.</summary>
public static class ReminderMessage
{
    /// <summary>Two blocks each, within Slack's 50 of a message.</summary>
    public const int MostItems = 20;

    /// <param name="reminder">Whose, and of which day.</param>
    /// <param name="items">Those to show.</param>
    /// <param name="all">How many there are, shown or not.</param>
    public static IReadOnlyList<Block> Blocks(Reminder reminder, IReadOnlyList<ActionItem> items, int all)
    {
        var blocks = new List<Block>();
        var theirs = items.Where(item => item.OwnerId == reminder.PersonId).ToList();
        var others = items.Where(item => item.OwnerId != reminder.PersonId).ToList();
        if (theirs.Count > 0)
        {
            blocks.Add(new SectionBlock { Text = new Markdown($"*Due today or earlier: {Count(theirs.Count)} of yours*") });
            blocks.AddRange(theirs.SelectMany(item => Own(reminder, item)));
        }

        if (others.Count > 0)
        {
            blocks.Add(new SectionBlock { Text = new Markdown($"*Who should see to {(others.Count == 1 ? "this one" : "these")}?* You lead the postmortem, and nobody who owns {(others.Count == 1 ? "it" : "them")} can be reminded.") });
            blocks.AddRange(others.SelectMany(Ownerless));
        }

        if (all > items.Count)
            blocks.Add(new ContextBlock { Elements = [new Markdown($"And {all - items.Count} more. My Home tab lists what you own; `/postmortem actions` in a channel lists its items.")] });
        if (blocks.Count == 0)
            blocks.Add(new SectionBlock { Text = new Markdown("Nothing here waits for you any more.") });
        return blocks;
    }

    public static string Text(Reminder reminder, IReadOnlyList<ActionItem> items)
    {
        var waiting = items.Where(item => item is { IsOpen: true, IsCancelled: false }).ToList();
        var overdue = waiting.Count(item => item.DueOn < reminder.ForDay);
        return waiting.Count == 0
            ? "Your due action items are dealt with"
            : $"{Count(waiting.Count)} due{(overdue > 0 ? $", {overdue} overdue" : "")}";
    }

    private static IEnumerable<Block> Own(Reminder reminder, ActionItem item)
    {
        var snoozed = item.IsOpen && item.SnoozedUntil > reminder.ForDay;
        var state = item switch
        {
            { IsCancelled: true } => ItemWords.Cancelled(item),
            { IsOpen: false } => ItemWords.Closing(item),
            _ when snoozed => $"{Sentence(DueDays.Words(item.DueOn, reminder.ForDay))}. I will remind you again on {When.Day(item.SnoozedUntil!.Value)}.",
            _ => $"{Sentence(DueDays.Words(item.DueOn, reminder.ForDay))} · {item.Priority} · {ItemWords.Source(item)}",
        };
        yield return new SectionBlock { Text = new Markdown($"{ItemWords.Name(item)}\n{state}") };
        if (item.IsCancelled)
            yield break;
        if (!item.IsOpen)
            yield return new ActionsBlock { Elements = [ItemWords.ReopenButton(item)] };
        else if (snoozed)
            yield return new ActionsBlock { Elements = [ItemWords.DoneButton(item), ItemWords.WontDoButton(item)] };
        else
            yield return new ActionsBlock { Elements = [ItemWords.DoneButton(item), ItemWords.WontDoButton(item), ItemWords.SnoozeButton(item)] };
    }

    private static IEnumerable<Block> Ownerless(ActionItem item)
    {
        var why = item.OwnerIs switch
        {
            OwnerStanding.Deactivated => $"The account of {Mrkdwn.User(item.OwnerId!)} is deactivated.",
            OwnerStanding.Outside => $"{Mrkdwn.User(item.OwnerId!)} cannot see the channel any more.",
            OwnerStanding.Missing => "It has no owner.",
            _ => $"{Mrkdwn.User(item.OwnerId!)} owns it now.",
        };
        var state = item.IsCancelled ? ItemWords.Cancelled(item) : item.IsOpen ? $"{why} {(item.DueOn is { } due ? $"It is due {When.Day(due)}" : "It has no due date")} · {ItemWords.Source(item)}" : ItemWords.Closing(item);
        yield return new SectionBlock { Text = new Markdown($"{ItemWords.Name(item)}\n{state}") };
        if (item.IsCancelled)
            yield break;
        yield return new ActionsBlock
        {
            Elements = item.IsOpen
                ? [ItemWords.EditButton(item, item.OwnerIs == OwnerStanding.Able ? "Edit" : "Choose an owner"), ItemWords.DoneButton(item), ItemWords.WontDoButton(item)]
                : [ItemWords.ReopenButton(item)],
        };
    }

    private static string Count(int items) => items == 1 ? "1 action item" : $"{items} action items";

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
