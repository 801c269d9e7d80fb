using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Delivery;
using PostmortemBot.Sandbox.OAuth;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>POST /api/{method}: token, scope and arguments are checked in that order, then the method runs.</summary>
internal sealed class SlackApi(Desk desk)
{
    private static readonly Dictionary<string, Method> Methods = new Method[][]
    {
        [.. Other.Methods], [.. Chat.Methods], [.. Conversations.Methods], [.. History.Methods], [.. Users.Methods], [.. Dnd.Methods],
        [.. ViewMethods.Methods], [.. PinsAndReactions.Methods], [.. FileMethods.Methods],
        [.. ChannelMethods.Methods], [.. Scheduled.Methods], [.. Unfurls.Methods], [.. UserGroups.Methods], [.. Bookmarks.Methods], [.. Canvases.Methods], [.. OpenId.Methods],
    }.SelectMany(m => m).ToDictionary(m => m.Name, StringComparer.Ordinal);

    public static bool Reads(string method) => Methods.TryGetValue(method, out var known) && known.FormOnly;

    public Task HandleAsync(HttpContext http, string method, RequestBody body, Caller caller) =>
        HandleAsync(http, method, body, () =>
        {
            lock (desk.Workspace.Gate) return Run(method, body, caller);
        });

    public async Task HandleAsync(HttpContext http, string method, RequestBody body, Func<JsonObject> run)
    {
        var started = Stopwatch.GetTimestamp();
        var fault = desk.Workspace.Faults.TakeForSlack(method);
        if (fault is { Kind: "slow", AfterEffect: false }) await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs ?? 1000), http.RequestAborted);

        JsonObject answer;
        if (fault is { AfterEffect: false } && Trouble(fault) is { } trouble) answer = trouble;
        else
        {
            answer = run();
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

    private JsonObject Run(string name, RequestBody body, Caller caller)
    {
        if (!Methods.TryGetValue(name, out var method))
        {
            var unknown = Answer.No("unknown_method");
            unknown["req_method"] = name;
            return unknown;
        }
        if (body.Problem is not null) return Answer.No(body.Problem);
        if (method.CalledBy is CalledBy.App or CalledBy.AppLevel)
        {
            if (Refusal(caller, method) is { } refusal) return Answer.No(refusal);
        }
        // A token for an organisation does not say which of its workspaces is meant.
        if (caller.Install is { IsOrgWide: true } && method.Takes.Any(a => a.Name is "team_id") && body.Arguments.Text("team_id") is null or "") return Answer.No("missing_argument");
        if (caller.Install is { IsOrgWide: true } org && method.Name is not ("auth.test" or "auth.revoke") && !org.Teams.Contains(desk.Workspace.Team.Id, StringComparer.Ordinal)) return Answer.No("team_access_not_granted");
        var refused = Arguments.Read(method, body.Arguments, body.IsForm, out var typed);
        var call = new Call(desk, typed) { Caller = caller.Install, Token = caller.Token };
        if (method.Scopes.Length > 0 && !method.Scopes.Any(call.Grants)) return Call.MissingScope(desk.App, string.Join(',', method.Scopes));
        return refused ?? method.Run(call);
    }

    private string? Refusal(Caller caller, Method method) => caller switch
    {
        { Token: null } => "not_authed",
        { Token: var token } when string.Equals(token, desk.App.AppToken, StringComparison.Ordinal) => method.CalledBy is CalledBy.AppLevel ? null : "not_allowed_token_type",
        { State: not TokenState.Unknown } when method.CalledBy is CalledBy.AppLevel => "not_allowed_token_type",
        { State: TokenState.Unknown, Token: ['x', 'a', 'p', 'p', '-', ..] or ['x', 'o', 'x', 'p', '-', ..] } when method.CalledBy is not CalledBy.AppLevel => "not_allowed_token_type",
        { State: TokenState.Unknown } => "invalid_auth",
        { State: TokenState.Expired } => "token_expired",
        { State: TokenState.Revoked } => "token_revoked",
        { State: TokenState.Inactive } => "account_inactive",
        _ => null,
    };

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
