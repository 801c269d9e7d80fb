namespace PostmortemBot.Features.ActionItems;

public enum ItemMarkKind
{
    Person,
    Day,
    Priority,
    Type,
}

/// <summary>Words of a typed sentence that can mean a person, a day, a priority or a type, with the small words that lead to them.</summary>
public sealed record ItemMark
{
    public required ItemMarkKind Kind { get; init; }
    public required int Start { get; init; }
    public required int End { get; init; }
    public string? UserId { get; init; }
    public DateOnly? Day { get; init; }
    public string? Value { get; init; }

    /// <summary>Why it is none, although it looks like one.</summary>
    public string? Problem { get; init; }

    /// <summary>It belongs to the words before it, so that it stays in the title: "for @devon".</summary>
    public bool Stays { get; init; }

    /// <summary>A person whom the sentence is about, and who is asked for nothing: "ask @yuki".</summary>
    public bool IsAside { get; init; }
    public bool IsHelper { get; init; }

    /// <summary>A user group, or everybody: no person.</summary>
    public bool IsGroup { get; init; }

    /// <summary>A day of the calendar, not a word like "Friday".</summary>
    public bool IsExact { get; init; }

    /// <summary>"by" or "due" stands before the day.</summary>
    public bool SaysDue { get; init; }

    /// <summary>"due" stands before the day.</summary>
    public bool IsNothingElse { get; init; }

    /// <summary>"type" stands before the type.</summary>
    public bool SaysType { get; init; }
}
