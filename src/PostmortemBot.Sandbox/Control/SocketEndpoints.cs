using Microsoft.AspNetCore.Http.Features;
using PostmortemBot.Sandbox.Acts;
using PostmortemBot.Sandbox.Delivery;

namespace PostmortemBot.Sandbox.Control;

/// <summary>/link, where the app connects in Socket Mode, and /sandbox/sockets: what Slack does to such connections.</summary>
internal static class SocketEndpoints
{
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(10);
    private static readonly string[] Reasons = ["warning", "refresh_requested", "link_disabled", "too_many_websockets"];

    public static void UseSandboxSockets(this WebApplication app) =>
        app.UseWhen(http => http.Request.Path == "/link", branch => branch.UseWebSockets());

    public static void MapSandboxSockets(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/link", ConnectAsync);
        var control = routes.MapGroup("/sandbox/sockets").DisableAntiforgery().AddEndpointFilter<RefusalFilter>();
        control.MapGet("", (Sockets sockets) => Results.Json(new
        {
            sockets = sockets.All.Select(l => new { connection = l.Number, l.Opened, approximate_connection_time = (int)l.Life.TotalSeconds, leaving = l.IsLeaving, l.Delivered, l.Acknowledged, in_flight = sockets.InFlight(l) }),
        }, Json.Own));
        control.MapPost("disconnect", (DisconnectBody b, Sockets sockets) => Reasons.Contains(b.Reason, StringComparer.Ordinal)
            ? Did(sockets.Disconnect(b.Reason, b.Connection))
            : throw new RefusedException("unknown_reason", $"A reason is one of {string.Join(", ", Reasons)}."));
        control.MapPost("drop", (DropBody b, Sockets sockets) => Did(sockets.Drop(b.Connection)));
    }

    private static async Task ConnectAsync(HttpContext http, string? ticket, bool? debug_reconnects, SocketTickets tickets, Sockets sockets, IHostApplicationLifetime life)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            return;
        }
        if (!tickets.Redeem(ticket ?? ""))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        // A connection stays for hours, however little is said.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = Ping, KeepAliveTimeout = 3 * Ping });
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        await sockets.ServeAsync(socket, debug_reconnects is true, either.Token);
    }

    private static IResult Did(bool any) =>
        any ? Results.Json(new { }, Json.Own) : throw new RefusedException("no_such_connection", "The app has no such connection.", 404);

    internal sealed record DisconnectBody(string Reason, int? Connection = null);
    internal sealed record DropBody(int? Connection = null);
}
