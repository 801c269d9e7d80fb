namespace PostmortemBot.Sandbox.Api;

/// <summary>The addresses an app calls.</summary>
internal static class SlackEndpoints
{
    public static void MapSandboxSlack(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/{method}", (HttpContext http, string method, ApiDoor door) => door.HandleAsync(http, method)).DisableAntiforgery();
        routes.MapSignIn();
        foreach (var kind in new[] { "actions", "commands", "app" })
            routes.MapPost($"/{kind}/{{team}}/{{id}}/{{secret}}", (HttpContext http, ResponseUrls urls) => urls.HandleAsync(http)).DisableAntiforgery();
        routes.MapMethods("/upload/v1/{id}/{secret}", [HttpMethods.Post, HttpMethods.Put], (HttpRequest request, string id, string secret, Uploads uploads, CancellationToken ct) => uploads.ReceiveAsync(request, id, secret, ct)).DisableAntiforgery();
        routes.MapGet("/files-pri/{key}/{name}", (HttpRequest request, string key, Uploads uploads) => uploads.Download(request, key[(key.IndexOf('-', StringComparison.Ordinal) + 1)..]));
    }
}
