using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Something that will change because of an incident, with the postmortem it belongs to.</summary>
public sealed record ActionItem
{
    public required string WorkspaceId { get; init; }
    public required Guid ActionItemId { get; init; }
    public required int Number { get; init; }
    public required string Title { get; init; }
    public required string Details { get; init; }
    public string? OwnerId { get; init; }
    public DateOnly? DueOn { get; init; }
    public required string Type { get; init; }
    public required string Priority { get; init; }
    public required string State { get; init; }
    public string? StateReason { get; init; }
    public string? StateChangedBy { get; init; }
    public DateTimeOffset? StateChangedAt { get; init; }
    public string? BlockedReason { get; init; }
    public string[] Helpers { get; init; } = [];

    /// <summary>When the owner said that it is theirs; null while they have not answered.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>Who owned it before, until the new owner accepts.</summary>
    public string? PreviousOwnerId { get; init; }
    public Guid? CauseId { get; init; }

    /// <summary>What the cause says that this item breaks; null when it was taken out.</summary>
    public string? CauseText { get; init; }
    public string? EvidenceUrl { get; init; }
    public string? SourceUrl { get; init; }

    /// <summary>How often the due date was moved to a later day.</summary>
    public int DatePushes { get; init; }
    public DateTimeOffset? EffectCheckAt { get; init; }
    public DateTimeOffset? EffectAskedAt { get; init; }
    public string? Effect { get; init; }
    public string? EffectBy { get; init; }
    public DateTimeOffset? EffectAt { get; init; }

    /// <summary>The item this one was split from or follows up.</summary>
    public Guid? OriginId { get; init; }
    public string? Origin { get; init; }

    /// <summary>Counts what people changed, so that nobody overwrites what they have not seen.</summary>
    public int Revision { get; init; } = 1;
    public DateOnly? SnoozedUntil { get; init; }
    public string? MessageChannelId { get; init; }
    public string? MessageTs { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ContentChangedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    public required Guid PostmortemId { get; init; }
    public required int PostmortemNumber { get; init; }
    public required string PostmortemTitle { get; init; }
    public required string PostmortemStatus { get; init; }
    public required string ChannelId { get; init; }
    public string? CardTs { get; init; }

    /// <summary>What people call it: AI-7.</summary>
    public string Key => $"AI-{Number}";

    public string PostmortemKey => $"PM-{PostmortemNumber}";

    /// <summary>Still to be done: open, in progress or blocked.</summary>
    public bool IsOpen => ActionState.IsUnfinished(State);

    /// <summary>Somebody was asked to own it and has not answered.</summary>
    public bool IsWaiting => IsOpen && OwnerId is not null && AcceptedAt is null;

    /// <summary>Items of a cancelled postmortem stay stored and are neither worked on nor chased.</summary>
    public bool IsCancelled => PostmortemStatus == Postmortems.PostmortemStatus.Cancelled;

    public IEnumerable<string> Missing()
    {
        if (!IsOpen)
            yield break;
        if (OwnerId is null)
            yield return $"{Key} has no owner.";
        if (DueOn is null)
            yield return $"{Key} has no due date.";
    }
}

public static class ActionState
{
    public const string Open = "open";
    public const string InProgress = "in_progress";
    public const string Blocked = "blocked";
    public const string Done = "done";
    public const string WontDo = "wont_do";

    /// <summary>The states in which an item still waits to be done, as SQL over <c>action_items a</c>.</summary>
    public const string Unfinished = "a.state in ('open', 'in_progress', 'blocked')";

    public static bool IsUnfinished(string state) => state is Open or InProgress or Blocked;

    public static string Words(string state) => state switch
    {
        InProgress => "In progress",
        Blocked => "Blocked",
        Done => "Done",
        WontDo => "Won't do",
        _ => "Open",
    };
}

/// <summary>What kind of change an item is. The words follow the action item types of Google's "Site Reliability Workbook", chapter 10.</summary>
public static class ActionTypes
{
    public const string Prevent = "prevent";

    public static readonly IReadOnlyList<(string Type, string Name, string Meaning, string[] Verbs)> All =
    [
        ("investigate", "Investigate", "Find out what we do not understand yet", ["investigate", "find", "research", "understand", "analyse", "analyze", "measure", "check"]),
        ("mitigate", "Mitigate", "Make the next one smaller or shorter", ["mitigate", "limit", "throttle", "isolate", "reduce", "shorten", "roll"]),
        ("repair", "Repair", "Put right what this incident left behind", ["repair", "fix", "restore", "clean", "recover", "backfill", "correct"]),
        ("detect", "Detect", "Notice it sooner", ["detect", "alert", "monitor", "page", "log", "trace", "dashboard", "graph"]),
        (Prevent, "Prevent", "Make it impossible or unlikely", ["prevent", "validate", "lint", "test", "block", "require", "enforce", "automate", "guard"]),
        ("process", "Process", "Change how we work: runbook, on-call, review", ["document", "write", "train", "update", "rehearse", "review", "schedule", "agree", "rotate"]),
    ];

    public static bool Known(string type) => All.Any(known => known.Type == type);

    public static string Name(string type) => All.First(known => known.Type == type).Name;

    /// <summary>A first guess from the verb that a title begins with; the person can always choose another.</summary>
    public static string Guess(string title)
    {
        var first = title.Split([' ', '\t', '\n', ',', ':'], 2, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        return All.FirstOrDefault(type => type.Verbs.Contains(first, StringComparer.OrdinalIgnoreCase)).Type ?? Prevent;
    }
}

public static class Priorities
{
    public static readonly IReadOnlyList<(string Name, string Meaning)> All =
    [
        ("P0", "Now: it can happen again today"),
        ("P1", "Within a week"),
        ("P2", "Planned, within weeks"),
        ("P3", "When there is room"),
    ];

    public static bool Known(string priority) => All.Any(known => known.Name == priority);

    /// <summary>What the form proposes: what hurt most is worked on first.</summary>
    public static string For(string severity) => severity is "SEV-1" or "SEV-2" ? "P1" : "P2";

    public static string Icon(string priority) => priority switch
    {
        "P0" => ":red_circle:",
        "P1" => ":large_orange_circle:",
        "P2" => ":large_yellow_circle:",
        _ => ":white_circle:",
    };
}
