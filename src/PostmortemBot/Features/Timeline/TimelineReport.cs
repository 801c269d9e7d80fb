using System.Text;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Timeline;

/// <summary>The timeline in the report: every moment, how long after the start, and what the gaps tell.</summary>
public sealed class TimelineReport(TimelineStore store) : IReportSection
{
    public int Order => 30;

    public async Task<ReportSection?> BuildAsync(Postmortem postmortem, bool withPictures, CancellationToken cancellationToken)
    {
        var entries = await store.ListAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        var pictures = entries.Count == 0 || !withPictures ? [] : new[] { TimelinePicture.Draw(postmortem, entries) };
        return new ReportSection
        {
            Title = "Timeline",
            Markdown = Markdown(postmortem.Times, entries, pictures),
            Pictures = pictures,
            ChangedAt = await store.ChangedAtAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken),
            Missing = entries.Count == 0 ? ["Nothing is on the timeline."] : [],
        };
    }

    internal static string Markdown(IncidentTimes times, IReadOnlyList<TimelineEntry> entries, IReadOnlyList<Picture> pictures)
    {
        var text = new StringBuilder();
        Durations(text, times);
        foreach (var finding in Detection.Findings(times, entries))
            text.AppendLine($"- {finding}").AppendLine();
        if (entries.Count == 0)
            return text.AppendLine("No moments were recorded.").ToString();

        foreach (var picture in pictures)
            text.AppendLine($"![{picture.AltText}]({picture.Name}.svg)").AppendLine();
        text.AppendLine("| Time (UTC) | After start | Since the last | Kind | What happened |")
            .AppendLine("| --- | ---: | ---: | --- | --- |");
        TimelineEntry? previous = null;
        foreach (var entry in entries)
        {
            var since = previous is null ? "" : Postmortems.Durations.Words(entry.OccurredAt - previous.OccurredAt);
            var after = times.StartedAt is { } start ? Postmortems.Durations.Words(entry.OccurredAt - start) : "";
            text.AppendLine($"| {entry.OccurredAt.UtcDateTime:yyyy-MM-dd HH:mm} | {after} | {since} | {EntryKinds.Name(entry.Kind)} | {Words(entry)} |");
            previous = entry;
        }

        if (entries.Count == TimelineStore.MostListed)
            text.AppendLine().AppendLine($"Only the first {TimelineStore.MostListed:N0} moments are listed.");
        return text.ToString();
    }

    private static void Durations(StringBuilder text, IncidentTimes times)
    {
        (string Name, TimeSpan? Span)[] durations =
        [
            ("Time to detect", times.ToDetect),
            ("Time to mitigate", times.ToMitigate),
            ("Time to resolve", times.ToResolve),
            ("Time to repair, from detection", times.ToRepair),
        ];
        if (durations.All(duration => duration.Span is null))
            return;
        text.AppendLine("| Duration | |").AppendLine("| --- | ---: |");
        foreach (var (name, span) in durations)
            text.AppendLine($"| {name} | {(span is { } known ? Postmortems.Durations.Words(known) : "not known")} |");
        text.AppendLine();
    }

    private static string Words(TimelineEntry entry)
    {
        var words = MarkdownText.EscapeLine(entry.Text);
        return Uri.TryCreate(entry.Permalink, UriKind.Absolute, out var link) && link.Scheme is "https" or "http"
            ? $"{words} ([message](<{entry.Permalink}>))"
            : words;
    }
}
