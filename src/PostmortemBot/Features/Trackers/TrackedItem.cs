namespace PostmortemBot.Features.Trackers;

/// <summary>An action item with the link to its issue, when it has one.</summary>
public sealed record TrackedItem
{
    public required string WorkspaceId { get; init; }
    public required Guid ActionItemId { get; init; }
    public required int Number { get; init; }
    public required string Title { get; init; }
    public required string Details { get; init; }
    public required string State { get; init; }
    public string? OwnerId { get; init; }
    public DateOnly? DueOn { get; init; }
    public required string Type { get; init; }
    public required string Priority { get; init; }
    public required Guid PostmortemId { get; init; }
    public required int PostmortemNumber { get; init; }
    public required string PostmortemTitle { get; init; }
    public required string PostmortemStatus { get; init; }
    public required string Audience { get; init; }
    public required string ChannelId { get; init; }

    /// <summary>Null: not linked.</summary>
    public Guid? LinkId { get; init; }
    public string? Tracker { get; init; }

    /// <summary>Null while there is no issue yet.</summary>
    public string? Reference { get; init; }
    public string? RequestedBy { get; init; }
    public DateTimeOffset? RequestedAt { get; init; }
    public DateTimeOffset? CreateAttemptedAt { get; init; }
    public bool? SyncedClosed { get; init; }
    public string? SyncedOwner { get; init; }
    public string? SyncedAssignee { get; init; }
    public string? SyncedTitle { get; init; }
    public DateOnly? SyncedDue { get; init; }

    /// <summary>What the tracker did not take; see <see cref="Trackers.FieldsRefused"/>.</summary>
    public string FieldsRefused { get; init; } = "";
    public string? Etag { get; init; }
    public DateTimeOffset? CheckedAt { get; init; }
    public string? Problem { get; init; }
    public string ProblemDetail { get; init; } = "";
    public string? Note { get; init; }
    public string NoteDetail { get; init; } = "";

    public string Key => $"AI-{Number}";
    public string PostmortemKey => $"PM-{PostmortemNumber}";
    public bool IsClosed => State is ItemStates.Done or ItemStates.WontDo;
    public bool IsLinked => LinkId is not null;
    public bool IsCancelled => PostmortemStatus == Postmortems.PostmortemStatus.Cancelled;
    public bool IsPrivate => Audience == Postmortems.Audience.Channel;

    /// <summary>Found again by this in the tracker.</summary>
    public string Marker => $"postmortembot-{LinkId:N}";
}

/// <summary>The states of an item that matter to a tracker.</summary>
public static class ItemStates
{
    public const string Open = "open";
    public const string Done = "done";
    public const string WontDo = "wont_do";

    public static string Words(string state) => state switch
    {
        Open => "open",
        "in_progress" => "in progress",
        "blocked" => "blocked",
        Done => "done",
        WontDo => "won't do",
        _ => state,
    };
}
