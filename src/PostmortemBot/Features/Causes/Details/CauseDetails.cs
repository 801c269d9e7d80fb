using System.Globalization;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Causes;

/// <summary>Everything a form about a cause can change.</summary>
public sealed record CauseDetails
{
    public const int ServiceLength = 100;

    public required string Kind { get; init; }
    public required string Text { get; init; }
    public string? Category { get; init; }
    public string Confidence { get; init; } = Confidences.Suspected;
    public string? Service { get; init; }
    public decimal? Percent { get; init; }
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>How its own causes go together; see <see cref="GateChoice"/>.</summary>
    public string Gate { get; init; } = Gates.And;

    /// <summary>Entries of the timeline it is known from.</summary>
    public IReadOnlyList<Guid> Entries { get; init; } = [];

    public IReadOnlyList<EvidenceLink> Links { get; init; } = [];

    /// <summary>What it made possible.</summary>
    public IReadOnlyList<Guid> Effects { get; init; } = [];

    public static CauseDetails Of(CauseGraph graph, Cause cause, IReadOnlyList<Evidence> evidence) => new()
    {
        Kind = cause.Kind,
        Text = cause.Text,
        Category = cause.Category,
        Confidence = cause.Confidence,
        Service = cause.Service,
        Percent = cause.Probability is { } probability ? Math.Round((decimal)probability * 100, 6) : null,
        OccurredAt = cause.OccurredAt,
        Gate = graph.GateChoiceOf(cause.CauseId),
        Entries = [.. evidence.Where(known => known.EntryId is not null).Select(known => known.EntryId!.Value)],
        Links = [.. evidence.Where(known => known.Url is not null).Select(known => new EvidenceLink(known.Url!, known.Label))],
        Effects = [.. graph.EffectsOf(cause.CauseId).Select(effect => effect.CauseId)],
    };

    public IEnumerable<Problem> Problems()
    {
        if (new Answer(Kind, Text).Problem() is { } problem)
            yield return problem;
        if (Service?.Length > ServiceLength)
            yield return new Problem($"Keep it within {ServiceLength} characters; this has {Service.Length}.", "service");
        if (Percent is < 0 or > 100)
            yield return new Problem("A percentage lies between 0 and 100.", "percent");
        if (Links.Count > EvidenceLink.Most)
            yield return new Problem($"Up to {EvidenceLink.Most} links; these are {Links.Count}.", "links");
    }
}

/// <summary>One field of the details: its input block, and how to compare and take it over.</summary>
public sealed record DetailField(string Name, string Label, Func<CauseDetails, string> Read, Func<CauseDetails, CauseDetails, CauseDetails> Take)
{
    public static readonly IReadOnlyList<DetailField> All =
    [
        new(Answer.Field, "The words", details => details.Text.ReplaceLineEndings("\n").Trim(), (to, from) => to with { Text = from.Text }),
        new("kind", "The kind", details => CauseKinds.Name(details.Kind), (to, from) => to with { Kind = from.Kind }),
        new("category", "The contributing factor", details => details.Category ?? "", (to, from) => to with { Category = from.Category }),
        new("confidence", "How sure we are", details => Confidences.Name(details.Confidence), (to, from) => to with { Confidence = from.Confidence }),
        new("service", "The service", details => details.Service ?? "", (to, from) => to with { Service = from.Service }),
        new("percent", "The probability", details => details.Percent?.ToString("0.######", CultureInfo.InvariantCulture) ?? "", (to, from) => to with { Percent = from.Percent }),
        new("occurred", "The time", details => details.OccurredAt?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "", (to, from) => to with { OccurredAt = from.OccurredAt }),
        new("gate", "How its causes go together", details => details.Gate, (to, from) => to with { Gate = from.Gate }),
        new("entries", "The timeline entries", details => string.Join(' ', details.Entries.Order()), (to, from) => to with { Entries = from.Entries }),
        new("links", "The links", details => string.Join('\n', details.Links.Select(link => link.ToString()).Order(StringComparer.Ordinal)), (to, from) => to with { Links = from.Links }),
        new("effects", "What it made possible", details => string.Join(' ', details.Effects.Order()), (to, from) => to with { Effects = from.Effects }),
    ];
}

/// <summary>How the causes of an effect go together, as one choice: and, or, or a number: at least so many of them.</summary>
public static class GateChoice
{
    private const int MostOffered = 8;

    /// <summary>The choices in plain words, for so many causes.</summary>
    public static IReadOnlyList<(string Choice, string Words)> For(int causes) =>
    [
        (Gates.And, causes == 2 ? "It took both" : "It took all of them"),
        (Gates.Or, causes == 2 ? "Either would have been enough" : "Any one would have been enough"),
        .. Enumerable.Range(2, Math.Max(0, Math.Min(causes - 2, MostOffered))).Select(atLeast => (atLeast.ToString(CultureInfo.InvariantCulture), $"At least {atLeast} of them together")),
    ];

    public static string Question(int causes) =>
        causes == 2 ? "Did it take both, or would either have been enough?" : "Did it take all of them, would any one have been enough, or some of them together?";

    /// <summary>The gate of the links, and at least how many; null: the choice is none.</summary>
    public static (string Gate, int? AtLeast)? Read(string? choice) => choice switch
    {
        Gates.And or Gates.Or => (choice, null),
        _ when int.TryParse(choice, NumberStyles.None, CultureInfo.InvariantCulture, out var atLeast) && atLeast is >= 2 and <= 1000 => (Gates.And, atLeast),
        _ => null,
    };
}
