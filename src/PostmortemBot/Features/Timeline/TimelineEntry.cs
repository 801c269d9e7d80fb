using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Timeline;

/// <summary>What was known or done, and when.</summary>
public sealed record TimelineEntry
{
    public required string WorkspaceId { get; init; }
    public required Guid EntryId { get; init; }
    public required Guid PostmortemId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required string Kind { get; init; }
    public required string Text { get; init; }
    public required string Source { get; init; }
    public string? SourceChannelId { get; init; }
    public string? SourceTs { get; init; }
    public string? Permalink { get; init; }
    public required string AuthorId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public bool IsEdited => UpdatedAt != CreatedAt;
}

/// <summary>An entry on its way into the timeline.</summary>
public sealed record NewEntry
{
    public required DateTimeOffset OccurredAt { get; init; }
    public required string Kind { get; init; }
    public required string Text { get; init; }
    public required string Source { get; init; }
    public string? SourceChannelId { get; init; }
    public string? SourceTs { get; init; }

    /// <summary>For an entry of a reaction: whom to tell, and in which thread. See <see cref="CapturedNoticeJob"/>.</summary>
    public string? Notice { get; init; }

    public const int TextLength = 3000;

    public IReadOnlyList<Problem> Problems(DateTimeOffset now)
    {
        var problems = new List<Problem>();
        if (Text.Length == 0)
            problems.Add(new Problem("Say what happened, in a sentence.", "text"));
        if (Text.Length > TextLength)
            problems.Add(new Problem($"Keep an entry within {TextLength:N0} characters; this one has {Text.Length:N0}. Split it by moment, or link to the rest.", "text"));
        if (!EntryKinds.Known(Kind))
            problems.Add(new Problem("Choose what kind of moment it was.", "kind"));
        if (OccurredAt > now.AddMinutes(5))
            problems.Add(new Problem("This lies in the future. A timeline holds what has happened; check the date.", "when"));
        if (OccurredAt < now.AddYears(-10))
            problems.Add(new Problem("This is more than ten years ago. Check the date.", "when"));
        return problems;
    }
}

public static class EntrySource
{
    public const string Command = "command";
    public const string Modal = "modal";
    public const string Message = "message";
    public const string Reaction = "reaction";
}

/// <summary>The kinds of moment in an incident, from the first change to verification.</summary>
public static class EntryKinds
{
    public const string Note = "note";
    public const string Alert = "alert";

    public static readonly IReadOnlyList<(string Kind, string Name, string Icon, string[] Signs)> All =
    [
        ("alert", "Alert", ":rotating_light:", ["alert", "alarm", "pager fired", "firing", "monitor triggered", "threshold"]),
        ("escalation", "Escalation", ":mega:", ["escalat", "paged", "called in", "incident declared", "declared"]),
        ("change", "Change or deploy", ":package:", ["deployed", "released", "rolled out", "merged", "config change", "migration ran"]),
        ("mitigation", "Mitigation or fix", ":wrench:", ["rolled back", "reverted", "restarted", "failed over", "mitigat", "fix applied", "applied the fix", "scaled up", "drained", "set the command", "hotfix"]),
        ("verification", "Verification", ":heavy_check_mark:", ["verified", "verification", "confirmed recovery", "back to normal", "recovered", "green again"]),
        ("resolution", "Resolved", ":checkered_flag:", ["resolved", "all clear", "incident closed"]),
        ("investigation", "Investigation", ":mag:", ["investigat", "looked at", "looking at", "found", "compared", "noticed", "suspect", "hypothes", "logs show", "identified"]),
        ("communication", "Communication", ":speech_balloon:", ["status page", "reported", "told ", "announced", "customers", "support ticket"]),
        ("note", "Note", ":memo:", []),
    ];

    public static bool Known(string kind) => All.Any(known => known.Kind == kind);

    public static string Name(string kind) => All.First(known => known.Kind == kind).Name;

    public static string Icon(string kind) => All.First(known => known.Kind == kind).Icon;

    /// <summary>A first guess from the words; the person can always choose another.</summary>
    public static string Guess(string text) =>
        All.FirstOrDefault(kind => kind.Signs.Any(sign => text.Contains(sign, StringComparison.OrdinalIgnoreCase))).Kind ?? Note;
}
