using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>"Add action item" on a message: its words, and the way back to it.</summary>
public sealed partial class AddFromMessage(
    NewItemForm form,
    PostmortemAccess access,
    ReadableText readable,
    ISlackClients slack,
    ILogger<AddFromMessage> logger) : IMessageShortcutHandler
{
    public const string CallbackId = "actions.add_from_message";

    public async Task<Ack> Handle(MessageShortcut shortcut, CancellationToken cancellationToken)
    {
        var found = await access.HereForReadingAsync(new Reader(shortcut.WorkspaceId, shortcut.UserId), shortcut.ChannelId, cancellationToken);
        if (found.Failed(out var missing, out var postmortem))
            return await TellAsync(shortcut, missing.Text, cancellationToken);
        if (ActionItemAccess.WhyClosed(postmortem) is { } closed)
            return await TellAsync(shortcut, closed.Text, cancellationToken);

        var text = await readable.ReadAsync(shortcut.WorkspaceId, shortcut.Message.Text ?? "", cancellationToken);
        var subject = new NewItem { PostmortemId = postmortem.PostmortemId, SourceUrl = await LinkAsync(shortcut, cancellationToken) };
        var view = await form.ViewAsync(postmortem, text, shortcut.UserId, subject, (draft, _) => draft, [], cancellationToken);
        await slack.For(shortcut.WorkspaceId).Views.Open(shortcut.TriggerId, view, cancellationToken);
        return Ack.Done;
    }

    /// <summary>The item is worth having without its link, too.</summary>
    private async Task<string?> LinkAsync(MessageShortcut shortcut, CancellationToken cancellationToken)
    {
        try
        {
            return AddEvidence.Address(await slack.For(shortcut.WorkspaceId).Chat.GetPermalink(shortcut.ChannelId, shortcut.MessageTs, cancellationToken));
        }
        catch (SlackApiException refused)
        {
            NoLink(logger, refused.Error);
            return null;
        }
    }

    private async Task<Ack> TellAsync(MessageShortcut shortcut, string text, CancellationToken cancellationToken)
    {
        var client = slack.For(shortcut.WorkspaceId);
        if (shortcut.ResponseUrl is { Length: > 0 } url)
            await client.Respond(url, new MessageResponse { Text = text }, cancellationToken);
        else
            await client.Chat.PostMessage(new Message { Channel = shortcut.UserId, Text = text }, cancellationToken);
        return Ack.Done;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An action item gets no link to its message: chat.getPermalink said {Error}")]
    private static partial void NoLink(ILogger logger, string error);
}
