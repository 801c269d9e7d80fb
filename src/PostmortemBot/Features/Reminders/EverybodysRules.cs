using System.Globalization;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Reminders;

/// <summary>What was typed about the reminders of a whole workspace, read and checked.</summary>
public sealed record EverybodysRules
{
    public required int RemindBeforeDays { get; init; }
    public required DateOnly[] Holidays { get; init; }
    public required int[] EscalateAfter { get; init; }
    public string? EscalationPersonId { get; init; }

    public const int MostHolidays = 200;
    public const int MostDays = 250;

    private static readonly char[] BetweenDays = [',', ';'];
    private static readonly char[] Blank = [' ', '\t', '\r', '\u00a0'];
    private static readonly char[] Between = [',', ';', ' ', '\n', '\r', '\t'];

    /// <summary>Dates as year-month-day, between commas, spaces or lines; what follows a # is a note.</summary>
    public static Result<DateOnly[]> ReadHolidays(string text)
    {
        var days = new SortedSet<DateOnly>();
        foreach (var entry in text.Split('\n').Select(line => line.Split('#')[0]).SelectMany(line => line.Split(BetweenDays, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            foreach (var word in entry.Split(Blank, StringSplitOptions.RemoveEmptyEntries))
            {
                if (!DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                    return new Problem(WhyNoDay(entry), "holidays");
                if (day.Year is < 2000 or > 2200)
                    return new Problem($"{word} is far off. Check the year. Nothing was saved yet.", "holidays");
                days.Add(day);
            }
        }

        return days.Count > MostHolidays
            ? new Problem($"Keep them within {MostHolidays}; there are {days.Count} now. Days that have passed can go.", "holidays")
            : days.ToArray();
    }

    // Whoever writes 25 Dec means every year, and of 5.12. nobody can tell whether it is in May.
    private static string WhyNoDay(string entry)
    {
        var name = $"“{Slack.Mrkdwn.Cut(entry.ReplaceLineEndings(" "), 40)}”";
        var hasYear = entry.Split([.. Blank, '.', '/', '-'], StringSplitOptions.RemoveEmptyEntries).Any(part => part.Length == 4 && part.All(char.IsAsciiDigit));
        return hasYear || !entry.Any(char.IsAsciiDigit)
            ? $"{name} is not a day. Write each as year-month-day, like 2027-01-01. Nothing was saved yet."
            : $"{name} has no year, and a holiday is not repeated by itself. Write it for each year, like 2027-12-25. Nothing was saved yet.";
    }

    /// <summary>Three numbers of working days, each greater than the one before.</summary>
    public static Result<int[]> ReadSteps(string text)
    {
        var words = text.Split(Between, StringSplitOptions.RemoveEmptyEntries);
        var days = words.Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
        if (days.Length != 3 || days.Any(number => number is < 1 or > MostDays))
            return new Problem($"Write three numbers of working days between 1 and {MostDays}, like 3, 7, 14.", "steps");
        return days[0] < days[1] && days[1] < days[2]
            ? days
            : new Problem("Each must be greater than the one before, so that people are asked one after the other: like 3, 7, 14.", "steps");
    }
}
