using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Reminders;

/// <summary>The week's message about the backlog: what has no owner or date, and whether it grows.</summary>
public static class BacklogMessage
{
    private const string Heights = "▁▂▃▄▅▆▇█";
    private const int WeeksAgo = 4;

    public static string Text(Backlog backlog) => backlog.AllLoose == 0
        ? $"Action items this week: {backlog.Weeks[^1].Open} open, each with an owner and a date"
        : $"{Count(backlog.AllLoose)} without an owner or a date";

    public static IReadOnlyList<Block> Blocks(Backlog backlog, DateOnly today)
    {
        var blocks = new List<Block>
        {
            new HeaderBlock { Text = "Action items this week" },
            new SectionBlock { Text = new Markdown(Growth(backlog.Weeks)) },
        };
        if (backlog.AllLoose == 0)
            blocks.Add(new SectionBlock { Text = new Markdown(":white_check_mark: Every open item has an owner and a date.") });
        else
            blocks.Add(new SectionBlock { Text = new Markdown($"*{Count(backlog.AllLoose)} without an owner or a date.* Nobody is reminded of {(backlog.AllLoose == 1 ? "it" : "them")} until there is one. Whom would {(backlog.AllLoose == 1 ? "it" : "each")} suit?") });
        blocks.AddRange(backlog.Loose.Select(item => Line(item, today)));
        if (backlog.AllLoose > backlog.Loose.Count)
            blocks.Add(new ContextBlock { Elements = [new Markdown($"And {backlog.AllLoose - backlog.Loose.Count} more; `/postmortem actions` in a channel lists its items.")] });
        return blocks;
    }

    /// <summary>"▁▃▅█" over the weeks: the lowest week is the lowest bar, a level line stays level.</summary>
    public static string Trend(IReadOnlyList<int> counts)
    {
        var (least, most) = (counts.Min(), counts.Max());
        return string.Concat(counts.Select(count => most == least ? Heights[0] : Heights[(count - least) * (Heights.Length - 1) / (most - least)]));
    }

    private static string Growth(IReadOnlyList<BacklogWeek> weeks)
    {
        var (now, before) = (weeks[^1], weeks[^(WeeksAgo + 1)].Open);
        var change = (now.Open - before) switch
        {
            0 => $"as many as {WeeksAgo} weeks ago",
            > 0 and var more => $"{more} more than {WeeksAgo} weeks ago ({before})",
            var fewer => $"{-fewer} fewer than {WeeksAgo} weeks ago ({before})",
        };
        return $"*{now.Open} open*, {change}. In the last seven days {now.Opened} came and {now.Closed} went.\nOpen at the end of each of the last {weeks.Count} weeks: {Trend([.. weeks.Select(week => week.Open)])}  {string.Join(" → ", weeks.Select(week => week.Open))}";
    }

    private static SectionBlock Line(LooseItem item, DateOnly today) => new()
    {
        Text = new Markdown($"*AI-{item.Number} · {Mrkdwn.Cut(Mrkdwn.Escape(item.Title), 1000)}*\n{Lacks(item, today)} · {item.Priority} · PM-{item.PostmortemNumber}, {Mrkdwn.Channel(item.ChannelId)}"),
        Accessory = new Button { ActionId = CardActions.ItemEdit, Text = item.OwnerId is null ? "Choose an owner" : "Choose a date", Value = item.ActionItemId.ToString(), AccessibilityLabel = $"Edit AI-{item.Number}" },
    };

    private static string Lacks(LooseItem item, DateOnly today) => item switch
    {
        { OwnerId: null, DueOn: null } => "No owner, no date",
        { OwnerId: null } => $"No owner. {ReminderLine.Due(item.DueOn, today)}",
        _ => "No date",
    };

    private static string Count(int items) => items == 1 ? "1 action item" : $"{items} action items";
}
