using Markdig;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Library;

/// <summary>Keeps what search reads in step with the postmortem: its report, as plain text.</summary>
public sealed class SearchIndex(LibraryStore store, IEnumerable<IReportSection> sections, TimeProvider clock) : IChangeListener
{
    // A tsvector holds a megabyte at most. https://www.postgresql.org/docs/current/textsearch-limitations.html
    private const int MostLetters = 200_000;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    private readonly IReadOnlyList<IReportSection> _sections = [.. sections.OrderBy(section => section.Order)];

    public async Task ChangedAsync(Postmortem postmortem, CancellationToken cancellationToken)
    {
        var body = new System.Text.StringBuilder();
        foreach (var section in _sections)
        {
            if (await section.BuildAsync(postmortem, cancellationToken) is { } built)
                body.AppendLine(Markdown.ToPlainText(built.Markdown, Pipeline));
        }

        var heading = $"{postmortem.Key} {postmortem.Title} {postmortem.Severity} {string.Join(' ', postmortem.Services)} {postmortem.Slo} {(postmortem.IsNearMiss ? "near miss" : "")}";
        await store.IndexAsync(postmortem, heading, Cut(body.ToString()), clock.GetUtcNow(), cancellationToken);
    }

    // PostgreSQL's text cannot hold a zero character.
    private static string Cut(string text) => (text.Length > MostLetters ? text[..MostLetters] : text).Replace("\0", "", StringComparison.Ordinal);
}
