using Microsoft.Extensions.Options;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Web;

/// <summary>Knows who looks at a page.</summary>
public sealed class Visitors(SealedPass passes, PeopleStore people, IOptions<WebOptions> options, TimeProvider clock) : IVisitors
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
        context.Response.Cookies.Append(Cookie, passes.Visit(reader), Options(context, clock.GetUtcNow() + SealedPass.VisitLasts));

    public void SignOut(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options(context, expires: null));

    private CookieOptions Options(HttpContext context, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = IsHttps || context.Request.IsHttps,
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };
}
