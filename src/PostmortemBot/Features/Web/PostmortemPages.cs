using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;

namespace PostmortemBot.Features.Web;

/// <summary>The list, and one report. Read-only: whoever wants to change something does so in Slack.</summary>
public sealed class PostmortemPages(Visitors visitors, WebStore store, PostmortemStore postmortems, ReportBuilder reports)
{
    private const int PageSize = 100;

    public async Task<IResult> ListAsync(HttpContext context, int? before, CancellationToken cancellationToken)
    {
        if (await visitors.FindAsync(context, cancellationToken) is not { } visitor)
            return WebPages.SignInFirst();

        var found = await store.ListAsync(Reader(visitor), before, PageSize + 1, cancellationToken);
        var shown = found.Take(PageSize).ToList();
        return WebPages.List(visitor, shown, found.Count > PageSize ? shown[^1].Number : null);
    }

    public async Task<IResult> ShowAsync(HttpContext context, string key, CancellationToken cancellationToken)
    {
        if (await visitors.FindAsync(context, cancellationToken) is not { } visitor)
            return WebPages.SignInFirst();
        if (await FindAsync(Reader(visitor), key, cancellationToken) is not { } postmortem)
            return WebPages.NotFound(visitor);

        var report = await reports.BuildAsync(postmortem, withPictures: true, cancellationToken);
        return new WebPage(ReportPage.Write(report, WebPages.Bar(visitor)));
    }

    private async Task<Postmortem?> FindAsync(Reader reader, string key, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(key, out var id))
            return await postmortems.FindAsync(reader, id, cancellationToken);
        var number = key.StartsWith("PM-", StringComparison.OrdinalIgnoreCase) ? key[3..] : key;
        return int.TryParse(number, out var found) ? await postmortems.FindByNumberAsync(reader, found, cancellationToken) : null;
    }

    private static Reader Reader(Person visitor) => new(visitor.WorkspaceId, visitor.UserId);
}
