namespace PostmortemBot.Features.Trackers;

/// <summary>An issue as its tracker shows it.</summary>
public sealed record Issue
{
    /// <summary>What people call it: owner/repo#12, or OPS-12.</summary>
    public required string Reference { get; init; }
    public required bool IsClosed { get; init; }

    /// <summary>Closed without having been done.</summary>
    public bool IsNotPlanned { get; init; }

    /// <summary>Logins or account ids; the tracker's order.</summary>
    public required IReadOnlyList<string> Assignees { get; init; }

    /// <summary>Names for people, by login or account id, where the tracker tells them.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    public string? ClosedBy { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public string? ETag { get; init; }
}

/// <summary>What an issue is made from.</summary>
public sealed record NewIssue
{
    public required string Title { get; init; }
    public required string Details { get; init; }

    /// <summary>Where it comes from, for the end of the issue: a sentence and the address of the report.</summary>
    public required string Source { get; init; }
    public required string SourceUrl { get; init; }
    public required string Priority { get; init; }
    public DateOnly? DueOn { get; init; }

    /// <summary>Tells this issue from every other, so that it is found before it is made again.</summary>
    public required string Marker { get; init; }
}

/// <summary>A tracker. Every call may throw <see cref="TrackerRefusedException"/>, <see cref="TrackerAwayException"/> or <see cref="Jobs.PutBackException"/>.</summary>
public interface ITracker
{
    /// <summary>What the database calls it.</summary>
    string Id { get; }

    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>Where new issues go.</summary>
    string Target { get; }

    /// <summary>How an issue is named, for the hint of a form.</summary>
    string Example { get; }

    /// <summary>What typed text means; null when it is not one of this tracker's issues.</summary>
    string? Read(string typed);

    /// <summary>By how much <see cref="FindAsync"/> can be behind what was made.</summary>
    TimeSpan FindsAfter { get; }

    /// <summary>Whether the settings let an issue be linked.</summary>
    bool MayLink(string reference);

    string Url(string reference);

    /// <param name="reference">The issue.</param>
    /// <param name="etag">What was seen last; null: look in any case.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null: it is as it was seen last.</returns>
    Task<Issue?> GetAsync(string reference, string? etag, CancellationToken cancellationToken);

    /// <summary>The issue that carries the marker, if there is one.</summary>
    Task<string?> FindAsync(string marker, DateTimeOffset madeAfter, CancellationToken cancellationToken);

    /// <returns>Its reference.</returns>
    Task<string> CreateAsync(NewIssue issue, CancellationToken cancellationToken);

    /// <summary>Whether its issues have a field for the due date.</summary>
    bool TakesDueDate { get; }

    Task<FieldsRefused> ChangeAsync(string reference, IssueChange change, CancellationToken cancellationToken);

    Task SetClosedAsync(string reference, bool isClosed, bool isNotPlanned, CancellationToken cancellationToken);

    /// <param name="reference">The issue.</param>
    /// <param name="assignees">Who is to be assigned, all of them; a tracker that knows only one takes the first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False: the tracker does not let the first of them be assigned.</returns>
    Task<bool> AssignAsync(string reference, IReadOnlyList<string> assignees, CancellationToken cancellationToken);
}
