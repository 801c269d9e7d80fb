using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Publishing;

/// <summary>The message that announces a report: what one reads when one reads nothing else.</summary>
public static class PublicationMessage
{
    private const int MostLines = 5;
    private static readonly string[] Told = ["Root causes", "Action items"];

    public static string Text(Postmortem postmortem) => $"{postmortem.Key} · {Mrkdwn.Escape(postmortem.Title)}: the postmortem is published";

    public static Uri Page(WebOptions web, Postmortem postmortem) => new($"{web.PublicUrl.TrimEnd('/')}/postmortems/{postmortem.Key}");

    /// <param name="report">What is announced.</param>
    /// <param name="summary">The summary, as it was typed.</param>
    /// <param name="page">Where it can be read in the browser.</param>
    /// <param name="pictures">The pictures Slack can show by now: file name to file id.</param>
    public static IReadOnlyList<Block> Blocks(Report report, string summary, Uri page, IReadOnlyDictionary<string, string>? pictures = null)
    {
        var postmortem = report.Postmortem;
        var blocks = new List<Block>
        {
            new HeaderBlock { Text = new PlainText(Mrkdwn.Cut(report.Title, 150)) },
            new SectionBlock { Text = new Markdown(Opening(postmortem, summary)) },
        };
        if (Times(postmortem.Times) is { } times)
            blocks.Add(new ContextBlock { Elements = [new Markdown(times)] });
        foreach (var section in report.Sections.Where(section => Told.Any(title => section.Title.StartsWith(title, StringComparison.Ordinal))))
        {
            if (SectionGist.Of(section) is { Count: > 0 } lines)
                blocks.Add(new SectionBlock { Text = new Markdown(Lines(section.Title, lines)) });
        }

        foreach (var picture in report.Pictures)
        {
            if (pictures?.GetValueOrDefault(report.FileName($"{picture.Name}.png")) is { } fileId)
                blocks.Add(new ImageBlock { SlackFile = new ImageFileReference { Id = fileId }, AltText = Mrkdwn.Cut(picture.AltText, 2000) });
        }

        blocks.Add(new ContextBlock { Elements = [new Markdown($"The report and its pictures are in the thread. {Mrkdwn.Link(page.ToString(), "Read it in the browser")}")] });
        return blocks;
    }

    private static string Opening(Postmortem postmortem, string summary)
    {
        var parts = new List<string> { $"*{postmortem.Severity}{(postmortem.IsNearMiss ? " near miss" : "")}* · the postmortem is published. Facilitator: {Mrkdwn.User(postmortem.FacilitatorId)}" };
        if (summary.Length > 0)
            parts.Add(EscapedText.Cut(summary, 500));
        if (postmortem.Impact.Length > 0)
            parts.Add($"*Impact*\n{EscapedText.Cut(postmortem.Impact, 400)}");
        return Mrkdwn.Cut(string.Join("\n\n", parts), 3000);
    }

    private static string? Times(IncidentTimes times)
    {
        (string Words, TimeSpan? Span)[] spans = [("detected after", times.ToDetect), ("mitigated after", times.ToMitigate), ("resolved after", times.ToResolve)];
        var known = spans.Where(span => span.Span is not null).Select(span => $"{span.Words} *{Durations.Words(span.Span!.Value)}*").ToList();
        return known.Count == 0 ? null : string.Join("  ·  ", known);
    }

    private static string Lines(string title, IReadOnlyList<string> lines)
    {
        var shown = lines.Take(MostLines).Select(line => $"• {EscapedText.Cut(line, 200)}");
        var more = lines.Count > MostLines ? $"\nand {lines.Count - MostLines} more in the report" : "";
        return Mrkdwn.Cut($"*{Mrkdwn.Escape(title)}*\n{string.Join('\n', shown)}{more}", 3000);
    }
}
