using PostmortemBot.Slack;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Features.Causes;

/// <summary>A reply in the thread of whys, on its way to becoming a cause.</summary>
public sealed record CauseReply
{
    public required string WorkspaceId { get; init; }
    public required Guid ReplyId { get; init; }
    public required Guid PostmortemId { get; init; }
    public required string ChannelId { get; init; }
    public required string MessageTs { get; init; }

    /// <summary>The why it is taken to answer.</summary>
    public required Guid EffectId { get; init; }

    public required string AuthorId { get; init; }
    public required string Text { get; init; }

    /// <summary>When its author changed it last; empty: never.</summary>
    public required string EditedTs { get; init; }

    public required string State { get; init; }

    /// <summary>What it became.</summary>
    public Guid? CauseId { get; init; }

    public string? DecidedBy { get; init; }

    /// <summary>The bot's message about it.</summary>
    public string? ReplyTs { get; init; }

    public required string DrawnHash { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    public bool IsTooLong => Text.Length > Answer.TextLength;
}

public static class ReplyState
{
    public const string Proposed = "proposed";
    public const string Accepted = "accepted";
    public const string Merged = "merged";
    public const string Withdrawn = "withdrawn";
    public const string NotAnAnswer = "not_an_answer";
}

/// <summary>What Slack told of a reply: that it was written, changed or deleted.</summary>
public sealed record HeardReply(string ChannelId, string ThreadTs, string Ts, string UserId, string Text, string EditedTs, bool IsDeleted)
{
    /// <summary>Null: no reply that a person wrote. Decided without looking anything up, for most messages are none.</summary>
    public static HeardReply? Of(MessageEvent told) => told.Subtype switch
    {
        null or "thread_broadcast" or "file_share" => told is { IsReply: true, BotId: null, UserId: { Length: > 0 } author, Ts.Length: > 0 }
            ? new HeardReply(told.ChannelId, told.ThreadTs!, told.Ts, author, told.Text, "", IsDeleted: false)
            : null,
        // Slack also changes a message itself, when it unfurls a link; only people leave a mark of when.
        "message_changed" => told.Message is { BotId: null, UserId: { Length: > 0 } author, ThreadTs: { Length: > 0 } thread, Edited.Ts: { Length: > 0 } edited, Subtype: null or "thread_broadcast" or "file_share" } now && thread != now.Ts
            ? new HeardReply(told.ChannelId, thread, now.Ts, author, now.Text, edited, IsDeleted: false)
            : null,
        "message_deleted" => told is { DeletedTs: { Length: > 0 } deleted, PreviousMessage: { BotId: null, UserId: { Length: > 0 } author, ThreadTs: { Length: > 0 } thread } } && thread != deleted
            ? new HeardReply(told.ChannelId, thread, deleted, author, "", "", IsDeleted: true)
            : null,
        _ => null,
    };
}

/// <summary>Which why a reply most plausibly answers.</summary>
public static class ReplyTarget
{
    /// <summary>
    /// The open why that was asked last before it was written; with none open, the one asked last; before any, the problem.
    /// </summary>
    public static Cause Of(CauseGraph graph, IReadOnlyList<Prompt> prompts, string ts)
    {
        var asked = prompts
            .Where(prompt => prompt.Part == Prompt.Why && string.CompareOrdinal(prompt.MessageTs, ts) < 0)
            .OrderByDescending(prompt => prompt.MessageTs, StringComparer.Ordinal)
            .Select(prompt => graph.Find(prompt.CauseId))
            .OfType<Cause>()
            .ToList();
        var open = graph.Open.Select(cause => cause.CauseId).ToHashSet();
        return asked.Find(cause => open.Contains(cause.CauseId)) ?? graph.Next ?? asked.Find(cause => cause.StopReason is null) ?? graph.Top!;
    }
}
