using Microsoft.AspNetCore.Http;

namespace PostmortemBot.Sandbox.Control;

/// <summary>A body that does not fit is refused in the same form as everything else: {error, message}.</summary>
internal static class PlainRefusals
{
    public static void UsePlainRefusals(this WebApplication app) => app.Use(async (http, next) =>
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = bad.StatusCode;
            await http.Response.WriteAsJsonAsync(new { error = "bad_request", message = bad.InnerException?.Message ?? bad.Message }, Json.Own, http.RequestAborted);
        }
    });
}
