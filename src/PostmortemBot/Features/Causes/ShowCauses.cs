using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

/// <summary>The tree of whys in a modal, with a menu on every line.</summary>
public sealed partial class ShowCauses(
    CausesStore store,
    NamedPostmortem named,
    PostmortemAccess access,
    ISlackClients slack,
    ILogger<ShowCauses> logger) : ICommandVerb, IBlockActionHandler
{
    public const string ActionId = "causes.show";
    public const string BackId = "causes.page_back";
    public const string OnId = "causes.page_on";
    public const string MenuId = "causes.menu";

    public string Verb => "causes";
    public int Order => 41;
    public string Usage => "causes [PM-12]";
    public string Summary => "shows the causes found so far, for reading, editing and adding";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var result = await named.FindAsync(command, rest, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return SlashCommandResponse.Ephemeral(problem.Text);
        await OpenAsync(postmortem, command.TriggerId, cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        if (request.View is { } view && CausesPage.Parse(view.PrivateMetadata) is { } shown)
        {
            var page = request.Action.ActionId == BackId ? shown.Page - 1 : shown.Page + 1;
            await RedrawAsync(new Reader(request.WorkspaceId, request.UserId), view.Id, shown with { Page = page }, removed: null, cancellationToken);
            return Ack.Done;
        }

        var result = await access.ForReadingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        await OpenAsync(postmortem, request.TriggerId, cancellationToken);
        return Ack.Done;
    }

    public async Task OpenAsync(Postmortem postmortem, string triggerId, CancellationToken cancellationToken)
    {
        var graph = await store.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        await slack.For(postmortem.WorkspaceId).Views.Open(triggerId, TreeBlocks.View(postmortem, graph, page: 0, removed: null), cancellationToken);
    }

    /// <summary>
    /// Draws the list again in an open modal, after something in it changed. The change is stored by then, so a Slack that
    /// does not answer leaves the list as it was and must not read as a failure.
    /// </summary>
    public async Task FollowAsync(Reader reader, string viewId, CausesPage shown, Guid? removed, CancellationToken cancellationToken)
    {
        try
        {
            await RedrawAsync(reader, viewId, shown, removed, cancellationToken);
        }
        catch (SlackApiException refused)
        {
            CannotRedraw(logger, refused.Method, refused.Error);
        }
    }

    /// <summary>The same for another view.</summary>
    public async Task DrawAgainAsync(string workspaceId, string viewId, ModalViewDefinition view, CancellationToken cancellationToken)
    {
        try
        {
            await slack.For(workspaceId).Views.UpdateByViewId(view, viewId, hash: null, cancellationToken);
        }
        catch (SlackApiException refused)
        {
            CannotRedraw(logger, refused.Method, refused.Error);
        }
    }

    private async Task RedrawAsync(Reader reader, string viewId, CausesPage shown, Guid? removed, CancellationToken cancellationToken)
    {
        var result = await access.ForReadingAsync(reader, shown.PostmortemId, standingIn: null, cancellationToken);
        if (result.Failed(out _, out var postmortem))
            return;
        var graph = await store.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        await slack.For(reader.WorkspaceId).Views.UpdateByViewId(TreeBlocks.View(postmortem, graph, shown.Page, removed), viewId, hash: null, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list could not be drawn again after a change: {Method} said {Error}")]
    private static partial void CannotRedraw(ILogger logger, string method, string error);
}

/// <summary>The menu on a line of the tree: hands what was chosen to the act it names.</summary>
public sealed class CauseMenu(AnswerWhy answer, EditCause edit, StopBranch stop, RemoveCause remove, MergeCauses merge) : IBlockActionHandler
{
    public Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken) => request.Action.ChosenValue?.Split(' ')[0] switch
    {
        "answer" => answer.Handle(request, cancellationToken),
        "stop" or "reopen" => stop.Handle(request, cancellationToken),
        "merge" => merge.Handle(request, cancellationToken),
        "remove" => remove.Handle(request, cancellationToken),
        _ => edit.Handle(request, cancellationToken),
    };
}
