using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using PostmortemBot.Sandbox.App;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Delivery;

/// <summary>Sends to the app and waits three seconds for the answer: signed requests, or in Socket Mode envelopes.</summary>
public sealed class AppDoor(IHttpClientFactory clients, Sockets sockets, InstalledApp app, SlackWorkspace workspace, TimeProvider time, IOptions<SandboxOptions> options)
{
    public const string ClientName = "app";

    public Task<Delivered> SendFormAsync(string name, string[] faultNames, IReadOnlyDictionary<string, string> form, JsonNode logged, CancellationToken cancellationToken)
    {
        // Somebody pressed a button of an app that is gone.
        if (!workspace.HasApp) return Task.FromResult(new Delivered { Problem = "dispatch_failed" });
        var body = string.Join('&', form.Select(p => $"{Encode(p.Key)}={Encode(p.Value)}"));
        return SendAsync(name, faultNames, "application/x-www-form-urlencoded", body, [], logged, cancellationToken);
    }

    public Task<Delivered> SendPayloadAsync(JsonObject payload, string id, CancellationToken cancellationToken)
    {
        var kind = payload.Text("type") ?? "";
        Dictionary<string, string> form = new(StringComparer.Ordinal) { ["payload"] = payload.Wired() };
        return SendFormAsync($"{kind} {id}".TrimEnd(), [kind, $"{kind}:{id}"], form, payload, cancellationToken);
    }

    public async Task<Delivered> SendAsync(
        string name, string[] faultNames, string contentType, string body, IReadOnlyList<(string Name, string Value)> headers, JsonNode logged, CancellationToken cancellationToken)
    {
        var fault = workspace.Faults.Take(faultNames);
        var envelope = NewEnvelopeId();
        var answer = fault?.Kind is "drop"
            ? new Delivered { Problem = "dispatch_failed" }
            : await OnceAsync(envelope, contentType, body, headers, logged, fault, cancellationToken);
        if (fault?.Kind is "server_error") answer = answer with { Status = 500, Body = "", Problem = "dispatch_failed" };
        Log(name, logged, answer);
        if (fault?.Kind is not "repeat_event") return answer;

        // Slack repeats a request whose answer it believes lost; only the first answer counts here.
        List<(string, string)> again = [.. headers];
        if (contentType.StartsWith("application/json", StringComparison.Ordinal))
        {
            again.AddRange([("x-slack-retry-num", "1"), ("x-slack-retry-reason", "http_timeout")]);
            envelope = NewEnvelopeId();
        }
        Log(name, logged, await OnceAsync(envelope, contentType, body, again, logged, fault: null, cancellationToken));
        return answer;
    }

    private async Task<Delivered> OnceAsync(
        string envelopeId, string contentType, string body, IReadOnlyList<(string Name, string Value)> headers, JsonNode payload, Fault? fault, CancellationToken cancellationToken)
    {
        if (fault?.Kind is "slow") await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs ?? 1000), cancellationToken);
        if (!app.SocketMode) return await PostAsync(contentType, body, headers, cancellationToken);

        var type = payload["type"].AsText() is not { } kind ? "slash_commands" : kind is "event_callback" ? "events_api" : "interactive";
        var attempt = headers.Where(h => h.Name is "x-slack-retry-num").Select(h => int.Parse(h.Value, CultureInfo.InvariantCulture)).FirstOrDefault();
        var reason = headers.Where(h => h.Name is "x-slack-retry-reason").Select(h => h.Value is "http_timeout" ? "timeout" : h.Value).FirstOrDefault("");
        var envelope = new SocketEnvelope(envelopeId, type, payload, attempt, reason);
        return await sockets.SendAsync(envelope, TimeSpan.FromMilliseconds(options.Value.AckMilliseconds), cancellationToken);
    }

    private async Task<Delivered> PostAsync(string contentType, string body, IReadOnlyList<(string Name, string Value)> headers, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, app.RequestUrl) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        // Signed with the machine's time, not Slack's: an advanced sandbox clock must not make every request look stale to an app whose clock was left alone.
        var stamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("X-Slack-Request-Timestamp", stamp);
        request.Headers.Add("X-Slack-Signature", Sign(stamp, body));
        request.Headers.UserAgent.ParseAdd("Slackbot/1.0 (+https://api.slack.com/robots)");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromMilliseconds(options.Value.AckMilliseconds));
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, deadline.Token);
            var text = await response.Content.ReadAsStringAsync(deadline.Token);
            return new Delivered
            {
                Status = (int)response.StatusCode,
                Body = text,
                MediaType = response.Content.Headers.ContentType?.MediaType,
                TookMs = Since(started),
                NoRetry = response.Headers.TryGetValues("x-slack-no-retry", out var values) && values.Contains("1", StringComparer.Ordinal),
                Problem = response.IsSuccessStatusCode ? null : "dispatch_failed",
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Delivered { TookMs = Since(started), Problem = "operation_timeout" };
        }
        catch (HttpRequestException)
        {
            return new Delivered { TookMs = Since(started), Problem = "dispatch_failed" };
        }
    }

    private string NewEnvelopeId() => $"{Guid.CreateVersion7(workspace.Clock.Now)}";

    private static long Since(long started) => (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds;

    private void Log(string name, JsonNode logged, Delivered answer) =>
        workspace.Calls.Add(CallLog.ToApp, name, answer.Status, answer.TookMs, Redaction.Of(logged), answer.Problem is null ? answer.Reply : JsonValue.Create(answer.Problem), app.SocketMode ? "socket" : null);

    private string Sign(string stamp, string body) =>
        $"v0={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(app.SigningSecret), Encoding.UTF8.GetBytes($"v0:{stamp}:{body}")))}";

    /// <summary>Form encoding: everything percent-encoded, a space as plus.</summary>
    private static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
