namespace PostmortemBot.Slack.WebApi;

/// <summary>Do Not Disturb.</summary>
public interface IDndApi
{
    /// <summary>Between which hours somebody does not want to be disturbed. Of others, Slack tells the schedule and not a pause they have made.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SlackApiException"><c>user_not_found</c>; <c>missing_scope</c> without <c>dnd:read</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/dnd.info"/>
    Task<DndInfo> Info(string userId, CancellationToken cancellationToken = default);
}

/// <summary>When somebody does not want to be disturbed.</summary>
/// <seealso href="https://docs.slack.dev/reference/methods/dnd.info"/>
public sealed record DndInfo
{
    /// <summary>Whether there is a schedule.</summary>
    public bool DndEnabled { get; init; }

    /// <summary>When the current or next time begins, in seconds since 1970.</summary>
    public long? NextDndStartTs { get; init; }

    /// <summary>When that time ends, in seconds since 1970.</summary>
    public long? NextDndEndTs { get; init; }

    /// <summary>Whether they have paused notifications; Slack tells it of the token's own user only.</summary>
    public bool SnoozeEnabled { get; init; }

    /// <summary>When the pause ends, in seconds since 1970.</summary>
    public long? SnoozeEndtime { get; init; }

    /// <summary>When they may be disturbed again; null when they may be now, and where Slack's numbers say nothing sensible.</summary>
    public DateTimeOffset? OverAt(DateTimeOffset now)
    {
        var at = now.ToUnixTimeSeconds();
        long? end = DndEnabled && NextDndStartTs <= at && at < NextDndEndTs ? NextDndEndTs : null;
        if (SnoozeEnabled && SnoozeEndtime > at)
            end = Math.Max(end ?? 0, SnoozeEndtime.Value);
        return end is { } over && over - at <= LongestSeconds ? DateTimeOffset.FromUnixTimeSeconds(over) : null;
    }

    // A week: beyond it a number is a mistake, or a way of saying "never".
    private const long LongestSeconds = 7 * 24 * 60 * 60;
}

internal sealed class DndApi(WorkspaceCalls calls) : IDndApi
{
    public Task<DndInfo> Info(string userId, CancellationToken cancellationToken = default) =>
        calls.Call<DndInfo>(SlackMethod.DndInfo, new SlackArguments { ["user"] = userId }, cancellationToken);
}
