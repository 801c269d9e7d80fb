using System.Text;

namespace PostmortemBot.Features.Postmortems.Reports;

/// <summary>The report as one HTML file that needs nothing else: to open, to print, to attach.</summary>
public static class ReportPage
{
    /// <param name="report">What to show.</param>
    /// <param name="bar">A line above the page when it is served, as HTML; none in a file.</param>
    public static string Write(Report report, string bar = "") => Page.Write(report.Title, bar, Body(report));

    private static string Body(Report report)
    {
        var postmortem = report.Postmortem;
        var body = new StringBuilder($"""
            <header class="masthead">
            <p class="kicker">{(postmortem.IsNearMiss ? "Near miss" : "Postmortem")} {postmortem.Key}</p>
            <h1 dir="auto">{Html.Text(postmortem.Title)}</h1>
            <p class="marks">{Page.Severity(postmortem.Severity)} {Page.Status(postmortem.Status)} {Services(postmortem)}</p>
            {Tiles(postmortem.Times)}
            </header>

            """);
        if (report.IsDraft)
            body.AppendLine("""<p class="note" role="note"><strong>Draft.</strong> Not published yet: anything here may still change.</p>""");
        else if (postmortem.Status == PostmortemStatus.Cancelled)
            body.AppendLine("""<p class="note" role="note"><strong>Cancelled.</strong> It was started by mistake or given up. What it says was not reviewed to the end.</p>""");

        body.AppendLine("<div class=\"columns\">").AppendLine(Contents(report.Sections)).AppendLine("<main>");
        for (var number = 0; number < report.Sections.Count; number++)
        {
            var section = report.Sections[number];
            body.Append($"<section id=\"s{number + 1}\" aria-labelledby=\"t{number + 1}\">\n<h2 id=\"t{number + 1}\">{Html.Text(section.Title)}</h2>\n")
                .Append(MarkdownHtml.Render(section.Markdown, section.Pictures))
                .AppendLine("</section>");
        }

        return body.AppendLine("</main>").AppendLine("</div>")
            .AppendLine($"<footer>Blameless by design: it asks what made this possible, never who. Written out {Html.Time(report.GeneratedAt)}.</footer>")
            .ToString();
    }

    private static string Services(Postmortem postmortem) =>
        string.Join(' ', postmortem.Services.Select(service => $"<span class=\"service\" dir=\"auto\">{Html.Text(service)}</span>"));

    private static string Contents(IReadOnlyList<ReportSection> sections) =>
        $"<nav aria-label=\"Contents\"><ol>{string.Concat(sections.Select((section, index) => $"<li><a href=\"#s{index + 1}\">{Html.Text(section.Title)}</a></li>"))}</ol></nav>";

    private static string Tiles(IncidentTimes times)
    {
        (string Name, TimeSpan? Span)[] spans = [("to detect", times.ToDetect), ("to mitigate", times.ToMitigate), ("to resolve", times.ToResolve)];
        var tiles = spans
            .Where(tile => tile.Span is not null)
            .Select(tile => $"<div><dt>{tile.Name}</dt><dd>{Durations.Words(tile.Span!.Value)}</dd></div>");
        var joined = string.Concat(tiles);
        return joined.Length == 0 ? "" : $"<dl class=\"tiles\">{joined}</dl>";
    }
}
