using System.Text;

namespace PostmortemBot.Features.Postmortems.Reports;

/// <summary>The report as one CommonMark file with pipe tables, for wikis and repositories.</summary>
public static class ReportMarkdown
{
    public static string Write(Report report)
    {
        var postmortem = report.Postmortem;
        var text = new StringBuilder()
            .AppendLine($"# {postmortem.Key} · {MarkdownText.EscapeLine(postmortem.Title)}")
            .AppendLine()
            .AppendLine(Status(postmortem, report.GeneratedAt))
            .AppendLine();
        if (report.IsDraft)
            text.AppendLine("> **DRAFT.** Not published yet: anything in it may still change.").AppendLine();

        foreach (var section in report.Sections)
        {
            text.Append("## ").AppendLine(section.Title)
                .AppendLine()
                .AppendLine(Words(report, section))
                .AppendLine();
            foreach (var source in section.Sources)
                text.AppendLine(Drawing(source)).AppendLine();
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The pictures lie beside this file as PNG. Typed text cannot hold such a reference: its brackets are escaped.</summary>
    private static string Words(Report report, ReportSection section) => section.Pictures.Aggregate(
        section.Markdown.Trim(),
        (words, picture) => words.Replace($"![{picture.AltText}]({picture.Name}.svg)", $"![{picture.AltText}]({report.FileName($"{picture.Name}.png")})", StringComparison.Ordinal));

    /// <summary>A Mermaid drawing is drawn by GitHub, GitLab and wikis; what only a program reads is folded away.</summary>
    private static string Drawing(DrawingSource source)
    {
        var fenced = $"```{source.Language}\n{source.Text.TrimEnd()}\n```";
        return source.Language == "mermaid" ? fenced : $"<details>\n<summary>{source.Title} in {source.Language.ToUpperInvariant()}</summary>\n\n{fenced}\n\n</details>";
    }

    private static string Status(Postmortem postmortem, DateTimeOffset generatedAt)
    {
        var status = postmortem.PublishedAt is { } published
            ? $"Published {Moments.Words(published)}"
            : PostmortemStatus.Words(postmortem.Status);
        return $"*{postmortem.Severity}{(postmortem.IsNearMiss ? " near miss" : "")} · {status} · written out {Moments.Words(generatedAt)}*";
    }
}

/// <summary>Moments in a document: in UTC, because its readers sit anywhere.</summary>
public static class Moments
{
    public static string Words(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
}
