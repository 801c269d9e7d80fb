using System.Diagnostics;
using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Delivery;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>POST to a response_url: five times within thirty minutes, no token.</summary>
internal sealed class ResponseUrls(Desk desk)
{
    public async Task HandleAsync(HttpContext http)
    {
        var started = Stopwatch.GetTimestamp();
        var isJson = string.Equals((http.Request.ContentType ?? "").Split(';')[0].Trim(), "application/json", StringComparison.OrdinalIgnoreCase);
        var text = await RequestBody.TextAsync(http.Request.Body, http.RequestAborted) ?? "";
        var fault = desk.Workspace.Faults.TakeForSlack("response_url");
        if (fault?.Kind is "slow") await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs ?? 1000), http.RequestAborted);

        var (status, error, problems) = fault?.Kind switch
        {
            "rate_limited" => (429, "ratelimited", []),
            "server_error" => (500, "internal_error", []),
            "drop" => (0, "connection dropped", []),
            "error" => (200, fault.Error ?? "fatal_error", []),
            _ => Run(http.Request.Path.Value ?? "", isJson ? Json.TryParse(text) as JsonObject : null),
        };
        var answer = error is null ? JsonValue.Create("ok") : (JsonNode)Answer.No(error, problems);
        desk.Workspace.Calls.Add(CallLog.ToSlack, "response_url", status, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds, Redaction.Of(Json.TryParse(text)), answer.DeepClone());
        if (status == 0)
        {
            http.Abort();
            return;
        }
        http.Response.StatusCode = status;
        if (status == 429) http.Response.Headers.RetryAfter = (fault?.RetryAfter ?? 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        http.Response.ContentType = error is null ? "text/plain" : "application/json; charset=utf-8";
        await http.Response.WriteAsync(error is null ? "ok" : answer.Wired(), http.RequestAborted);
    }

    private (int Status, string? Error, IReadOnlyList<string> Problems) Run(string path, JsonObject? message)
    {
        lock (desk.Workspace.Gate)
        {
            var url = desk.Workspace.State.ResponseUrls.Find(u => string.Equals(u.Path, path, StringComparison.Ordinal));
            if (url is null) return (404, "invalid_url", []);
            if (url.Expires <= desk.Workspace.Clock.Now) return (404, "expired_url", []);
            if (url.UsesLeft == 0) return (404, "used_url", []);
            if (message is null) return (400, "invalid_payload", []);
            if (ResponseMessage.Check(message, desk.Screens) is { } refused) return (400, refused.Code, refused.Problems);
            url.UsesLeft--;
            return Apply(url, message);
        }
    }

    private (int, string?, IReadOnlyList<string>) Apply(ResponseUrl url, JsonObject message)
    {
        var channel = desk.Workspace.State.Channels.Find(c => string.Equals(c.Id, url.ChannelId, StringComparison.Ordinal));
        if (channel is null) return (404, "channel_not_found", []);
        var original = url.MessageTs is null ? null : channel.Find(url.MessageTs);
        if (ResponseMessage.IsTrue(message, "delete_original"))
        {
            if (original is null) return (200, url.MessageTs is null ? null : "message_not_found", []);
            desk.Posting.Delete(channel, original);
            if (!message.ContainsKey("text") && !message.ContainsKey("blocks")) return (200, null, []);
        }
        // In a thread, leaving replace_original out overwrites the parent.
        var replaces = ResponseMessage.IsTrue(message, "replace_original") || (message.ContainsKey("thread_ts") && !ResponseMessage.IsFalse(message, "replace_original"));
        if (replaces && original is not null && channel.Messages.Contains(original))
        {
            desk.Posting.Change(channel, original, json => Replace(json, message));
            return (200, null, []);
        }
        var threadTs = message.Text("thread_ts") ?? (original is { IsReply: true } ? original.ThreadTs : null);
        desk.Posting.PostAsBot(channel, message, threadTs, ephemeralFor: ResponseMessage.InChannel(message) ? null : url.UserId);
        return (200, null, []);
    }

    private static void Replace(JsonObject json, JsonObject message)
    {
        json["text"] = message.Text("text") ?? "";
        json.Remove("blocks");
        json.Remove("attachments");
        if (message["blocks"] is { } blocks) json["blocks"] = blocks.DeepClone();
        if (message["attachments"] is { } attachments) json["attachments"] = attachments.DeepClone();
    }
}
