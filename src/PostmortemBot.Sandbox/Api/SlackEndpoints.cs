namespace PostmortemBot.Sandbox.Api;

/// <summary>The addresses an app calls.</summary>
internal static class SlackEndpoints
{
    public static void MapSandboxSlack(this IEndpointRouteBuilder routes)
    {
        // Methods that only read take their arguments from the address too.
        routes.MapGet("/api/{method}", (HttpContext http, string method, ApiDoor door) => SlackApi.Reads(method) ? door.HandleAsync(http, method) : Refuse(http)).DisableAntiforgery();
        routes.MapPost("/api/{method}", (HttpContext http, string method, ApiDoor door) => door.HandleAsync(http, method)).DisableAntiforgery();
        routes.MapSignIn();
        foreach (var kind in new[] { "actions", "commands", "app" })
            routes.MapPost($"/{kind}/{{team}}/{{id}}/{{secret}}", (HttpContext http, ResponseUrls urls) => urls.HandleAsync(http)).DisableAntiforgery();
        routes.MapMethods("/upload/v1/{id}/{secret}", [HttpMethods.Post, HttpMethods.Put], (HttpRequest request, string id, string secret, Uploads uploads, CancellationToken ct) => uploads.ReceiveAsync(request, id, secret, ct)).DisableAntiforgery();
        routes.MapGet("/files-pri/{key}/{name}", (HttpRequest request, string key, Uploads uploads) => uploads.Download(request, key[(key.IndexOf('-', StringComparison.Ordinal) + 1)..]));
    }

    private static Task Refuse(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        http.Response.Headers.Allow = HttpMethods.Post;
        return Task.CompletedTask;
    }
}
