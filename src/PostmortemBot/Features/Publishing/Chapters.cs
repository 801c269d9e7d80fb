using System.Text;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;

namespace PostmortemBot.Features.Publishing;

/// <summary>What happened in short, and the facts.</summary>
public sealed class SummaryChapter(PublishingStore store, People people) : IReportSection
{
    public int Order => 10;

    public async Task<ReportSection?> BuildAsync(Postmortem postmortem, bool withPictures, CancellationToken cancellationToken)
    {
        var learnings = await store.LearningsAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        var facilitator = await people.NameAndStateAsync(postmortem.WorkspaceId, postmortem.FacilitatorId, cancellationToken);
        return new ReportSection
        {
            Title = "Summary",
            Markdown = Markdown(postmortem, learnings.Summary, facilitator),
            ChangedAt = Later(learnings.NotesChangedAt, learnings.FactsChangedAt),
            Missing = [.. Missing(postmortem, learnings.Summary)],
        };
    }

    public static string Markdown(Postmortem postmortem, string summary, string facilitator)
    {
        var text = new StringBuilder();
        text.AppendLine(Chapter.Words(summary)).AppendLine().AppendLine("| | |").AppendLine("| --- | --- |");
        void Row(string name, string words) => text.AppendLine($"| {name} | {words} |");
        void Moment(string name, DateTimeOffset? at) => Row(name, at is { } moment ? Moments.Words(moment) : "not known");

        Row("Severity", postmortem.Severity + (postmortem.IsNearMiss ? ", a near miss" : ""));
        Row("Services", postmortem.Services.Length == 0 ? "not named" : string.Join(", ", postmortem.Services.Select(MarkdownText.EscapeLine)));
        if (postmortem.Slo.Length > 0)
            Row("SLO", MarkdownText.EscapeLine(postmortem.Slo));
        Moment("Started", postmortem.StartedAt);
        Moment("Detected", postmortem.DetectedAt);
        if (!postmortem.IsNearMiss || postmortem.MitigatedAt is not null)
            Moment("Mitigated", postmortem.MitigatedAt);
        if (!postmortem.IsNearMiss || postmortem.ResolvedAt is not null)
            Moment("Resolved", postmortem.ResolvedAt);
        Row("Facilitator", MarkdownText.EscapeLine(facilitator));
        return text.ToString();
    }

    private static IEnumerable<string> Missing(Postmortem postmortem, string summary)
    {
        if (summary.Length == 0)
            yield return "Nobody has written the summary.";
        if (postmortem.Services.Length == 0)
            yield return "No service is named.";
        if (postmortem.StartedAt is null)
            yield return "It is not known when it started.";
        if (postmortem.DetectedAt is null)
            yield return "It is not known when it was detected.";
        if (!postmortem.IsNearMiss && postmortem.ResolvedAt is null)
            yield return "It is not known when it was resolved.";
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}

/// <summary>Who could not do what.</summary>
public sealed class ImpactChapter(PublishingStore store) : IReportSection
{
    public int Order => 20;

    public async Task<ReportSection?> BuildAsync(Postmortem postmortem, bool withPictures, CancellationToken cancellationToken)
    {
        var learnings = await store.LearningsAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        return new ReportSection
        {
            Title = "Impact",
            Markdown = Chapter.Words(postmortem.Impact),
            ChangedAt = learnings.FactsChangedAt,
            Missing = postmortem.Impact.Length == 0 ? ["Nobody has written the impact."] : [],
        };
    }
}

/// <summary>What to keep, what to change, and what was chance.</summary>
public sealed class LearningsChapter(PublishingStore store) : IReportSection
{
    public int Order => 50;

    public async Task<ReportSection?> BuildAsync(Postmortem postmortem, bool withPictures, CancellationToken cancellationToken) =>
        Build(await store.LearningsAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken));

    public static ReportSection Build(Learnings learnings)
    {
        (string Title, string Text)[] parts =
            [("What went well", learnings.WentWell), ("What went badly", learnings.WentBadly), ("Where we got lucky", learnings.GotLucky)];
        return new ReportSection
        {
            Title = "Learnings",
            Markdown = string.Join("\n\n", parts.Select(part => $"### {part.Title}\n\n{Chapter.Words(part.Text)}")),
            ChangedAt = learnings.NotesChangedAt,
            Missing = [.. parts.Where(part => part.Text.Length == 0).Select(part => $"Nobody has written {char.ToLowerInvariant(part.Title[0])}{part.Title[1..]}.")],
        };
    }
}

/// <summary>How others hear of it.</summary>
public sealed class SharingChapter(PublishingStore store) : IReportSection
{
    public int Order => 80;

    public async Task<ReportSection?> BuildAsync(Postmortem postmortem, bool withPictures, CancellationToken cancellationToken)
    {
        var learnings = await store.LearningsAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        return Chapter.Of("Knowledge-sharing plan", learnings.SharingPlan, learnings.NotesChangedAt, "There is no knowledge-sharing plan.");
    }
}

/// <summary>What will show that it got better.</summary>
public sealed class MetricsChapter(PublishingStore store) : IReportSection
{
    public int Order => 85;

    public async Task<ReportSection?> BuildAsync(Postmortem postmortem, bool withPictures, CancellationToken cancellationToken)
    {
        var learnings = await store.LearningsAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        return Chapter.Of("Metrics to watch", learnings.MetricsToWatch, learnings.NotesChangedAt, "No metrics to watch are named.");
    }
}

internal static class Chapter
{
    public static ReportSection Of(string title, string text, DateTimeOffset? changedAt, string missing) => new()
    {
        Title = title,
        Markdown = Words(text),
        ChangedAt = changedAt,
        Missing = text.Length == 0 ? [missing] : [],
    };

    public static string Words(string text) => text.Length == 0 ? "*Not written yet.*" : TypedText.Markdown(text);
}
