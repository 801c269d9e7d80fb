using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Publishing;

/// <summary>What the team writes in its own words.</summary>
public sealed record Learnings
{
    public const int TextLength = 3000;

    public string Summary { get; init; } = "";
    public string WentWell { get; init; } = "";
    public string WentBadly { get; init; } = "";
    public string GotLucky { get; init; } = "";
    public string SharingPlan { get; init; } = "";
    public string MetricsToWatch { get; init; } = "";
    public DateTimeOffset? NotesChangedAt { get; init; }

    /// <summary>When somebody last edited the facts the report begins with.</summary>
    public DateTimeOffset? FactsChangedAt { get; init; }

    public IEnumerable<Problem> Problems()
    {
        foreach (var part in LearningsPart.All)
        {
            if (part.Read(this).Length > TextLength)
                yield return new Problem($"This is longer than {TextLength} characters. Shorten it; details fit well on the timeline.", part.Field);
        }
    }

    /// <summary>The parts still to write, by name.</summary>
    public IReadOnlyList<string> Unwritten
    {
        get
        {
            (string Name, string Text)[] parts =
            [
                ("summary", Summary), ("what went well", WentWell), ("what went badly", WentBadly),
                ("where we got lucky", GotLucky), ("knowledge-sharing plan", SharingPlan), ("metrics to watch", MetricsToWatch),
            ];
            return [.. parts.Where(part => part.Text.Length == 0).Select(part => part.Name)];
        }
    }
}

/// <summary>A first draft for the parts that look alike in every postmortem, to be changed and not to be faced empty.</summary>
public static class Suggestions
{
    public static string SharingPlan(Postmortem postmortem)
    {
        var services = postmortem.Services.Length switch
        {
            0 => "the affected services",
            1 => postmortem.Services[0],
            _ => $"{string.Join(", ", postmortem.Services[..^1])} and {postmortem.Services[^1]}",
        };
        var lines = new List<string> { "- Publish this report in the knowledge channel as soon as it is approved." };
        if (postmortem.Severity is "SEV-1" or "SEV-2")
        {
            lines.Add("- Present it at the next reliability forum, with half of the time for questions.");
            lines.Add($"- Walk the teams around {services} through it in a brown-bag session within two weeks.");
        }
        else
        {
            lines.Add("- Mention it at the next reliability forum, with the link.");
        }

        if (postmortem.IsNearMiss)
            lines.Add("- Tell it as a story: a close call teaches as much as an outage, and costs less.");
        lines.Add($"- Update the runbooks of {services} with what was learned, and link them here.");
        return string.Join('\n', lines);
    }

    public static string Metrics(IncidentTimes times) => string.Join('\n',
        $"- Time to detect{This(times.ToDetect)}: shorter next time.",
        $"- Time to recovery{This(times.ToMitigate ?? times.ToResolve)}: shorter next time.",
        "- Repeats of this failure in the next 90 days: none.",
        "- Action items done by their due date: all of them.");

    private static string This(TimeSpan? span) => span is { } known ? $" ({Durations.Words(known)} this time)" : "";
}
