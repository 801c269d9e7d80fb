namespace PostmortemBot.Features.Trackers;

/// <summary>The tracker answered, and the answer is no. Trying again at once changes nothing.</summary>
/// <param name="problem">One of <see cref="TrackerProblem"/>.</param>
/// <param name="detail">What the tracker said, as far as it may be shown to people; never part of a request.</param>
public sealed class TrackerRefusedException(string problem, string detail = "") : Exception($"The tracker refused: {problem}")
{
    public string Problem { get; } = problem;
    public string Detail { get; } = detail;
}

/// <summary>The tracker did not answer, or not as a tracker does.</summary>
public sealed class TrackerAwayException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>What can stand between an item and its issue.</summary>
public static class TrackerProblem
{
    public const string Unauthorized = "unauthorized";
    public const string Forbidden = "forbidden";
    public const string NotFound = "not_found";
    public const string Gone = "gone";
    public const string Conflict = "conflict";
    public const string Invalid = "invalid";
    public const string Elsewhere = "elsewhere";
    public const string PullRequest = "pull_request";
    public const string NoTransition = "no_transition";
    public const string NotConfigured = "not_configured";
    public const string Away = "away";

    /// <summary>By which the tracker's own answer is known.</summary>
    public static string Of(int status) => status switch
    {
        401 => Unauthorized,
        403 => Forbidden,
        404 => NotFound,
        410 => Gone,
        409 => Conflict,
        >= 300 and < 400 => Elsewhere,
        _ => Invalid,
    };

    /// <summary>What happened, what was kept, and what to do; plain text.</summary>
    public static string Words(string problem, string tracker, string? reference)
    {
        var issue = reference ?? "the issue";
        return problem switch
        {
            Unauthorized => $"{tracker} does not accept the bot's token any more. The item is kept; whoever runs the bot needs to renew the token in its settings. I try again by myself.",
            Forbidden => $"{tracker} does not let the bot work on {issue}. The item is kept; ask for write access for the bot's account. I try again by myself.",
            NotFound => reference is null
                ? $"{tracker} does not show the bot the place where issues go. The item is kept; whoever runs the bot can check the name in its settings and the access of its account. I try again by myself."
                : $"{tracker} does not show {issue} to the bot: it was deleted or moved, or access was taken away. The item is kept; give access back, or unlink it and link another issue. I try again by myself.",
            Gone => $"{issue} was deleted in {tracker}. The item is kept; unlink it here, then create or link another issue.",
            Conflict => $"{tracker} could not change {issue}, because somebody else changed it at the same moment. I try again by myself.",
            Elsewhere => $"{tracker} sends the bot to another address for {issue}, where I do not go. The item is kept; check the address in the settings, or unlink the issue and link where it is now.",
            PullRequest => $"{issue} is a pull request. It is not touched; unlink it and link its issue instead.",
            NoTransition => $"{tracker} offers no step that brings {issue} to the state of this item. The item is kept; move the issue there by hand.",
            NotConfigured => $"{tracker} is no longer set up for this bot. The item is kept; unlink the issue, or ask whoever runs the bot.",
            Away => $"{tracker} does not answer at the moment. Nothing is lost; I keep trying.",
            _ => $"{tracker} did not take it. The item is kept. Correct the item or the bot's settings, then press Try again.",
        };
    }
}
