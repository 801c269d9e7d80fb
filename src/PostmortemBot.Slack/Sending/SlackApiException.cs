namespace PostmortemBot.Slack;

/// <summary>
/// Slack said no, or could not be asked. Its text never holds a token, an address or what people typed.
/// </summary>
public class SlackApiException : Exception
{
    /// <summary>The error of a call that got no answer in time.</summary>
    public const string TimedOut = "timed_out";

    /// <summary>The error of a call whose connection failed.</summary>
    public const string ConnectionFailed = "connection_failed";

    /// <summary>The error of a call whose answer could not be read.</summary>
    public const string UnreadableAnswer = "unreadable_answer";

    /// <summary>Slack said no.</summary>
    /// <param name="method">The method that was called.</param>
    /// <param name="error">Slack's word for it, one of this class's constants, or <c>http_</c> and a status.</param>
    /// <param name="messages">What Slack said in detail.</param>
    /// <param name="needed">The scope that is missing.</param>
    /// <param name="provided">The scopes there are.</param>
    /// <param name="innerException">What went wrong below.</param>
    public SlackApiException(string method, string error, IReadOnlyList<string>? messages = null, string? needed = null, string? provided = null, Exception? innerException = null)
        : base(Say(method, error, messages, needed), innerException)
    {
        Method = method;
        Error = error;
        Messages = messages ?? [];
        Needed = needed;
        Provided = provided;
    }

    /// <summary>The method that was called.</summary>
    public string Method { get; }

    /// <summary>Slack's word for it, one of this class's constants, or <c>http_</c> and a status.</summary>
    public string Error { get; }

    /// <summary>What Slack said in detail, such as the place of a wrong block.</summary>
    public IReadOnlyList<string> Messages { get; }

    /// <summary>The scope that is missing.</summary>
    public string? Needed { get; }

    /// <summary>The scopes there are.</summary>
    public string? Provided { get; }

    /// <summary>Whether a trigger was used after its three seconds or twice; Slack has several words for it.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/views.open"/>
    public bool IsTriggerGone =>
        Error is "expired_trigger_id" or "exchanged_trigger_id" or "invalid_trigger_id" or "trigger_expired" or "trigger_exchanged"
        || (Error is "invalid_arguments" && Messages.Any(message => message.Contains("trigger_id", StringComparison.Ordinal)));

    /// <summary>Whether the token is dead, so that no call of this workspace can work.</summary>
    public bool IsTokenDead => IsTokenRevoked || IsAccessTaken || Error is "invalid_auth" or "not_authed";

    /// <summary>Whether Slack took the token back, so that it never works again. <c>invalid_auth</c> does not say that: it may be the address of the caller that is wrong.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/auth.test#errors"/>
    public bool IsTokenRevoked => Error is "token_revoked" or "account_inactive";

    /// <summary>Whether an organisation's administrators took the app out of this one workspace; its token goes on serving the others.</summary>
    /// <seealso href="https://docs.slack.dev/enterprise/developing-for-enterprise-orgs"/>
    public bool IsAccessTaken => Error is "team_access_not_granted";

    /// <summary>Whether the same call may work a little later: Slack was slow, busy or out of reach, and did not say no.</summary>
    /// <seealso href="https://docs.slack.dev/apis/web-api/#responses"/>
    public bool MayPass => this is SlackRateLimitException || MayHaveTakenEffect;

    /// <summary>
    /// Whether the call may have done its work although it failed: nobody knows what became of it, or Slack stumbled
    /// over it. Look before you do it again.
    /// </summary>
    public bool MayHaveTakenEffect =>
        Error is TimedOut or ConnectionFailed or UnreadableAnswer or "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout"
        || Error.StartsWith("http_5", StringComparison.Ordinal);

    private static string Say(string method, string error, IReadOnlyList<string>? messages, string? needed) =>
        $"{method}: {error}{(needed is null ? "" : $" (needs the scope {needed})")}{(messages is { Count: > 0 } ? $": {string.Join("; ", messages)}" : "")}";
}

/// <summary>Slack asks for a longer pause than the options accept, or would if it were called now: try again after it. Nothing was done.</summary>
/// <param name="method">The method that was called.</param>
/// <param name="retryAfter">The pause Slack asks for.</param>
/// <seealso href="https://docs.slack.dev/apis/web-api/rate-limits"/>
public sealed class SlackRateLimitException(string method, TimeSpan retryAfter)
    : SlackApiException(method, "ratelimited", [$"try again after {retryAfter.TotalSeconds:0.#} s"])
{
    /// <summary>The pause Slack asks for.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>A workspace has no token to call Slack with.</summary>
/// <param name="message">Which, and what to do.</param>
public sealed class SlackTokenMissingException(string message) : Exception(message);
