using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Reminders;

/// <summary>The one message of a day: what a person is to do, and what they are asked to help with.</summary>
public static class ReminderMessage
{
    /// <summary>So many have buttons, two blocks each: more of them would be a wall that nobody reads.</summary>
    public const int MostWithButtons = 8;

    /// <summary>So many have a line; with everything else within Slack's 50 blocks of a message.</summary>
    public const int MostItems = 32;

    private const int LinesOfASection = 6;

    private static readonly string[] Groups = [ReminderKind.Overdue, ReminderKind.Reown, ReminderKind.Helpers, ReminderKind.Channel, ReminderKind.Person];

    /// <summary>Each item once, for the reason that matters most, and each group together.</summary>
    public static IReadOnlyList<DueItem> Bundle(IEnumerable<DueItem> lines)
    {
        var items = new Dictionary<Guid, DueItem>();
        foreach (var line in lines)
        {
            if (!items.TryGetValue(line.ActionItemId, out var other) || Group(line) < Group(other))
                items[line.ActionItemId] = line;
        }

        // The store has sorted them; a stable sort by group keeps that.
        return [.. items.Values.OrderBy(Group)];
    }

    public static IReadOnlyList<Block> Blocks(ReminderContext context, IReadOnlyList<DueItem> items)
    {
        var blocks = new List<Block>();
        foreach (var group in items.Take(MostWithButtons).GroupBy(Group))
        {
            blocks.Add(new SectionBlock { Text = new Markdown(Heading(context, [.. items.Where(item => Group(item) == group.Key)])) });
            blocks.AddRange(group.SelectMany(item => ReminderLine.Blocks(context, item)));
        }

        if (items.Count == 0)
            blocks.Add(new SectionBlock { Text = new Markdown("Nothing here waits for you any more.") });
        blocks.AddRange(Rest(context, items));
        if (!context.Reminder.ToChannel)
            blocks.Add(new ActionsBlock { Elements = [.. Footer(items)] });
        return blocks;
    }

    private static IEnumerable<Block> Rest(ReminderContext context, IReadOnlyList<DueItem> items)
    {
        var lines = items.Take(MostItems).Skip(MostWithButtons).Select(item => ReminderLine.Short(context, item)).ToList();
        if (lines.Count == 0)
            yield break;
        yield return new SectionBlock { Text = new Markdown($"*And {items.Count - MostWithButtons} more*") };
        foreach (var some in lines.Chunk(LinesOfASection))
            yield return new SectionBlock { Text = new Markdown(string.Join('\n', some)) };
        var left = items.Count > MostItems ? $"{items.Count - MostItems} more are not shown here. " : "";
        yield return new ContextBlock { Elements = [new Markdown($"{left}{(context.Reminder.ToChannel ? "`/postmortem actions` lists them all." : "All of yours are on my Home tab, to be acted on there.")}")] };
    }

    /// <summary>What a notification says.</summary>
    public static string Text(ReminderContext context, IReadOnlyList<DueItem> items)
    {
        var waiting = items.Where(item => item.Waits).ToList();
        var own = waiting.Where(item => ReminderKind.IsOwn(item.Kind)).ToList();
        if (waiting.Count == 0)
            return "These action items are dealt with";
        if (own.Count == 0)
            return $"{Count(waiting.Count)} could use a hand";
        var overdue = own.Count(item => item.DueOn < context.Reminder.ForDay);
        var asked = waiting.Count - own.Count;
        return $"{Count(own.Count)} of yours{(overdue > 0 ? $", {overdue} overdue" : "")}{(asked > 0 ? $", and {asked} to help with" : "")}";
    }

    private static IEnumerable<IActionElement> Footer(IReadOnlyList<DueItem> items)
    {
        if (items.Count > MostWithButtons)
            yield return new Button { ActionId = ShowWaiting.Id, Text = "Show all of mine" };
        yield return new Button { ActionId = ChooseReminders.ActionId, Text = "Reminder settings" };
    }

    private static int Group(DueItem item) => ReminderKind.IsOwn(item.Kind) ? 0 : Array.IndexOf(Groups, item.Kind);

    private static string Heading(ReminderContext context, IReadOnlyList<DueItem> items) => items[0].Kind switch
    {
        ReminderKind.Reown => $"*Who should see to {(items.Count == 1 ? "this one" : "these")}?* {(context.Reminder.ToChannel ? "Nobody" : "You lead the postmortem, and nobody")} who owns {(items.Count == 1 ? "it" : "them")} can be reminded.",
        ReminderKind.Helpers => "*Could you lend a hand?* These are overdue, and whoever owns them may need help, time, or somebody else to take over.",
        ReminderKind.Channel => "*Some action items could use a hand.* Who can help, take one over, or say that it is no longer needed?",
        ReminderKind.Person => "*These have waited long.* Others were asked before you. Perhaps they need time, another owner, or to be closed with a reason.",
        _ when items.All(item => item.DueOn > context.Reminder.ForDay) => $"*Due soon: {Count(items.Count)} of yours*",
        _ => $"*Due: {Count(items.Count)} of yours*",
    };

    private static string Count(int items) => items == 1 ? "1 action item" : $"{items} action items";
}
