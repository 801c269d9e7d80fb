using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Adds an item: from the card, from the list, or typed as /postmortem action.</summary>
public sealed class AddActionItem(
    ActionItemStore store,
    Owners owners,
    PostmortemStore postmortems,
    PostmortemAccess access,
    Channels channels,
    SettingsStore settings,
    ShowActionItems list,
    ISlackClients slack,
    TimeProvider clock) : ICommandVerb, IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "actions.add";

    public string Verb => "action";
    public IReadOnlyList<string> Aliases => ["todo"];
    public int Order => 50;
    public string Usage => "action what will change";
    public string Summary => "adds an action item, with owner and due date";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        if (await postmortems.InChannelAsync(command.WorkspaceId, command.ChannelId, cancellationToken) is not { } postmortem)
            return Replies.NothingHere;

        await channels.SeenInsideAsync(command.WorkspaceId, command.ChannelId, command.UserId, cancellationToken);
        var form = await FormAsync(postmortem, rest, command.UserId, cancellationToken);
        await slack.For(command.WorkspaceId).Views.Open(command.TriggerId, form, cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForReadingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);
        if (ActionItemAccess.WhyClosed(postmortem) is { } closed)
            return await slack.TellAsync(request, closed, cancellationToken);

        await slack.OpenOverAsync(request, await FormAsync(postmortem, "", request.UserId, cancellationToken), cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var writer = new Reader(submission.WorkspaceId, submission.UserId);
        if (!Guid.TryParse(submission.View.PrivateMetadata, out var postmortemId))
            return ViewSubmissionResponse.Error("title", PostmortemAccess.NotFound.Text);
        var result = await access.ForReadingAsync(writer, postmortemId, standingIn: null, cancellationToken);
        if (result.Failed(out var refused, out var postmortem))
            return ViewSubmissionResponse.Error("title", refused.Text);
        if (ActionItemAccess.WhyClosed(postmortem) is { } closed)
            return ViewSubmissionResponse.Error("title", closed.Text);

        var now = clock.GetUtcNow();
        var draft = ActionItemForm.Read(submission.View.State);
        var today = await owners.TodayAsync(writer.WorkspaceId, draft.OwnerId, writer.UserId, now, cancellationToken);
        var problems = draft.Problems(today, known: null).ToList();
        if (await owners.ProblemAsync(postmortem, draft.OwnerId, cancellationToken) is { } unsuitable)
            problems.Add(unsuitable);
        if (problems.Count > 0)
            return problems.AsErrors(otherwise: "title");

        await store.CreateAsync(postmortem, draft, writer.UserId, submission.View.Id, now, cancellationToken);
        if (submission.View.PreviousViewId is { Length: > 0 } listView)
            await list.FollowAsync(writer, listView, new ListPage(postmortem.PostmortemId, Page: 0), cancellationToken);
        // Whoever has read the advice in the form and kept the title has decided.
        var advised = new ShownForm(submission.View).Text("title") == draft.Title;
        return !advised && WeakAction.In(draft.Title) is { } weak
            ? ViewSubmissionResponse.Update(ActionItemForm.Added(draft, weak))
            : ViewSubmissionResponse.Close;
    }

    private async Task<ModalViewDefinition> FormAsync(Postmortem postmortem, string title, string writerId, CancellationToken cancellationToken)
    {
        var today = await owners.TodayAsync(postmortem.WorkspaceId, ownerId: null, writerId, clock.GetUtcNow(), cancellationToken);
        var chosen = await settings.GetAsync(postmortem.WorkspaceId, cancellationToken);
        var note = postmortem.IsOpen ? null : $"{postmortem.Key} is published. Action items can still be added and worked on.";
        return new ModalViewDefinition
        {
            CallbackId = Id,
            Title = "Add action item",
            Submit = "Add",
            Close = "Cancel",
            PrivateMetadata = postmortem.PostmortemId.ToString(),
            Blocks = ActionItemForm.Blocks(ActionItemForm.Proposal(postmortem, title, today, chosen), note),
        };
    }
}
