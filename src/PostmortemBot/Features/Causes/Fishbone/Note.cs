namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>A cause that somebody put on a bone, and that is not, or not yet, part of the graph.</summary>
public sealed record Note
{
    /// <summary>So many of them, and no more, stand on one fishbone.</summary>
    public const int MostOfAll = 300;

    public required string WorkspaceId { get; init; }
    public required Guid NoteId { get; init; }
    public required Guid PostmortemId { get; init; }

    /// <summary>The brainstorm it was written in.</summary>
    public Guid? BrainstormId { get; init; }

    /// <summary>Its bone. Null: not sure yet.</summary>
    public string? Category { get; init; }

    public required string Text { get; init; }

    /// <summary>What it said before the last edit, to undo that.</summary>
    public string? PreviousText { get; init; }

    /// <summary>The one it says the same as.</summary>
    public Guid? MergedInto { get; init; }

    /// <summary>What it became in the graph.</summary>
    public Guid? CauseId { get; init; }

    /// <summary>What the last vote brought it, by itself.</summary>
    public int Dots { get; init; }

    /// <summary>Null when it was written anonymously.</summary>
    public string? AuthorId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? RemovedAt { get; init; }
}

/// <summary>A cause of the graph that stands on a bone.</summary>
public sealed record PlacedCause
{
    public required Guid CauseId { get; init; }
    public required string Category { get; init; }
}
