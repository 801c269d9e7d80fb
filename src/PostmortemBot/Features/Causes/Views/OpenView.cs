using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes.Views;

/// <summary>Opens a view of the causes: its words at once, its picture a moment later in a direct message.</summary>
public sealed class OpenView(CausesStore store, FollowUps followUps, ISlackClients slack)
{
    public const string CallbackId = "causes.view";

    public static ActionsBlock Buttons(Postmortem postmortem) => new()
    {
        Elements =
        [
            new Button { ActionId = ShowFaultTree.ActionId, Text = "Fault tree", Value = postmortem.PostmortemId.ToString() },
            new Button { ActionId = ShowMap.ActionId, Text = "Causal map", Value = postmortem.PostmortemId.ToString() },
            new Button { ActionId = ShowWhysPicture.ActionId, Text = "Send me the picture", Value = postmortem.PostmortemId.ToString() },
        ],
    };

    public async Task OpenAsync(CauseView view, Postmortem postmortem, string userId, string triggerId, bool fromModal, CancellationToken cancellationToken)
    {
        var graph = await store.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        var (blocks, hasPicture) = view.Read(graph, cancellationToken);
        if (hasPicture)
            blocks = [.. blocks, new ContextBlock { Elements = [new Markdown(":frame_with_picture: The picture is on its way to your messages from me.")] }];
        var modal = new ModalViewDefinition { CallbackId = CallbackId, Title = view.Title(postmortem), Close = fromModal ? "Back" : "Close", Blocks = blocks };
        var views = slack.For(postmortem.WorkspaceId).Views;
        await (fromModal ? views.Push(triggerId, modal, cancellationToken) : views.Open(triggerId, modal, cancellationToken));
        // Slack gives up on a trigger after three seconds: the words go first.
        if (hasPicture)
            await followUps.AddAsync(SendPictureJob.For(postmortem, view.Name, userId, triggerId), cancellationToken);
    }
}
