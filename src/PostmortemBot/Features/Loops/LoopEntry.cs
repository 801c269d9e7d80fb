using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Loops;

/// <summary>What a finding became: something in place that keeps what was learned.</summary>
public sealed record LoopEntry
{
    public required string WorkspaceId { get; init; }
    public required Guid LoopId { get; init; }
    public required Guid PostmortemId { get; init; }
    public Guid? FindingId { get; init; }

    /// <summary>The words of the cause or action item it came from; null when it is gone, or none was named.</summary>
    public string? Finding { get; init; }
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public required string Url { get; init; }
    public required string Service { get; init; }
    public required string State { get; init; }
    public string? OwnerId { get; init; }
    public required bool IsForEverybody { get; init; }
    public DateOnly? VerifyOn { get; init; }
    public string? MessageChannelId { get; init; }
    public string? MessageTs { get; init; }
    public string? AnsweredBy { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required int PostmortemNumber { get; init; }
    public required string ChannelId { get; init; }

    public string PostmortemKey => $"PM-{PostmortemNumber}";

    public bool IsStanding => State is LoopStates.InPlace or LoopStates.Verified;
}

/// <summary>An entry as somebody typed it.</summary>
public sealed record LoopDraft
{
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public required string Url { get; init; }
    public required string Service { get; init; }
    public required string State { get; init; }
    public Guid? FindingId { get; init; }
    public string? OwnerId { get; init; }
    public DateOnly? VerifyOn { get; init; }
    public bool IsForEverybody { get; init; }

    public const int TitleLength = 200;
    public const int UrlLength = 2000;
    public const int ServiceLength = 80;

    public IEnumerable<Problem> Problems(DateOnly today, DateOnly? known)
    {
        if (!LoopKinds.Known(Kind))
            yield return new Problem("Choose what it became.", "kind");
        if (Title.Length is 0 or > TitleLength)
            yield return new Problem($"Say in up to {TitleLength} characters what it is.", "title");
        if (Url.Length > UrlLength || (Url.Length > 0 && !IsWebAddress(Url)))
            yield return new Problem("This is no address of a web page. It begins with https:// or http://.", "url");
        if (Service.Length > ServiceLength)
            yield return new Problem($"Keep the service within {ServiceLength} characters.", "service");
        if (Kind == LoopKinds.Runbook && Service.Length == 0)
            yield return new Problem("A runbook belongs to a service, so that it is shown when that service has an incident.", "service");
        if (!LoopStates.Known(State))
            yield return new Problem("Choose how far it is.", "state");
        if (VerifyOn is { } day && day != known && (day < today || day > today.AddYears(2)))
            yield return new Problem("Choose a day from today on, within two years.", "verify");
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0 && url.UserInfo.Length == 0 && !text.Any(char.IsWhiteSpace);
}

public static class LoopKinds
{
    public const string Runbook = "runbook";

    public static readonly IReadOnlyList<(string Kind, string Name, string Meaning)> All =
    [
        (Runbook, "Runbook", "What to do when it happens again"),
        ("slo", "SLO", "An objective that would have shown it"),
        ("alert", "Alert", "Somebody is told sooner"),
        ("guardrail", "Pipeline guardrail", "A check that stops it before it ships"),
        ("rotation", "Rotation", "Who is on call, or reviews what"),
        ("dashboard", "Dashboard change", "A graph that shows it"),
    ];

    public static bool Known(string kind) => All.Any(known => known.Kind == kind);

    public static string Name(string kind) => All.First(known => known.Kind == kind).Name;
}

public static class LoopStates
{
    public const string Proposed = "proposed";
    public const string InPlace = "in_place";
    public const string Verified = "verified";
    public const string NotTrue = "not_true";

    public static readonly IReadOnlyList<(string State, string Name)> All =
        [(Proposed, "Proposed"), (InPlace, "In place"), (Verified, "Verified"), (NotTrue, "No longer true")];

    public static bool Known(string state) => All.Any(known => known.State == state);

    public static string Name(string state) => All.First(known => known.State == state).Name;
}

/// <summary>When something in place is looked at again.</summary>
public static class LoopDays
{
    public const int Verify = 28;
    public const int Later = 7;
}
