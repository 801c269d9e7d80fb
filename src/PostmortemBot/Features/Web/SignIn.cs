using Microsoft.AspNetCore.Http.Features;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;

namespace PostmortemBot.Features.Web;

/// <summary>
/// From a personal link to a cookie. Looking at the link does not use it up, because chat programs look at links too;
/// the button does.
/// </summary>
public sealed class SignIn(SealedPass passes, Visitors visitors, WebStore store, PeopleStore people, TimeProvider clock)
{
    private static readonly FormOptions SmallForm = new() { BufferBody = false, BufferBodyLengthLimit = 16_384, ValueCountLimit = 4, ValueLengthLimit = 8_192 };

    public async Task<IResult> ShowAsync(string? token, string? returnUrl, CancellationToken cancellationToken)
    {
        if (passes.OpenLink(token) is not { } link || await people.FindAsync(link.WorkspaceId, link.UserId, cancellationToken) is not { CanOwn: true } person)
            return WebPages.LinkIsGone();

        return WebPages.SignIn(token!, Local(returnUrl), person.DisplayName);
    }

    public async Task<IResult> EnterAsync(HttpContext context, CancellationToken cancellationToken)
    {
        // Another site must not be able to sign its visitors in as somebody else. https://developer.mozilla.org/docs/Web/HTTP/Headers/Sec-Fetch-Site
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none"))
            return WebPages.LinkIsGone();
        if (await ReadFormAsync(context.Request, cancellationToken) is not { } form)
            return WebPages.LinkIsGone();

        if (passes.OpenLink(form["token"]) is not { } link || await people.FindAsync(link.WorkspaceId, link.UserId, cancellationToken) is not { CanOwn: true })
            return WebPages.LinkIsGone();
        if (!await store.UseUpAsync(link, clock.GetUtcNow(), cancellationToken))
            return WebPages.LinkIsGone();

        visitors.SignIn(context, link.Reader);
        WebPage.Harden(context.Response);
        context.Response.Headers.Location = Local(form["returnUrl"]);
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    public IResult Leave(HttpContext context)
    {
        visitors.SignOut(context);
        return WebPages.SignedOut();
    }

    /// <summary>An address on this site, whatever was asked for: two slashes, or a backslash, would lead elsewhere.</summary>
    public static string Local(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && url.Length < 500 && !url.Any(letter => char.IsControl(letter) || letter is '\\' or > '~')
            ? url
            : WebLink.ListPath;

    private static async Task<IFormCollection?> ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType || request.ContentLength is > 16_384)
            return null;
        try
        {
            return await new FormFeature(request, SmallForm).ReadFormAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
