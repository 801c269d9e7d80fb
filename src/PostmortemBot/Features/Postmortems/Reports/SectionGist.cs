using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PostmortemBot.Features.Postmortems.Reports;

/// <summary>The few lines of a chapter that a message has room for: the lists under its last heading and those of the same name, or the rows of its table.</summary>
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

        return [.. Lists(document).SelectMany(list => list.OfType<ListItemBlock>()).Select(Words).Where(words => words.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A chapter of several problems has the same headings under each.</summary>
    private static IEnumerable<ListBlock> Lists(MarkdownDocument document)
    {
        var last = document.OfType<HeadingBlock>().LastOrDefault();
        if (last is null)
            return document.OfType<ListBlock>().Take(1);
        var name = Words(last);
        return document.OfType<HeadingBlock>().Where(heading => Words(heading) == name).SelectMany(heading =>
            document.SkipWhile(block => block != heading).Skip(1).TakeWhile(block => block is not HeadingBlock).OfType<ListBlock>().Take(1));
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
    private static string Words(ContainerBlock block) => block.OfType<ParagraphBlock>().FirstOrDefault() is { } paragraph ? Words(paragraph) : "";

    private static string Words(LeafBlock block)
    {
        var words = new StringBuilder();
        foreach (var inline in block.Inline?.Descendants() ?? [])
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
