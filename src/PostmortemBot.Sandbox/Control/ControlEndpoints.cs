using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Acts;
using PostmortemBot.Sandbox.Api;
using PostmortemBot.Sandbox.App;
using PostmortemBot.Sandbox.Delivery;
using PostmortemBot.Sandbox.OAuth;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Control;

/// <summary>/sandbox: the call log, faults, the clock, and waiting.</summary>
internal static class ControlEndpoints
{
    private static readonly string[] FaultKinds = ["rate_limited", "server_error", "slow", "drop", "error", "repeat_event", "one_per_second"];

    public static void MapSandboxControl(this IEndpointRouteBuilder routes)
    {
        var control = routes.MapGroup("/sandbox").DisableAntiforgery().AddEndpointFilter<RefusalFilter>();
        control.MapGet("files/{id}", (string id, Uploads uploads) => uploads.Bytes(id));
        control.MapGet("calls", (long? after, SlackWorkspace w) => Results.Json(new { calls = w.Calls.After(after ?? 0) }, Json.Own));
        control.MapDelete("calls", (SlackWorkspace w) => Do(w.Calls.Clear));
        control.MapGet("changes", async (long? after, int? timeout_ms, SlackWorkspace w, CancellationToken ct) =>
            Results.Json(new { version = await w.WaitAfter(after ?? 0, TimeSpan.FromMilliseconds(Math.Clamp(timeout_ms ?? 10_000, 0, 60_000)), ct) }, Json.Own));
        control.MapGet("idle", IdleAsync);
        control.MapPost("faults", Order);
        control.MapGet("faults", (SlackWorkspace w) => Results.Json(new { faults = w.Faults.All }, Json.Own));
        control.MapDelete("faults", (SlackWorkspace w) => Do(w.Faults.Clear));
        control.MapPost("clock", AdvanceAsync);
        control.MapGet("clock", ShowClock);
        control.MapPost("reset", (Teams teams, Installs installs, InstalledApp app) => Do(() =>
        {
            app.TokenRotationOrdered = null;
            installs.Reset();
            foreach (var services in teams.Services)
            {
                services.GetRequiredService<Events>().Forget();
                services.GetRequiredService<SlackWorkspace>().Reset();
            }
        }));
        control.MapPut("app", (AppBody b, InstalledApp app, Sockets sockets, SlackWorkspace w) => Do(() =>
        {
            app.SocketMode = b.SocketMode ?? app.SocketMode;
            if (!app.SocketMode) sockets.Disconnect("link_disabled", number: null);
            app.RequestUrl = b.RequestUrl ?? app.RequestUrl;
            app.SigningSecret = b.SigningSecret ?? app.SigningSecret;
            app.ClientSecret = b.ClientSecret ?? app.ClientSecret;
            app.RedirectBase = b.RedirectBase ?? app.RedirectBase;
            app.TokenRotationOrdered = b.TokenRotation ?? app.TokenRotationOrdered;
            w.Touch();
        }));
    }

    /// <summary>Waits until no event is on its way to the app; says how many retries wait for the clock.</summary>
    private static async Task<IResult> IdleAsync(int? timeout_ms, Teams teams, CancellationToken cancellationToken)
    {
        Events[] all = [.. teams.Services.Select(s => s.GetRequiredService<Events>())];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Math.Clamp(timeout_ms ?? 10_000, 0, 60_000));
        try
        {
            foreach (var services in teams.Services)
            {
                var workspace = services.GetRequiredService<SlackWorkspace>();
                var events = services.GetRequiredService<Events>();
                while (events.InFlight > 0)
                {
                    var version = workspace.Version;
                    if (events.InFlight > 0) await workspace.WaitAfter(version, TimeSpan.FromMinutes(1), limit.Token);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The answer says that it is not idle.
        }
        var inFlight = all.Sum(e => e.InFlight);
        return Results.Json(new { idle = inFlight == 0, in_flight = inFlight, waiting = all.Sum(e => e.Waiting) }, Json.Own);
    }

    private static IResult Order(Fault fault, SlackWorkspace workspace)
    {
        if (!FaultKinds.Contains(fault.Kind, StringComparer.Ordinal))
            throw new RefusedException("unknown_kind", $"A fault's kind is one of {string.Join(", ", FaultKinds)}.");
        if (fault.Kind is "error" && fault.Error is null) throw new RefusedException("error_missing", "Name the error code to answer with.");
        workspace.Faults.Order(fault);
        return Results.Json(new { }, Json.Own);
    }

    private static async Task<IResult> AdvanceAsync(ClockBody body, SharedClock clock)
    {
        if (body.AdvanceSeconds < 0) throw new RefusedException("backwards", "The clock only goes forward.");
        await clock.AdvanceAsync(body.AdvanceSeconds);
        return ShowClock(clock);
    }

    private static IResult ShowClock(SharedClock clock) => Results.Json(new { clock.Now, clock.OffsetSeconds }, Json.Own);

    private static IResult Do(Action act)
    {
        act();
        return Results.Json(new JsonObject(), Json.Own);
    }

    internal sealed record ClockBody(double AdvanceSeconds);
    internal sealed record AppBody(
        string? RequestUrl = null, string? SigningSecret = null, string? ClientSecret = null, bool? TokenRotation = null, string? RedirectBase = null, bool? SocketMode = null);
}
