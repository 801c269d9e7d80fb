using Markdig;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Jobs;

namespace PostmortemBot.Features.Library;

/// <summary>
/// Keeps what search reads in step with the postmortem: its report, as plain text. A draft follows a little later, so
/// that a busy one is not written out for each word; what is published can be found at once.
/// </summary>
public sealed class SearchIndex(
    LibraryStore store,
    PostmortemStore postmortems,
    ReportBuilder reports,
    FollowUps followUps,
    TimeProvider clock) : IChangeListener, IJob
{
    public const string JobName = "library.index";
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    // A tsvector holds a megabyte at most. https://www.postgresql.org/docs/current/textsearch-limitations.html
    private const int MostLetters = 200_000;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    public Task ChangedAsync(Postmortem postmortem, CancellationToken cancellationToken) => postmortem.IsOpen
        ? followUps.AddAsync(new FollowUp(postmortem.WorkspaceId, JobName, postmortem.PostmortemId), cancellationToken)
        : IndexAsync(postmortem, cancellationToken);

    public async Task RunAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await postmortems.GetAsync(subject.WorkspaceId, subject.Id, cancellationToken) is { } postmortem)
            await IndexAsync(postmortem, cancellationToken);
    }

    private async Task IndexAsync(Postmortem postmortem, CancellationToken cancellationToken)
    {
        var body = new System.Text.StringBuilder();
        foreach (var section in (await reports.BuildAsync(postmortem, withPictures: false, cancellationToken)).Sections)
            body.AppendLine(Markdown.ToPlainText(section.Markdown, Pipeline));

        var heading = $"{postmortem.Key} {postmortem.Title} {postmortem.Severity} {string.Join(' ', postmortem.Services)} {postmortem.Slo} {(postmortem.IsNearMiss ? "near miss" : "")}";
        await store.IndexAsync(postmortem, heading, Cut(body.ToString()), clock.GetUtcNow(), cancellationToken);
    }

    // PostgreSQL's text cannot hold a zero character.
    private static string Cut(string text) => (text.Length > MostLetters ? text[..MostLetters] : text).Replace("\0", "", StringComparison.Ordinal);
}
