using Microsoft.Extensions.Options;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Web;

/// <summary>Knows who looks at a page.</summary>
public sealed class Visitors(SealedPass passes, PeopleStore people, IOptions<WebOptions> options) : IVisitors
{
    public const string Cookie = "postmortems";

    private bool IsHttps => options.Value.PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The person, if they are signed in and still belong to the workspace. Asked on each request, so that who leaves is out at once.</summary>
    public async Task<Person?> FindAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (passes.OpenVisit(context.Request.Cookies[Cookie]) is not { } pass)
            return null;

        var person = await people.FindAsync(pass.WorkspaceId, pass.UserId, cancellationToken);
        return person is { CanOwn: true } ? person : null;
    }

    public void SignIn(HttpContext context, Reader reader) =>
        context.Response.Cookies.Append(Cookie, passes.Visit(reader), Options(context, SealedPass.VisitLasts));

    public void SignOut(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options(context, lasts: null));

    private CookieOptions Options(HttpContext context, TimeSpan? lasts) => new()
    {
        HttpOnly = true,
        // Links to the pages stand in Slack, which is another site; Strict would ask to sign in again after each.
        SameSite = SameSiteMode.Lax,
        Secure = IsHttps || context.Request.IsHttps,
        Path = "/",
        // How long, and not until when: the browser's clock may be wrong. What the cookie holds ends by the bot's own clock.
        MaxAge = lasts,
        IsEssential = true,
    };
}
