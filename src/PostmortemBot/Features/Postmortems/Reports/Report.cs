namespace PostmortemBot.Features.Postmortems.Reports;

/// <summary>A postmortem as it is told: every chapter, in order, at one moment.</summary>
public sealed record Report
{
    public required Postmortem Postmortem { get; init; }
    public required DateTimeOffset GeneratedAt { get; init; }
    public required IReadOnlyList<ReportSection> Sections { get; init; }

    /// <summary>Until it is published, everything about it may still change.</summary>
    public bool IsDraft => Postmortem.IsOpen;

    /// <summary>How the report's files are called, the one after the other: PM-3-report.md, PM-3-DRAFT-timeline.png.</summary>
    public string FileName(string what) => $"{Postmortem.Key}{(IsDraft ? "-DRAFT" : "")}-{what}";

    public string Title => $"{Postmortem.Key} · {Postmortem.Title}";

    /// <summary>Each drawing once: its name is its file name.</summary>
    public IReadOnlyList<Picture> Pictures => [.. Sections.SelectMany(section => section.Pictures).DistinctBy(picture => picture.Name)];

    public IReadOnlyList<string> Missing => [.. Sections.SelectMany(section => section.Missing)];

    /// <summary>The chapters that a sign-off of that moment has not seen as they are now.</summary>
    public IReadOnlyList<ReportSection> ChangedSince(DateTimeOffset signedAt) =>
        [.. Sections.Where(section => section.ChangedAt is { } changedAt && changedAt > signedAt)];
}

/// <summary>Gathers a report from what the features contribute.</summary>
public sealed class ReportBuilder(IEnumerable<IReportSection> sections, MessageLinks links, TimeProvider clock)
{
    private readonly IReadOnlyList<IReportSection> _sections = [.. sections.OrderBy(section => section.Order)];

    /// <inheritdoc cref="IReportSection.BuildAsync"/>
    public async Task<Report> BuildAsync(Postmortem postmortem, bool withPictures, CancellationToken cancellationToken)
    {
        var built = new List<ReportSection>(_sections.Count);
        foreach (var section in _sections)
        {
            if (await section.BuildAsync(postmortem, withPictures, cancellationToken) is { } chapter)
                built.Add(await links.ForReadersAsync(postmortem, chapter, cancellationToken));
        }

        return new Report { Postmortem = postmortem, GeneratedAt = clock.GetUtcNow(), Sections = [.. built.Select(chapter => chapter.Closing is { } closing ? chapter with { Markdown = chapter.Markdown + closing(built), Closing = null } : chapter)] };
    }
}
