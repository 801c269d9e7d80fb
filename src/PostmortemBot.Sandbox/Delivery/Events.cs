using System.Globalization;
using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.App;
using PostmortemBot.Sandbox.OAuth;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Delivery;

/// <summary>
/// The Events API: sends what the app subscribed to, and again at once, after one minute and after five when it is not taken.
/// The later two wait for Slack's clock.
/// </summary>
public sealed class Events(AppDoor door, InstalledApp app, Installs installs, SlackWorkspace workspace, TimeProvider time)
{
    private static readonly TimeSpan[] Waits = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];
    /// <summary>About the install itself; an organisation-wide one is of no single workspace.</summary>
    private static readonly string[] Lifecycle = ["app_uninstalled", "tokens_revoked", "team_access_granted", "team_access_revoked"];
    private readonly List<Pending> _pending = [];
    private int _inFlight;

    public int InFlight => Volatile.Read(ref _inFlight);

    public int Waiting
    {
        get { lock (_pending) return _pending.Count; }
    }

    /// <summary>Sends an event in the background.</summary>
    public void Publish(string subscription, JsonObject inner) => _ = PublishAsync(subscription, inner);

    /// <summary>Sends an event if the app subscribed to it; the task ends after the first attempt and its immediate retry.</summary>
    public Task<Delivered?> PublishAsync(string subscription, JsonObject inner) =>
        installs.For(workspace.Team) is { } install ? PublishAsync(subscription, inner, install) : Task.FromResult<Delivered?>(null);

    /// <summary>Sends an event on account of an install, which may have ended by now.</summary>
    public Task<Delivered?> PublishAsync(string subscription, JsonObject inner, Install install)
    {
        if (!app.Manifest.Subscribes(subscription)) return Task.FromResult<Delivered?>(null);
        if (!inner.ContainsKey("event_ts")) inner["event_ts"] = workspace.NextTs();
        var teamId = install.IsOrgWide && Lifecycle.Contains(subscription, StringComparer.Ordinal) ? null : workspace.Team.Id;
        var envelope = new JsonObject
        {
            ["token"] = "legacy-verification-token",
            ["team_id"] = teamId,
            ["context_team_id"] = teamId,
            ["context_enterprise_id"] = workspace.Team.EnterpriseId,
            ["api_app_id"] = workspace.Bot.AppId,
            ["event"] = inner,
            ["type"] = "event_callback",
            ["event_id"] = workspace.NewId("Ev"),
            ["event_time"] = workspace.Clock.UnixSeconds,
            ["authorizations"] = new JsonArray(new JsonObject
            {
                ["enterprise_id"] = workspace.Team.EnterpriseId,
                ["team_id"] = teamId,
                ["user_id"] = workspace.Bot.UserId,
                ["is_bot"] = true,
                ["is_enterprise_install"] = install.IsOrgWide,
            }),
            ["is_ext_shared_channel"] = false,
            ["event_context"] = workspace.NewId("EC"),
        };
        if (workspace.Team.EnterpriseId is { } organisation) envelope["enterprise_id"] = organisation;
        var type = inner.Text("type") ?? "";
        return Track(() => FirstAsync(new Pending(subscription, type, envelope)));
    }

    /// <summary>Sends every retry that is due by Slack's clock.</summary>
    public Task RunDueAsync()
    {
        List<Pending> due;
        lock (_pending)
        {
            due = _pending.FindAll(p => p.Due <= workspace.Clock.Now);
            _pending.RemoveAll(due.Contains);
        }
        return Task.WhenAll(due.Select(p => Track(() => AttemptAsync(p))));
    }

    public void Forget()
    {
        lock (_pending) _pending.Clear();
    }

    private async Task<T> Track<T>(Func<Task<T>> work)
    {
        Interlocked.Increment(ref _inFlight);
        try
        {
            return await Task.Run(work);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
            workspace.Touch();
        }
    }

    private async Task<Delivered?> FirstAsync(Pending pending)
    {
        var answer = await AttemptAsync(pending);
        return answer.Problem is null || answer.NoRetry ? answer : await AttemptAsync(pending);
    }

    private async Task<Delivered> AttemptAsync(Pending pending)
    {
        List<(string, string)> headers = [];
        if (pending.Retries > 0)
        {
            headers.Add(("x-slack-retry-num", pending.Retries.ToString(CultureInfo.InvariantCulture)));
            headers.Add(("x-slack-retry-reason", pending.Reason));
        }
        var answer = await door.SendAsync(
            $"event:{pending.Type}", ["event", $"event:{pending.Type}", $"event:{pending.Subscription}"], "application/json", pending.Envelope.Wired(), headers, pending.Envelope, CancellationToken.None);
        if (answer.Problem is null || answer.NoRetry || pending.Retries == Waits.Length) return answer;

        pending.Reason = answer switch
        {
            { Problem: "operation_timeout" } => "http_timeout",
            { Status: 0 } => "connection_failed",
            _ => "http_error",
        };
        var wait = Waits[pending.Retries++];
        if (wait == TimeSpan.Zero) return answer;
        pending.Due = workspace.Clock.Now + wait;
        lock (_pending) _pending.Add(pending);
        pending.Wake(time, wait, () => _ = RunDueAsync());
        return answer;
    }

    private sealed class Pending(string subscription, string type, JsonObject envelope)
    {
        private ITimer? _timer;

        public string Subscription { get; } = subscription;
        public string Type { get; } = type;
        public JsonObject Envelope { get; } = envelope;
        public int Retries { get; set; }
        public string Reason { get; set; } = "";
        public DateTimeOffset Due { get; set; }

        public void Wake(TimeProvider time, TimeSpan wait, Action action)
        {
            _timer?.Dispose();
            _timer = time.CreateTimer(_ => action(), state: null, wait, Timeout.InfiniteTimeSpan);
        }
    }
}
