using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Features.Causes;

/// <summary>
/// Hears replies in threads of whys. A message that is no reply costs nothing, a reply in another thread one look at an
/// index, and neither leaves a trace. Nor does small talk: whoever meant it as an answer has the button.
/// </summary>
public sealed class HearReplies(
    RepliesStore store,
    CausesStore causes,
    ThreadStore thread,
    PostmortemAccess access,
    ReadableText readable,
    TimeProvider clock) : ISelectiveEventHandler<MessageEvent>
{
    public async ValueTask<bool> Wants(EventCallback<MessageEvent> callback, CancellationToken cancellationToken) =>
        HeardReply.Of(callback.Event) is { } heard && await store.PostmortemOfThreadAsync(callback.WorkspaceId, heard.ChannelId, heard.ThreadTs, cancellationToken) is not null;

    public async Task<Ack> Handle(EventCallback<MessageEvent> callback, CancellationToken cancellationToken)
    {
        var workspaceId = callback.WorkspaceId;
        if (HeardReply.Of(callback.Event) is not { } heard
            || await store.PostmortemOfThreadAsync(workspaceId, heard.ChannelId, heard.ThreadTs, cancellationToken) is not { } postmortemId)
            return Ack.Done;
        // Slack shows the thread only to those inside, so whoever writes there stands in the channel.
        var reader = new Reader(workspaceId, heard.UserId);
        var result = await access.ForChangingAsync(reader, postmortemId, heard.ChannelId, cancellationToken);
        if (result.Failed(out _, out _))
            return Ack.Done;

        // An answer that was edited into small talk is still the answer that people see.
        if (!heard.IsDeleted && SmallTalk.Is(heard.Text) && !await store.IsKnownAsync(workspaceId, heard.ChannelId, heard.Ts, cancellationToken))
            return Ack.Done;

        var text = heard.IsDeleted ? "" : await readable.ReadAsync(workspaceId, heard.Text, cancellationToken);
        if (text.Length == 0 && !heard.IsDeleted)
            return Ack.Done;
        var graph = await causes.GraphAsync(workspaceId, postmortemId, cancellationToken);
        if (graph.Top is null)
            return Ack.Done;

        var now = clock.GetUtcNow();
        await store.HearAsync(new CauseReply
        {
            WorkspaceId = workspaceId,
            ReplyId = Guid.CreateVersion7(now),
            PostmortemId = postmortemId,
            ChannelId = heard.ChannelId,
            MessageTs = heard.Ts,
            EffectId = ReplyTarget.Of(graph, await thread.ListAsync(workspaceId, postmortemId, cancellationToken), heard.Ts).CauseId,
            AuthorId = heard.UserId,
            Text = text,
            EditedTs = heard.EditedTs,
            State = heard.IsDeleted ? ReplyState.Withdrawn : ReplyState.Proposed,
            DrawnHash = "",
            ReceivedAt = now,
        }, cancellationToken);
        return Ack.Done;
    }
}
