using System.Globalization;
using System.Text;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.ActionItems;

/// <summary>An action item as somebody typed it.</summary>
public sealed record ActionItemDraft
{
    public required string Title { get; init; }
    public required string Details { get; init; }
    public required string? OwnerId { get; init; }
    public required DateOnly? DueOn { get; init; }
    public required string Type { get; init; }
    public required string Priority { get; init; }
    public IReadOnlyList<string> Helpers { get; init; } = [];

    /// <summary>The cause that this item breaks.</summary>
    public Guid? CauseId { get; init; }

    /// <summary>The message it was written from.</summary>
    public string? SourceUrl { get; init; }

    public const int MostHelpers = 10;
    public const int TitleLength = 300;
    public const int DetailsLength = 3000;

    /// <summary>Whether a reader sees anything of it: marks that only join or turn other letters are nothing by themselves.</summary>
    public static bool IsVisible(string text) => text.EnumerateRunes().Any(rune => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control));

    /// <param name="today">The day it is for the owner, or for the writer while nobody owns it.</param>
    /// <param name="known">The day stored already: an overdue item can be edited without moving its date.</param>
    public IReadOnlyList<Problem> Problems(DateOnly today, DateOnly? known)
    {
        var problems = new List<Problem>();
        if (!IsVisible(Title))
            problems.Add(new Problem("Say what will change, beginning with a verb: \"Alert when the queue grows\".", "title"));
        if (Title.Length > TitleLength)
            problems.Add(new Problem($"Keep the title within {TitleLength} characters; it has {Title.Length} now. The rest fits under Details.", "title"));
        if (Details.Length > DetailsLength)
            problems.Add(new Problem($"Keep the details within {DetailsLength:N0} characters; they have {Details.Length:N0} now.", "details"));
        if (!ActionTypes.Known(Type))
            problems.Add(new Problem("Choose what kind of change it is.", "type"));
        if (!Priorities.Known(Priority))
            problems.Add(new Problem("Choose a priority from P0 to P3.", "priority"));
        if (Helpers.Count > MostHelpers)
            problems.Add(new Problem($"At most {MostHelpers} people can help with one item; {Helpers.Count} are chosen. Split it when more are needed.", "helpers"));
        if (DueOn is { } due && due != known)
        {
            if (due < today)
                problems.Add(new Problem("This day has passed where the owner lives. Choose today or later.", "due"));
            else if (due > today.AddYears(5))
                problems.Add(new Problem("This is more than five years away. Check the year.", "due"));
        }

        return problems;
    }
}
