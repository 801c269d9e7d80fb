using System.Text;

namespace PostmortemBot.Features.Postmortems.Reports;

/// <summary>A page as the answer to a request, with the headers every page has.</summary>
public sealed class WebPage(string html, int statusCode = StatusCodes.Status200OK) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = statusCode;
        response.ContentType = "text/html; charset=utf-8";
        Harden(response);
        response.Headers.ContentSecurityPolicy = $"{Page.Policy}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(html), httpContext.RequestAborted);
    }

    /// <summary>What a page holds is for one pair of eyes: not for caches, frames, search engines or the next site.</summary>
    public static void Harden(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["X-Robots-Tag"] = "noindex";
    }
}
