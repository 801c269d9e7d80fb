using Hangfire;
using Hangfire.Dashboard;
using Microsoft.Extensions.Options;
using PostmortemBot.Hosting;

using PostmortemBot.Features.Postmortems.Reports;

namespace PostmortemBot.Features.Web;

/// <summary>The jobs dashboard, for the people named in the settings. To everybody else there is no such page.</summary>
public sealed class JobsDashboard(Visitors visitors, IOptions<WebOptions> options) : IDashboardAsyncAuthorizationFilter
{
    public const string Path = "/jobs";

    public static void Map(WebApplication app) => app.MapHangfireDashboard(Path, new DashboardOptions
    {
        // The default lets in whoever comes from this machine, as everybody does behind a proxy.
        Authorization = [],
        AsyncAuthorization = [app.Services.GetRequiredService<JobsDashboard>()],
        AppPath = WebLink.ListPath,
        DashboardTitle = "PostmortemBot jobs",
        DisplayStorageConnectionString = false,
    });

    public async Task<bool> AuthorizeAsync(DashboardContext context)
    {
        var http = context.GetHttpContext();
        var visitor = options.Value.DashboardPeople.Count == 0 ? null : await visitors.FindAsync(http, http.RequestAborted);
        if (visitor is not null && options.Value.DashboardPeople.Contains(visitor.UserId))
        {
            WebPage.Harden(http.Response);
            return true;
        }

        // Answered here, because the dashboard itself would say that there is something to be let into.
        await WebPages.NotFound(visitor: null).ExecuteAsync(http);
        return false;
    }
}
