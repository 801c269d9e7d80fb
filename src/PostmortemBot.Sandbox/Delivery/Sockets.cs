using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.App;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Delivery;

/// <summary>
/// Socket Mode: at most ten connections, each payload over any one of them. What a connection did not acknowledge before it broke
/// goes over another as it is, as long as its three seconds last.
/// </summary>
public sealed class Sockets(Teams teams, InstalledApp app, TimeProvider time)
{
    private const int Most = 10;
    private const string Host = "applink-sandbox";
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(18_060);
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(360);
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly List<SocketLink> _links = [];
    private readonly Dictionary<string, SocketEnvelope> _underway = new(StringComparer.Ordinal);
    private int _lastNumber;
    private int _turn;

    /// <summary>The sockets belong to the app, whatever workspaces it is in; the first one has the clock.</summary>
    private SlackWorkspace Home => teams.Default.GetRequiredService<SlackWorkspace>();

    public IReadOnlyList<SocketLink> All
    {
        get { lock (_gate) return [.. _links]; }
    }

    public int InFlight(SocketLink link)
    {
        lock (_gate) return _underway.Values.Count(e => e.Link == link);
    }

    /// <summary>Serves a connection from hello to its end.</summary>
    public async Task ServeAsync(System.Net.WebSockets.WebSocket socket, bool debugReconnects, CancellationToken cancellationToken)
    {
        var life = debugReconnects ? ShortLife : Life;
        using var link = new SocketLink(socket, Interlocked.Increment(ref _lastNumber), Home.Clock.Now, life);
        Greet(link);
        // Slack renews connections now and then; the app is told a little before.
        await using var notice = time.CreateTimer(_ => Disconnect("warning", link.Number), state: null, life - Notice, Timeout.InfiniteTimeSpan);
        await using var end = time.CreateTimer(_ => Disconnect("refresh_requested", link.Number), state: null, life, Timeout.InfiniteTimeSpan);
        Home.Touch();
        await link.RunAsync(frame => Acknowledge(link, frame), cancellationToken);
        Remove(link);
        Home.Touch();
    }

    /// <summary>Sends a payload and waits for its acknowledgement.</summary>
    public async Task<Delivered> SendAsync(SocketEnvelope envelope, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        lock (_gate)
        {
            if (Next() is not { } link) return new Delivered { Problem = "dispatch_failed" };
            _underway[envelope.Id] = envelope;
            link.Deliver(envelope);
        }
        try
        {
            var payload = await envelope.Acked.WaitAsync(patience, cancellationToken);
            return Answered(envelope, payload) with { TookMs = Since(started) };
        }
        catch (TimeoutException)
        {
            return new Delivered { TookMs = Since(started), Problem = "operation_timeout" };
        }
        finally
        {
            lock (_gate) _underway.Remove(envelope.Id);
        }
    }

    /// <summary>Tells the app to leave a connection, or all; null when there is none.</summary>
    public bool Disconnect(string reason, int? number)
    {
        var links = All.Where(l => number is null || l.Number == number).ToList();
        foreach (var link in links) Leave(link, reason);
        Home.Touch();
        return links.Count > 0;
    }

    public bool Drop(int? number)
    {
        var links = All.Where(l => number is null || l.Number == number).ToList();
        foreach (var link in links) link.Drop();
        return links.Count > 0;
    }

    private void Greet(SocketLink link)
    {
        lock (_gate)
        {
            var reason = !app.SocketMode ? "link_disabled" : _links.Count >= Most ? "too_many_websockets" : null;
            if (reason is not null)
            {
                Leave(link, reason);
                return;
            }
            _links.Add(link);
            link.Send(new JsonObject
            {
                ["type"] = "hello",
                ["num_connections"] = _links.Count,
                ["debug_info"] = new JsonObject
                {
                    ["host"] = Host,
                    ["started"] = $"{Home.Clock.Now:yyyy-MM-dd HH:mm:ss.fff}",
                    ["build_number"] = 1,
                    ["approximate_connection_time"] = (int)link.Life.TotalSeconds,
                },
                ["connection_info"] = new JsonObject { ["app_id"] = Home.Bot.AppId },
            });
            foreach (var waiting in _underway.Values.Where(e => e.Link is null)) link.Deliver(waiting);
        }
    }

    private void Leave(SocketLink link, string reason)
    {
        link.IsLeaving = true;
        var frame = new JsonObject { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = Host } };
        if (reason is "too_many_websockets")
        {
            frame["num_connections"] = Most;
            frame["connection_info"] = new JsonObject { ["app_id"] = Home.Bot.AppId };
        }
        link.Send(frame);
        if (reason is "link_disabled" or "too_many_websockets") link.Close();
        else CloseLater(link);
    }

    private void CloseLater(SocketLink link)
    {
        ITimer? timer = null;
        timer = time.CreateTimer(_ =>
        {
            link.Close();
            timer?.Dispose();
        }, state: null, Notice, Timeout.InfiniteTimeSpan);
    }

    private void Remove(SocketLink link)
    {
        lock (_gate)
        {
            _links.Remove(link);
            foreach (var left in _underway.Values.Where(e => e.Link == link))
            {
                left.Link = null;
                Next()?.Deliver(left);
            }
        }
    }

    /// <summary>Each in turn; one that is leaving only when there is no other.</summary>
    private SocketLink? Next()
    {
        var staying = _links.FindAll(l => !l.IsLeaving);
        var from = staying.Count > 0 ? staying : _links;
        return from.Count == 0 ? null : from[_turn++ % from.Count];
    }

    private void Acknowledge(SocketLink link, JsonObject frame)
    {
        SocketEnvelope? envelope;
        lock (_gate)
        {
            // Late, made up, or for what went over another connection meanwhile.
            if (frame.Text("envelope_id") is not { } id || !_underway.TryGetValue(id, out envelope) || envelope.Link != link) return;
        }
        link.CountAcknowledged();
        envelope.Acknowledge(frame["payload"]?.DeepClone());
    }

    /// <summary>As the HTTP answer would have been; an empty object says nothing, and what is not asked for is not looked at.</summary>
    private static Delivered Answered(SocketEnvelope envelope, JsonNode? payload)
    {
        var answer = new Delivered { Status = 200 };
        if (!envelope.AcceptsPayload || payload is null or JsonObject { Count: 0 }) return answer;
        return payload.AsText() is { } text
            ? answer with { Body = text, MediaType = "text/plain" }
            : answer with { Body = payload.Wired(), MediaType = "application/json" };
    }

    private static long Since(long started) => (long)TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
}
