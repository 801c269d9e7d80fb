using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Timeline;

/// <summary>What the order of moments says about noticing and repairing, in whole sentences.</summary>
public static class Detection
{
    private static readonly TimeSpan LongSilence = TimeSpan.FromMinutes(30);

    public static IEnumerable<string> Findings(IncidentTimes times, IReadOnlyList<TimelineEntry> entries)
    {
        if (entries.Count == 0)
            yield break;

        var firstAlert = entries.FirstOrDefault(entry => entry.Kind == EntryKinds.Alert);
        if (times.DetectedAt is { } detected && (firstAlert is null || firstAlert.OccurredAt > detected.AddMinutes(1)))
        {
            yield return firstAlert is null
                ? "**No alert is on this timeline:** as recorded here, people noticed before any monitoring did."
                : $"**People noticed {Durations.Words(firstAlert.OccurredAt - detected)} before the first alert.**";
        }

        if (entries.Count < 2)
            yield break;
        var gap = entries.Zip(entries.Skip(1), (before, after) => (before, after, length: after.OccurredAt - before.OccurredAt)).MaxBy(pair => pair.length);
        if (gap.length >= LongSilence && InsideIncident(gap.before.OccurredAt, times))
        {
            yield return $"**Nothing is recorded for {Durations.Words(gap.length)}** after {gap.before.OccurredAt.UtcDateTime:HH:mm} UTC. "
                + "What was known and tried then?";
        }
    }

    private static bool InsideIncident(DateTimeOffset at, IncidentTimes times) =>
        (times.StartedAt is null || at >= times.StartedAt) && (times.ResolvedAt is null || at < times.ResolvedAt);
}
