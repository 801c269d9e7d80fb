using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Reminders;

/// <summary>One item in a reminder: what it is, and what can be done about it. Once it is dealt with, it is struck and offers nothing.</summary>
public static class ReminderLine
{
    /// <summary>Escaping can make text five times as long. Slack takes 13,000 characters in one message, and eight such lines have to fit beside the short ones.</summary>
    private const int Most = 400;

    /// <summary>Of which there are two dozen.</summary>
    private const int MostShort = 140;

    private const int MostOfPostmortem = 150;

    public static IEnumerable<Block> Blocks(ReminderContext context, DueItem item)
    {
        if (Settled(context.Reminder, item) is { } words)
            return [new SectionBlock { Text = new Markdown($"~{Name(item)}~\n{words}") }];
        var lines = Lines(context, item).Where(line => line.Length > 0);
        return
        [
            new SectionBlock { Text = new Markdown($"*{Name(item)}*\n{string.Join('\n', lines)}") },
            new ActionsBlock { Elements = [.. Buttons(context, item)] },
        ];
    }

    /// <summary>One line, for an item that has no buttons here.</summary>
    public static string Short(ReminderContext context, DueItem item)
    {
        var title = Mrkdwn.Cut(Mrkdwn.Escape(Mrkdwn.Cut(Plain(item), 80)), MostShort);
        var due = Due(item.DueOn, context.Reminder.ForDay).Split(" (")[0];
        return Settled(context.Reminder, item) is null
            ? $"• *{item.Key}* {title} · {char.ToLowerInvariant(due[0])}{due[1..]}"
            : $"• ~{item.Key} {title}~";
    }

    /// <summary>"Due today", "Due tomorrow", "Due 7 Dec 2026", "3 days overdue (20 Nov 2026)".</summary>
    public static string Due(DateOnly? due, DateOnly today) => due is { } day
        ? (day.DayNumber - today.DayNumber) switch
        {
            0 => "Due today",
            1 => "Due tomorrow",
            -1 => $"1 day overdue ({When.Day(day)})",
            < 0 => $"{today.DayNumber - day.DayNumber} days overdue ({When.Day(day)})",
            _ => $"Due {When.Day(day)}",
        }
        : "No due date";

    /// <summary>Why nothing is asked any more; null while it is.</summary>
    private static string? Settled(Reminder reminder, DueItem item)
    {
        if (item.IsCancelled)
            return $"PM-{item.PostmortemNumber} was cancelled, so this is no longer worked on.";
        if (!item.IsOpen)
        {
            var by = item.StateChangedBy is { } person ? $" by {Mrkdwn.User(person)}" : "";
            var at = item.StateChangedAt is { } moment ? $", {When.At(moment)}" : "";
            return item.State == "done"
                ? $":white_check_mark: Done{by}{at}"
                : $":no_entry_sign: Won't do, decided{by}{at}: {Mrkdwn.Cut(Mrkdwn.Escape(Mrkdwn.Cut((item.StateReason ?? "").ReplaceLineEndings(" "), 300)), Most)}";
        }

        if (item.HolderId != item.PlannedHolderId && item.HolderId is { } other && other != reminder.PersonId)
            return $"{Mrkdwn.User(other)} owns it now.";
        return null;
    }

    private static IEnumerable<string> Lines(ReminderContext context, DueItem item)
    {
        var today = context.Reminder.ForDay;
        var state = item.State switch { "in_progress" => " · in progress", "blocked" => " · blocked", _ => "" };
        if (item.IsUnanswered && ReminderKind.IsOwn(item.Kind))
            state += " · waits for you to accept";
        yield return $"{Due(item.DueOn, today)} · {item.Priority}{state} · PM-{item.PostmortemNumber} · {EscapedText.Cut(Mrkdwn.Cut(item.PostmortemTitle.ReplaceLineEndings(" "), 100), MostOfPostmortem)}";
        if (item.Kind == ReminderKind.Reown)
            yield return WhyReown(item);
        else if (item.Kind is ReminderKind.Helpers or ReminderKind.Person && item.HolderId is { } holder)
            yield return $"{Mrkdwn.User(holder)} {(item.IsUnanswered ? "was asked to own it" : "owns it")}{(item.AwayUntil is { } away ? $" and is away until {When.Day(away)}" : "")}.";
        if (!ReminderKind.IsOwn(item.Kind))
            yield break;
        if (item.SnoozedUntil is { } until && until > today)
        {
            yield return $"I will remind you again on {When.Day(until)}.";
            yield break;
        }

        if (item.WhyRethink(context.Now) is { } rethink)
            yield return $":thought_balloon: {rethink} Would it help to split it, to hand it over, or to close it with a reason?";
        if (item.DueOn <= today && Ladder.Next(item, context.Settings, context.Calendar, today) is { } next)
            yield return $"_If nothing happens by {next.Day:ddd d MMM}, {next.Whom} will be asked for a hand._";
    }

    private static string WhyReown(DueItem item) => item.OwnerIs switch
    {
        DueItem.Missing => "It has no owner.",
        DueItem.Deactivated when item.HolderId is { } gone => $"The account of {Mrkdwn.User(gone)} is deactivated.",
        DueItem.Outside when item.HolderId is { } outside => $"{Mrkdwn.User(outside)} cannot see the channel any more.",
        _ when item.HolderId is { } hidden => $"{Mrkdwn.User(hidden)} cannot be reached by direct message.",
        _ => "It has no owner.",
    };

    private static IEnumerable<IActionElement> Buttons(ReminderContext context, DueItem item)
    {
        if (item.Kind == ReminderKind.Reown)
            yield return Act(CardActions.ItemHandOn, "Choose an owner", item);
        var isAsked = item.IsUnanswered && ReminderKind.IsOwn(item.Kind);
        if (isAsked)
            yield return Act(CardActions.ItemAccept, "Accept", item) with { Style = ButtonStyle.Primary };
        yield return Act(CardActions.ItemDone, "Done", item) with { Style = isAsked ? ButtonStyle.Default : ButtonStyle.Primary, AccessibilityLabel = $"{item.Key} is done" };
        if (ReminderKind.IsOwn(item.Kind))
        {
            yield return SnoozeReminder.Menu(item);
            yield return Act(NeedHelp.Id, "Need help", item);
        }

        if (ReminderKind.IsOwn(item.Kind))
            yield return Act(CardActions.ItemHandOn, "Hand over", item);
        else if (item.Kind != ReminderKind.Reown)
            yield return Act(CardActions.ItemEdit, "Change owner or date", item);
        yield return Act(CardActions.ItemWontDo, "Won't do", item);
        if (ReminderKind.IsOwn(item.Kind) && item.WhyRethink(context.Now) is not null)
            yield return Act(CardActions.ItemSplit, "Split", item);
    }

    private static Button Act(string act, string words, DueItem item) =>
        new() { ActionId = act, Text = words, Value = item.ActionItemId.ToString(), AccessibilityLabel = $"{words}: {item.Key}" };

    private static string Name(DueItem item) => $"{item.Key} · {Mrkdwn.Cut(Mrkdwn.Escape(Plain(item)), Most)}";

    // A mark inside would end the strike or the bold print, and so would a line break.
    private static string Plain(DueItem item) => item.Title.ReplaceLineEndings(" ").Replace('~', '-').Replace('*', '∗');
}
