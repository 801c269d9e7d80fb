using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Postmortems;

/// <summary>
/// The four moments of an incident and what follows from them.
/// Time to detect, mitigate and resolve all count from the start of the impact, as in Google's
/// "Site Reliability Workbook", appendix C, and the CRE note "Incident metrics in SRE" (Štěpán Davidovič, 2021);
/// time to repair counts from detection. Any of them may be unknown.
/// </summary>
public sealed record IncidentTimes(DateTimeOffset? StartedAt, DateTimeOffset? DetectedAt, DateTimeOffset? MitigatedAt, DateTimeOffset? ResolvedAt)
{
    public TimeSpan? ToDetect => DetectedAt - StartedAt;
    public TimeSpan? ToMitigate => MitigatedAt - StartedAt;
    public TimeSpan? ToResolve => ResolvedAt - StartedAt;
    public TimeSpan? ToRepair => (MitigatedAt ?? ResolvedAt) - DetectedAt;

    /// <summary>One problem for each moment that comes before the one it must follow, or has not come yet.</summary>
    public IEnumerable<Problem> Problems(DateTimeOffset now)
    {
        (string Field, string Name, DateTimeOffset? At)[] moments =
        [
            ("started", "started", StartedAt),
            ("detected", "detected", DetectedAt),
            ("mitigated", "mitigated", MitigatedAt),
            ("resolved", "resolved", ResolvedAt),
        ];
        (string Name, DateTimeOffset At)? previous = null;
        foreach (var (field, name, at) in moments)
        {
            if (at is not { } moment)
                continue;
            // People round up to the next minute; an hour ahead is a slip in the date.
            if (moment > now.AddMinutes(5))
                yield return new Problem($"This lies in the future. Enter when it {(name is "started" ? "" : "was ")}{name}, or leave it empty until it happens.", field);
            else if (moment < now.AddYears(-10))
                yield return new Problem("This is more than ten years ago. Check the date.", field);
            else if (previous is { } before && moment < before.At)
                yield return new Problem($"{Sentence(name)} cannot come before {before.Name}. Check the date as well as the time.", field);
            previous = (name, moment);
        }
    }

    private static string Sentence(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}

/// <summary>Durations as people say them: 45 min, 2 h 5 min, 3 d 4 h.</summary>
public static class Durations
{
    public static string Words(TimeSpan span)
    {
        if (span < TimeSpan.Zero)
            return "−" + Words(-span);
        return span switch
        {
            { TotalMinutes: < 1, TotalSeconds: > 0 } => $"{(int)span.TotalSeconds} s",
            { TotalHours: < 1 } => $"{(int)span.TotalMinutes} min",
            { TotalDays: < 1 } => span.Minutes == 0 ? $"{(int)span.TotalHours} h" : $"{(int)span.TotalHours} h {span.Minutes} min",
            _ => span.Hours == 0 ? $"{(int)span.TotalDays} d" : $"{(int)span.TotalDays} d {span.Hours} h",
        };
    }
}
