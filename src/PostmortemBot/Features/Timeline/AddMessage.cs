using System.Text.Json;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Timeline;

/// <summary>"Add to timeline" on a message: its text and time, ready to be corrected.</summary>
public sealed class AddMessage(
    TimelineStore store,
    PostmortemStore postmortems,
    PostmortemAccess access,
    Channels channels,
    ReadableText readable,
    ISlackClients slack,
    TimeProvider clock) : IMessageShortcutHandler, IViewSubmissionHandler
{
    public const string CallbackId = "timeline.add_message";

    public async Task<Ack> Handle(MessageShortcut shortcut, CancellationToken cancellationToken)
    {
        var postmortem = await postmortems.InChannelAsync(shortcut.WorkspaceId, shortcut.ChannelId, cancellationToken);
        if (postmortem is null)
            return await TellAsync(shortcut, "There is no postmortem in this channel yet. Type `/postmortem` to start one, then add this message.", cancellationToken);
        if (postmortem.WhyNotEditable() is { } closed)
            return await TellAsync(shortcut, closed.Text, cancellationToken);

        await channels.SeenInsideAsync(shortcut.WorkspaceId, shortcut.ChannelId, shortcut.UserId, cancellationToken);
        if (await store.FromMessageAsync(shortcut.WorkspaceId, postmortem.PostmortemId, shortcut.ChannelId, shortcut.MessageTs, cancellationToken) is { } there)
            return await TellAsync(shortcut, $"This message is on the timeline already, at {When.At(there.OccurredAt)}. `/postmortem timeline` shows it for editing.", cancellationToken);

        var text = await readable.ReadAsync(shortcut.WorkspaceId, shortcut.Message.Text ?? "", cancellationToken);
        var source = new Source { PostmortemId = postmortem.PostmortemId, ChannelId = shortcut.ChannelId, Ts = shortcut.MessageTs };
        await slack.For(shortcut.WorkspaceId).Views.Open(shortcut.TriggerId, new ModalViewDefinition
        {
            CallbackId = CallbackId,
            Title = "Add to the timeline",
            Submit = "Add",
            Close = "Cancel",
            PrivateMetadata = JsonSerializer.Serialize(source),
            Blocks = EntryForm.Blocks(MessageTime(shortcut.MessageTs) ?? clock.GetUtcNow(), EntryKinds.Guess(text), text),
        }, cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (Source.Parse(submission.View.PrivateMetadata) is not { } source)
            return ViewSubmissionResponse.Error("text", PostmortemAccess.NotFound.Text);
        var entry = EntryForm.Read(submission.View.State, EntrySource.Message, source.ChannelId, source.Ts, now);
        var problems = entry.Problems(now);
        if (problems.Count > 0)
            return problems.AsErrors(otherwise: "text");

        var author = new Reader(submission.WorkspaceId, submission.UserId);
        var result = await access.ForChangingAsync(author, source.PostmortemId, standingIn: null, cancellationToken);
        if (result.Failed(out var problem, out _))
            return ViewSubmissionResponse.Error("text", problem.Text);

        var entryId = RequestIds.From(submission.WorkspaceId, submission.View.Id);
        var outcome = await store.AppendAsync(author, source.PostmortemId, entryId, entry, now, cancellationToken);
        if (outcome.Stored || await store.FindAsync(submission.WorkspaceId, entryId, cancellationToken) is not null)
            return ViewSubmissionResponse.Close;

        return ViewSubmissionResponse.Error("text", "Somebody put this message on the timeline while you were writing. What you typed is still here: copy it, and edit their entry with /postmortem timeline.");
    }

    /// <summary>A message's ts starts with its Unix time in seconds. https://docs.slack.dev/messaging/retrieving-messages</summary>
    internal static DateTimeOffset? MessageTime(string ts) =>
        long.TryParse(ts.AsSpan(0, Math.Max(0, ts.IndexOf('.'))), out var seconds) && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private async Task<Ack> TellAsync(MessageShortcut shortcut, string text, CancellationToken cancellationToken)
    {
        var client = slack.For(shortcut.WorkspaceId);
        if (shortcut.ResponseUrl is { Length: > 0 } url)
            await client.Respond(url, new MessageResponse { Text = text }, cancellationToken);
        else
            await client.Chat.PostMessage(new Message { Channel = shortcut.UserId, Text = text }, cancellationToken);
        return Ack.Done;
    }

    private sealed record Source
    {
        public required Guid PostmortemId { get; init; }
        public required string ChannelId { get; init; }
        public required string Ts { get; init; }

        public static Source? Parse(string? metadata)
        {
            try
            {
                return metadata is { Length: > 0 } ? JsonSerializer.Deserialize<Source>(metadata) : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
