using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Causes;

/// <summary>Something that made something else possible; or, at the top, the problem itself.</summary>
public sealed record Cause
{
    public required string WorkspaceId { get; init; }
    public required Guid CauseId { get; init; }
    public required Guid PostmortemId { get; init; }
    public required string Kind { get; init; }
    public required string Text { get; init; }
    public required bool IsTop { get; init; }

    /// <summary>Set on the node that a standing question hangs from; see <see cref="StandingQuestion"/>.</summary>
    public string? Branch { get; init; }

    /// <summary>Why nobody asks further below it.</summary>
    public string? StopReason { get; init; }

    /// <summary>The contributing factor it counts as, in the workspace's own words.</summary>
    public string? Category { get; init; }

    public string? Service { get; init; }
    public string Confidence { get; init; } = Confidences.Suspected;

    /// <summary>0 to 1; null: unknown.</summary>
    public double? Probability { get; init; }

    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>At least so many of its causes together; null: as their gate says.</summary>
    public int? AtLeast { get; init; }

    /// <summary>How many causes it had when somebody last said how they go together.</summary>
    public int GateSaidFor { get; init; }

    /// <summary>The cause that says the same and stands for both.</summary>
    public Guid? MergedInto { get; init; }

    /// <summary>Counts its changes.</summary>
    public int Version { get; init; } = 1;

    public string AuthorId { get; init; } = "";

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? RemovedAt { get; init; }
}

/// <summary>The effect was made possible by the cause.</summary>
public sealed record CauseLink
{
    public required Guid EffectId { get; init; }
    public required Guid CauseId { get; init; }
    public required string Gate { get; init; }
}

/// <summary>What somebody answered to a why.</summary>
public sealed record Answer(string Kind, string Text)
{
    public const int TextLength = 3000;

    /// <summary>The input block that holds the words.</summary>
    public const string Field = "answer";

    public Problem? Problem() => Text.Length switch
    {
        0 => new Problem("Write it in a sentence. Half a thought is fine; it can be edited later.", Field),
        > TextLength => new Problem($"Keep it within {TextLength:N0} characters; this has {Text.Length:N0}. Split it into several causes.", Field),
        _ => null,
    };
}

public static class CauseKinds
{
    public const string Condition = "condition";
    public const string Event = "event";
    public const string Safeguard = "safeguard";
    public const string Recovery = "recovery";
    public const string Assumption = "assumption";

    public static readonly IReadOnlyList<(string Kind, string Name, string Meaning)> All =
    [
        (Condition, "Condition", "Something that was so, perhaps for a long time"),
        (Event, "Event", "Something that happened at a moment"),
        (Safeguard, "Safeguard", "Something that would have caught it, but was missing or failed"),
        (Recovery, "Recovery", "Something about how it was found or repaired"),
        (Assumption, "Assumption", "Something everybody relied on without knowing it to be so"),
    ];

    public static bool Known(string? kind) => All.Any(known => known.Kind == kind);

    public static string Name(string kind) => All.FirstOrDefault(known => known.Kind == kind).Name ?? "Cause";
}

/// <summary>How sure people are of a cause.</summary>
public static class Confidences
{
    public const string Confirmed = "confirmed";
    public const string Suspected = "suspected";
    public const string RuledOut = "ruled_out";

    public static readonly IReadOnlyList<(string Confidence, string Name)> All =
    [
        (Suspected, "Suspected"),
        (Confirmed, "Confirmed"),
        (RuledOut, "Ruled out"),
    ];

    public static bool Known(string? confidence) => All.Any(known => known.Confidence == confidence);

    public static string Name(string confidence) => All.FirstOrDefault(known => known.Confidence == confidence).Name ?? "Suspected";
}

/// <summary>How the causes of one effect go together.</summary>
public static class Gates
{
    public const string And = "and";
    public const string Or = "or";

    /// <summary>The choice in plain words.</summary>
    public static string Words(string gate, int causes) => (gate, causes) switch
    {
        (Or, 2) => "either would have been enough",
        (Or, _) => "any one would have been enough",
        (_, 2) => "it took both",
        _ => "it took all of them",
    };

    public static string Words(string gate, int causes, int? atLeast) => atLeast is { } some ? $"it took at least {some} of the {causes}" : Words(gate, causes);
}

/// <summary>Two questions every incident deserves beside its main branch.</summary>
public sealed record StandingQuestion(string Branch, string Question, string Statement, string Kind)
{
    public static readonly IReadOnlyList<StandingQuestion> All =
    [
        new("detection", "Why did we not notice sooner?", "We did not notice it sooner", CauseKinds.Safeguard),
        new("recovery", "Why did repair take this long?", "Repair took this long", CauseKinds.Recovery),
    ];

    public static StandingQuestion? Of(string? branch) => All.FirstOrDefault(known => known.Branch == branch);
}

/// <summary>Reasons to stop a branch that people choose from; they may also write their own.</summary>
public static class StopReasons
{
    public const int Length = 300;

    public static readonly IReadOnlyList<(string Id, string Text)> All =
    [
        ("deep", "Deep enough: an action item can break it here"),
        ("outside", "Outside our control"),
        ("unknown", "We cannot find out more today"),
    ];

    public static string? Text(string? id) => All.FirstOrDefault(known => known.Id == id).Text;
}
