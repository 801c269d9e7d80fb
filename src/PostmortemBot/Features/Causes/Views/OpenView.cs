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
        var whole = await store.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        var (modal, hasPicture) = Modal(view, postmortem, whole, whole.Under(null), fromModal, cancellationToken);
        var views = slack.For(postmortem.WorkspaceId).Views;
        await (fromModal ? views.Push(triggerId, modal, cancellationToken) : views.Open(triggerId, modal, cancellationToken));
        // Slack gives up on a trigger after three seconds: the words go first.
        if (hasPicture)
            await followUps.AddAsync(SendPictureJob.For(postmortem, view.Name, userId, triggerId, whole.Top!.CauseId), cancellationToken);
    }

    /// <summary>The same view of another problem, in the modal that is open.</summary>
    public async Task ShowAsync(CauseView view, Postmortem postmortem, Guid problem, string userId, string triggerId, (string Id, bool FromModal) open, CancellationToken cancellationToken)
    {
        var whole = await store.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        var shown = whole.Under(problem);
        var (modal, hasPicture) = Modal(view, postmortem, whole, shown, open.FromModal, cancellationToken);
        await slack.For(postmortem.WorkspaceId).Views.UpdateByViewId(modal, open.Id, hash: null, cancellationToken);
        if (hasPicture)
            await followUps.AddAsync(SendPictureJob.For(postmortem, view.Name, userId, triggerId, shown.Top!.CauseId), cancellationToken);
    }

    private static (ModalViewDefinition Modal, bool HasPicture) Modal(CauseView view, Postmortem postmortem, CauseGraph whole, CauseGraph shown, bool fromModal, CancellationToken cancellationToken)
    {
        var (blocks, hasPicture) = view.Read(shown, cancellationToken);
        blocks = [.. ProblemName.Choice(whole, shown.Top, ChooseProblem.ActionId), .. blocks];
        if (hasPicture)
            blocks = [.. blocks, new ContextBlock { Elements = [new Markdown(":frame_with_picture: The picture is on its way to your messages from me.")] }];
        var modal = new ModalViewDefinition
        {
            CallbackId = CallbackId,
            Title = view.Title(postmortem),
            Close = fromModal ? "Back" : "Close",
            PrivateMetadata = $"{postmortem.PostmortemId} {view.Name} {(fromModal ? "back" : "close")}",
            Blocks = blocks,
        };
        return (modal, hasPicture);
    }
}
