using System.Text;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Loops;

/// <summary>What the findings became, in the report; only where there is something.</summary>
public sealed class LoopsReport(LoopStore store) : IReportSection
{
    public int Order => 75;

    public async Task<ReportSection?> BuildAsync(Postmortem postmortem, bool withPictures, CancellationToken cancellationToken)
    {
        var entries = await store.ListAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        return entries.Count == 0 ? null : new ReportSection { Title = "What the findings became", Markdown = Markdown(entries), ChangedAt = entries.Max(entry => entry.ChangedAt) };
    }

    public static string Markdown(IReadOnlyList<LoopEntry> entries)
    {
        var text = new StringBuilder();
        text.AppendLine("| What | Kind | Service | State | Comes from |").AppendLine("| --- | --- | --- | --- | --- |");
        foreach (var entry in entries)
            text.AppendLine($"| {Name(entry)} | {LoopKinds.Name(entry.Kind)} | {MarkdownText.EscapeLine(entry.Service)} | {LoopStates.Name(entry.State)} | {MarkdownText.EscapeLine(entry.Finding ?? "")} |");
        return text.ToString();
    }

    private static string Name(LoopEntry entry)
    {
        var title = MarkdownText.EscapeLine(entry.Title);
        // Percent signs keep an address from ending the link, or the cell.
        var url = entry.Url.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal)
            .Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal);
        return url.Length == 0 ? title : $"[{title}]({url})";
    }
}
