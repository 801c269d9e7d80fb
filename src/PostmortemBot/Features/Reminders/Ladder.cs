using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Reminders;

/// <summary>
/// Who is asked when an item stays as it is: first those who help with it and the facilitator, then its channel, then the
/// person whom the workspace has chosen. Each is asked once for a due date, on days of their own, and the owner reads
/// beforehand when.
/// </summary>
public static class Ladder
{
    public const int Helpers = 1;
    public const int Channel = 2;
    public const int Person = 3;

    /// <summary>For each step, the day from which on the ladder must count for the step to have come.</summary>
    public static DateOnly[] Thresholds(WorkCalendar calendar, DateOnly today, IReadOnlyList<int> after) =>
        [.. after.Select(days => calendar.PassedSince(today, days))];

    /// <summary>The step that comes next, the first working day on which it can, and who will be asked. Null: there is none left.</summary>
    public static (DateOnly Day, string Whom)? Next(DueItem item, Settings settings, WorkCalendar calendar, DateOnly today)
    {
        if (item.DueOn is not { } due)
            return null;
        var from = new[] { due, item.StartedOn ?? today, item.SnoozedUntil ?? due }.Max();
        for (var step = item.Step + 1; step <= Person; step++)
        {
            if (Whom(item, settings, step) is not { } whom)
                continue;
            var day = calendar.Later(from, settings.EscalateAfter[step - 1]);
            return (day > today ? day : calendar.Later(today, 1), whom);
        }

        return null;
    }

    private static string? Whom(DueItem item, Settings settings, int step) => step switch
    {
        Helpers => People(item) is { Count: > 0 } people ? string.Join(" and ", people) : null,
        Channel => Mrkdwn.Channel(item.ChannelId),
        _ => settings.EscalationPersonId is { } person && person != item.HolderId ? Mrkdwn.User(person) : null,
    };

    private static List<string> People(DueItem item)
    {
        var people = new List<string>();
        if (item.Helpers.Any(helper => helper != item.HolderId && helper != item.FacilitatorId))
            people.Add("those who help with it");
        if (item.FacilitatorId != item.HolderId)
            people.Add(Mrkdwn.User(item.FacilitatorId));
        return people;
    }
}
