namespace PostmortemBot.Features.ActionItems;

/// <summary>
/// Reads an item from one sentence: who, until when, how urgent, what kind. What stands at its end or its beginning is taken
/// out of the title; what stands among the words stays there, and so does what is not understood. No word is ever lost: each
/// is in the title or among those taken out.
/// </summary>
public sealed record TypedItem
{
    /// <summary>As Slack sent it, without what was taken out.</summary>
    public required string Text { get; init; }
    public string? OwnerId { get; init; }
    public IReadOnlyList<string> Helpers { get; init; } = [];
    public DateOnly? DueOn { get; init; }
    public string? Priority { get; init; }
    public string? Type { get; init; }

    /// <summary>What was taken out of the sentence, as it stood there.</summary>
    public IReadOnlyList<string> Taken { get; init; } = [];

    /// <summary>What the writer should know of how it was read.</summary>
    public IReadOnlyList<TypedNote> Notes { get; init; } = [];

    /// <summary>Whether the sentence says more than what will change, so that nothing is left to be asked.</summary>
    public bool SaysMore => OwnerId is not null || Helpers.Count > 0 || DueOn is not null || Priority is not null || Type is not null || Notes.Any(note => note.Kind is not TypedNoteKind.LeftInTitle and not TypedNoteKind.NotAsked);

    /// <param name="typed">The text after the verb, as Slack sent it, with mentions as ids.</param>
    /// <param name="today">The writer's day.</param>
    public static TypedItem Read(string typed, DateOnly today)
    {
        var marks = ItemMarks.In(typed, today);
        var reading = new TypedItemReading(typed, marks);
        reading.TakeFromEnd();
        reading.TakeFromStart();
        reading.ReadWithin();
        return reading.Item();
    }
}

/// <summary>What the writer should know of how a sentence was read.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Words">The words in question, or the id of the person.</param>
/// <param name="Problem">Why.</param>
public sealed record TypedNote(TypedNoteKind Kind, string Words, string Problem);

public enum TypedNoteKind
{
    /// <summary>It looks like a day or a priority and is none.</summary>
    NotRead,

    /// <summary>Nobody is known by that name.</summary>
    Nobody,

    /// <summary>A day was read from among the words, which stay.</summary>
    DayWithin,

    /// <summary>A person was read from among the words, who stays named there.</summary>
    NamedWithin,

    /// <summary>A person is named and was not asked.</summary>
    NotAsked,
    LeftInTitle,
}
