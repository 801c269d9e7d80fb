using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>The message of an item in its channel, and the one to somebody who was asked to own it.</summary>
public static class ItemMessage
{
    public static IReadOnlyList<Block> InChannel(ActionItem item) => Blocks(item, $"Added by {Mrkdwn.User(item.CreatedBy)} to {ItemWords.Source(item)}");

    public static string InChannelText(ActionItem item) => $"Action item {item.Key} · {Mrkdwn.Escape(item.Title)} ({ActionState.Words(item.State).ToLowerInvariant()})";

    public static IReadOnlyList<Block> Asking(ActionItem item, OwnerRequest request)
    {
        var handedOn = item.OwnerId != request.OwnerId;
        var opening = handedOn
            ? $"{item.Key} no longer waits for you: {(item.OwnerId is { } other ? $"{Mrkdwn.User(other)} {(item.IsWaiting ? "was asked instead" : "owns it now")}" : "it has no owner now")}."
            : $"{Mrkdwn.User(request.AskedBy)} asked you to own an action item of {ItemWords.Source(item)}, in {Mrkdwn.Channel(item.ChannelId)}.";
        if (handedOn)
            return [new SectionBlock { Text = new Markdown(Waiting(item, request) ?? opening) }];
        if (item is { IsWaiting: true, IsCancelled: false })
        {
            return
            [
                new SectionBlock { Text = new Markdown(opening) },
                .. Blocks(item, source: null).Where(block => block is not ActionsBlock),
                new ActionsBlock { Elements = [.. ItemWords.AnswerButtons(item), ItemWords.MoreButton(item)] },
            ];
        }

        return [new SectionBlock { Text = new Markdown(opening) }, .. Blocks(item, source: null)];
    }

    public static string AskingText(ActionItem item, OwnerRequest request) => Waiting(item, request) ??
        $"{Mrkdwn.User(request.AskedBy)} asked you to own {item.Key} · {Mrkdwn.Escape(item.Title)}";

    /// <summary>Whoever owned it until then stays told until somebody accepts.</summary>
    private static string? Waiting(ActionItem item, OwnerRequest request) => item.IsWaiting && item.PreviousOwnerId == request.OwnerId
        ? $"{item.Key} · {Mrkdwn.Escape(Mrkdwn.Cut(item.Title, 200))}: waiting for {Mrkdwn.User(item.OwnerId!)} to accept. Until then it stays with you."
        : null;

    private static List<Block> Blocks(ActionItem item, string? source)
    {
        var blocks = new List<Block> { new SectionBlock { Text = new Markdown($"{ItemWords.Name(item)}\n{ItemWords.Facts(item)}") } };
        if (item.Details.Length > 0)
            blocks.Add(new SectionBlock { Text = new Markdown(Mrkdwn.Escape(Mrkdwn.Cut(item.Details, 500))) });
        if (!item.IsOpen)
            blocks.Add(new SectionBlock { Text = new Markdown(ItemWords.Closing(item)) });
        if (item.IsCancelled)
            blocks.Add(new ContextBlock { Elements = [new Markdown(ItemWords.Cancelled(item))] });
        else if (source is not null)
            blocks.Add(new ContextBlock { Elements = [new Markdown(source)] });
        if (!item.IsCancelled)
        {
            blocks.Add(new ActionsBlock
            {
                Elements = item.IsOpen
                    ? [ItemWords.DoneButton(item), ItemWords.WontDoButton(item), ItemWords.EditButton(item), ItemWords.MoreButton(item)]
                    : [ItemWords.ReopenButton(item), ItemWords.MoreButton(item)],
            });
        }

        return blocks;
    }
}
