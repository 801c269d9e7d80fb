using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;

namespace PostmortemBot.Features.ActionItems;

/// <summary>The items as a file, for whoever is signed in to the pages; written while it is read.</summary>
public sealed class ItemDownloads(IVisitors visitors, ItemExport export)
{
    public async Task SendAsync(HttpContext context, string format, CancellationToken cancellationToken)
    {
        var response = context.Response;
        WebPage.Harden(response);
        if (await visitors.FindAsync(context, cancellationToken) is not { } visitor)
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync("Type /postmortem web in Slack: it gives you a link of your own, which signs you in. Then open this address again.\n", cancellationToken);
            return;
        }

        response.ContentType = format == ItemExport.Json ? "application/json; charset=utf-8" : "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"action-items.{format}\"";
        var (list, _) = ItemList.Read(context.Request.Query["show"].ToString() is { Length: <= 100 } show ? show : "");
        var scope = list.Scope == ItemList.OfPostmortem ? ItemList.Everywhere : list.Scope;
        await export.WriteAsync(new Reader(visitor.WorkspaceId, visitor.UserId), list with { Scope = scope }, format, response.Body, cancellationToken);
    }
}
