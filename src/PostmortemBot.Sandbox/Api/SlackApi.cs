using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Delivery;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>POST /api/{method}: token, scope and arguments are checked in that order, then the method runs.</summary>
internal sealed class SlackApi(Desk desk)
{
    private static readonly Dictionary<string, Method> Methods = new Method[][]
    {
        [.. Other.Methods], [.. Chat.Methods], [.. Conversations.Methods], [.. History.Methods], [.. Users.Methods],
        [.. ViewMethods.Methods], [.. PinsAndReactions.Methods], [.. FileMethods.Methods],
        [.. ChannelMethods.Methods], [.. Scheduled.Methods], [.. Unfurls.Methods], [.. UserGroups.Methods], [.. Bookmarks.Methods], [.. Canvases.Methods], [.. OpenId.Methods],
    }.SelectMany(m => m).ToDictionary(m => m.Name, StringComparer.Ordinal);

    public async Task HandleAsync(HttpContext http, string method)
    {
        var started = Stopwatch.GetTimestamp();
        var body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        var token = TokenOf(http.Request, body);
        var fault = desk.Workspace.Faults.TakeForSlack(method);
        if (fault is { Kind: "slow", AfterEffect: false }) await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs ?? 1000), http.RequestAborted);

        JsonObject answer;
        if (fault is { AfterEffect: false } && Trouble(fault) is { } trouble) answer = trouble;
        else
        {
            lock (desk.Workspace.Gate) answer = Run(method, body, token);
            if (fault is { AfterEffect: true } && Trouble(fault) is { } late) answer = late;
        }
        if (fault is { Kind: "slow", AfterEffect: true }) await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs ?? 1000), http.RequestAborted);
        Warn(answer, body.Warning);

        var status = fault?.Kind switch { "rate_limited" => 429, "server_error" => 500, "drop" => 0, _ => 200 };
        desk.Workspace.Calls.Add(CallLog.ToSlack, method, status, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds, Redaction.Of(body.Arguments), Redaction.Of(answer));
        if (status == 0)
        {
            http.Abort();
            return;
        }
        http.Response.StatusCode = status;
        if (status == 429) http.Response.Headers.RetryAfter = (fault?.RetryAfter ?? 1).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["x-oauth-scopes"] = string.Join(',', desk.App.Scopes);
        http.Response.Headers["x-slack-req-id"] = http.TraceIdentifier;
        http.Response.ContentType = status == 500 ? "text/html" : "application/json; charset=utf-8";
        await http.Response.WriteAsync(status == 500 ? "Internal Server Error" : answer.Wired(), http.RequestAborted);
    }

    private JsonObject Run(string name, RequestBody body, string? token)
    {
        if (!Methods.TryGetValue(name, out var method))
        {
            var unknown = Answer.No("unknown_method");
            unknown["req_method"] = name;
            return unknown;
        }
        if (body.Problem is not null) return Answer.No(body.Problem);
        if (method.Caller is Caller.App)
        {
            if (token is null) return Answer.No("not_authed");
            if (token.StartsWith("xapp-", StringComparison.Ordinal) || token.StartsWith("xoxp-", StringComparison.Ordinal)) return Answer.No("not_allowed_token_type");
            if (!string.Equals(token, desk.App.BotToken, StringComparison.Ordinal)) return Answer.No("invalid_auth");
            if (desk.App.IsRevoked) return Answer.No("token_revoked");
        }
        if (method.Scopes.Length > 0 && !method.Scopes.Any(desk.App.Manifest.Grants)) return Call.MissingScope(desk.App, string.Join(',', method.Scopes));
        return Arguments.Read(method, body.Arguments, body.IsForm, out var typed) ?? method.Run(new Call(desk, typed) { Token = token });
    }

    /// <summary>The token comes in the header; only a form may carry it as an argument.</summary>
    private static string? TokenOf(HttpRequest request, RequestBody body)
    {
        var inForm = body.IsForm ? body.Arguments.Text("token") : null;
        if (body.IsForm) body.Arguments.Remove("token");
        const string Bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : inForm;
    }

    private static JsonObject? Trouble(Fault fault) => fault.Kind switch
    {
        "rate_limited" => Answer.No("ratelimited"),
        "server_error" => Answer.No("internal_error"),
        "drop" => Answer.No("connection dropped"),
        "error" => Answer.No(fault.Error ?? "fatal_error"),
        _ => null,
    };

    private static void Warn(JsonObject answer, string? warning)
    {
        if (warning is null) return;
        answer["warning"] ??= warning;
        if (answer["response_metadata"] is not JsonObject metadata) answer["response_metadata"] = metadata = [];
        if (metadata["warnings"] is not JsonArray warnings) metadata["warnings"] = warnings = [];
        warnings.Add(warning);
    }
}
