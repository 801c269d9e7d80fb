using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PostmortemBot.Features.Postmortems.Reports;

/// <summary>The few lines of a chapter that a message has room for: the list under its last heading, or the rows of its table.</summary>
public static class SectionGist
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();
    private static readonly string[] Columns = ["Owner", "Due"];

    /// <returns>Plain text, one line each.</returns>
    public static IReadOnlyList<string> Of(ReportSection section)
    {
        var document = Markdown.Parse(section.Markdown, Pipeline);
        if (document.OfType<Table>().FirstOrDefault() is { } table)
            return Rows(table);

        var heading = document.OfType<HeadingBlock>().LastOrDefault();
        var list = document.SkipWhile(block => heading is not null && block != heading).OfType<ListBlock>().FirstOrDefault();
        return list is null ? [] : [.. list.OfType<ListItemBlock>().Select(Words).Where(words => words.Length > 0)];
    }

    private static List<string> Rows(Table table)
    {
        var rows = table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(Words).ToList()).ToList();
        if (rows.Count == 0)
            return [];

        var shown = Columns.Select(column => rows[0].IndexOf(column)).Where(index => index > 0).ToList();
        return [.. rows.Skip(1).Select(row => string.Join(" · ", shown.Where(index => index < row.Count).Select(index => row[index]).Prepend(row[0]).Where(cell => cell.Length > 0)))];
    }

    /// <summary>The first paragraph only: what is nested belongs to the report.</summary>
    private static string Words(ContainerBlock block)
    {
        var words = new StringBuilder();
        foreach (var inline in block.OfType<ParagraphBlock>().FirstOrDefault()?.Inline?.Descendants() ?? [])
        {
            _ = inline switch
            {
                LiteralInline literal => words.Append(literal.Content.AsSpan()),
                CodeInline code => words.Append(code.Content),
                LineBreakInline => words.Append(' '),
                _ => words,
            };
        }

        return words.ToString().Trim();
    }
}
