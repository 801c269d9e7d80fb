using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Postmortems;

/// <summary>Draws the one message that stands for a postmortem in its channel.</summary>
public static class Card
{
    public static IReadOnlyList<Block> Blocks(Postmortem postmortem, IReadOnlyList<CardStep> steps)
    {
        var blocks = new List<Block>
        {
            new HeaderBlock { Text = new PlainText(Mrkdwn.Cut($"{postmortem.Key} · {postmortem.Title}", 150)) },
            new SectionBlock { Text = new Markdown(Facts(postmortem)) },
        };
        if (Impact(postmortem) is { } impact)
            blocks.Add(new SectionBlock { Text = new Markdown(impact) });
        if (Moments(postmortem) is { } moments)
            blocks.Add(new ContextBlock { Elements = [new Markdown(moments)] });
        blocks.Add(new DividerBlock());
        blocks.Add(new SectionBlock { Text = new Markdown(string.Join('\n', steps.Select(Line))) });
        if (postmortem.Status != PostmortemStatus.Cancelled)
            blocks.AddRange(Buttons(steps));
        return blocks;
    }

    /// <summary>What a notification or a screen reader says.</summary>
    public static string Text(Postmortem postmortem) =>
        $"{postmortem.Key} · {Mrkdwn.Escape(postmortem.Title)} ({postmortem.Severity}, {PostmortemStatus.Words(postmortem.Status).ToLowerInvariant()})";

    private static string Facts(Postmortem postmortem)
    {
        var parts = new List<string>
        {
            $"{Icon(postmortem.Severity)} *{postmortem.Severity}*{(postmortem.IsNearMiss ? " near miss" : "")}",
            $"*{PostmortemStatus.Words(postmortem.Status)}*",
            $"Facilitator {Mrkdwn.User(postmortem.FacilitatorId)}",
        };
        if (postmortem.Services.Length > 0)
            parts.Add($"Services {string.Join(", ", postmortem.Services.Select(service => $"*{Mrkdwn.Escape(service)}*"))}");
        if (postmortem.Slo.Length > 0)
            parts.Add($"SLO {Mrkdwn.Escape(postmortem.Slo)}");
        return Mrkdwn.Cut(string.Join("   ·   ", parts), 3000);
    }

    private static string? Impact(Postmortem postmortem) =>
        postmortem.Impact.Length == 0 ? null : $"*Impact*\n{Mrkdwn.Escape(Mrkdwn.Cut(postmortem.Impact, 500))}";

    private static string? Moments(Postmortem postmortem)
    {
        var times = postmortem.Times;
        var parts = new List<string>();
        if (times.StartedAt is { } started)
            parts.Add($"Started {When.At(started)}");
        if (times.ToDetect is { } detect)
            parts.Add(detect == TimeSpan.Zero ? "detected *at once*" : $"detected after *{Durations.Words(detect)}*");
        if (times.ToMitigate is { } mitigate)
            parts.Add($"mitigated after *{Durations.Words(mitigate)}*");
        if (times.ToResolve is { } resolve)
            parts.Add($"resolved after *{Durations.Words(resolve)}*");
        return parts.Count == 0 ? null : string.Join("  ·  ", parts);
    }

    private static string Line(CardStep step) => step.State switch
    {
        StepState.Done => $":white_check_mark:  *{step.Name}*   {step.Detail}",
        StepState.UnderWay => $":large_blue_circle:  *{step.Name}*   {step.Detail}",
        _ => $":white_circle:  *{step.Name}*   {step.Detail}",
    };

    /// <summary>The next step stands alone and first; what else can be done stands below it.</summary>
    private static IEnumerable<Block> Buttons(IReadOnlyList<CardStep> steps)
    {
        var next = steps.FirstOrDefault(step => step is { State: not StepState.Done, MayWait: false, Buttons.Count: > 0 })?.Buttons[0];
        if (next is not null)
            yield return new ActionsBlock { Elements = [next with { Style = ButtonStyle.Primary }] };
        IActionElement[] others = [.. steps.SelectMany(step => step.Buttons).Where(button => button != next)];
        if (others.Length > 0)
            yield return new ActionsBlock { Elements = others };
    }

    private static string Icon(string severity) => severity switch
    {
        "SEV-1" => ":red_circle:",
        "SEV-2" => ":large_orange_circle:",
        "SEV-3" => ":large_yellow_circle:",
        _ => ":white_circle:",
    };
}

/// <summary>Moments as Slack shows them: in the zone of whoever reads.</summary>
public static class When
{
    public static string At(DateTimeOffset at) => Mrkdwn.Date(at, "{date_short_pretty} {time}", $"{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC");

    public static string Time(DateTimeOffset at) => Mrkdwn.Date(at, "{time}", $"{at.UtcDateTime:HH:mm} UTC");

    /// <summary>A calendar day has no zone, so it is written out.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy");
}
