using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Causes;

/// <summary>What a cause is known from: an entry of the timeline, or a link.</summary>
public sealed record Evidence
{
    public required Guid EvidenceId { get; init; }
    public required Guid CauseId { get; init; }
    public Guid? EntryId { get; init; }
    public string? Url { get; init; }
    public required string Label { get; init; }
}

/// <summary>An entry of the timeline that a cause may be known from.</summary>
public sealed record KnownEntry
{
    public required Guid EntryId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required string Text { get; init; }
}

/// <summary>A link with what it shows.</summary>
public sealed record EvidenceLink(string Url, string Label)
{
    public const int Most = 20;
    private const int UrlLength = 2000;
    private const int LabelLength = 300;

    public override string ToString() => Label.Length == 0 ? Url : $"{Url} {Label}";

    /// <summary>One link for each line, with or without words; the same link twice is one.</summary>
    public static Result<IReadOnlyList<EvidenceLink>> Read(string typed)
    {
        var links = new List<EvidenceLink>();
        var lines = typed.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines)
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var url = words.Select(word => word.Trim('<', '>')).FirstOrDefault(IsWebAddress);
            if (url is null)
                return new Problem($"“{Slack.Mrkdwn.Cut(line, 60)}” holds no link. Begin each line with https://, then what it shows.", "links");
            var label = string.Join(' ', words.Where(word => word.Trim('<', '>') != url));
            if (url.Length > UrlLength || label.Length > LabelLength)
                return new Problem($"A link has up to {UrlLength:N0} characters and its words up to {LabelLength}. Shorten “{Slack.Mrkdwn.Cut(line, 40)}”.", "links");
            if (links.All(known => known.Url != url))
                links.Add(new EvidenceLink(url, label));
        }

        return links;
    }

    private static bool IsWebAddress(string word) =>
        Uri.TryCreate(word, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Host.Length: > 0 };
}
