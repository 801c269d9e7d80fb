using System.Net;

namespace PostmortemBot.Sandbox.Control;

/// <summary>
/// The sandbox lets anybody act as anybody, so only this machine may talk to it: it listens on loopback only, answers only
/// to loopback host names (a rebound DNS name is refused), and takes no calls that another site's page makes in a browser.
/// </summary>
internal static class LoopbackOnly
{
    public static void UseLoopbackOnly(this WebApplication app)
    {
        app.Use(async (http, next) =>
        {
            if (!IsLoopbackHost(http.Request.Host.Host))
            {
                await RefuseAsync(http, "host_not_loopback", "Call the sandbox by a loopback name, such as 127.0.0.1.");
                return;
            }
            if (http.Request.Headers.Origin is [{ Length: > 0 } origin] && !string.Equals(origin, $"{http.Request.Scheme}://{http.Request.Host}", StringComparison.OrdinalIgnoreCase))
            {
                await RefuseAsync(http, "cross_origin", "Pages of other sites cannot call the sandbox.");
                return;
            }
            await next(http);
        });
    }

    /// <summary>Refuses to start before anything listens.</summary>
    public static void Demand(IConfiguration configuration)
    {
        var urls = (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"] ?? "");
        foreach (var url in urls.Concat(endpoints))
        {
            if (!IsLoopback(url)) throw new InvalidOperationException($"The sandbox must listen on loopback only, not on {url}. Use --urls http://127.0.0.1:5100.");
        }
    }

    private static bool IsLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && IsLoopbackHost(uri.Host);

    private static bool IsLoopbackHost(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static Task RefuseAsync(HttpContext http, string error, string message)
    {
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return http.Response.WriteAsJsonAsync(new { error, message }, Json.Own, http.RequestAborted);
    }
}
