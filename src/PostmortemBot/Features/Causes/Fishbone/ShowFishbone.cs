using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>The fishbone in a modal, page by page.</summary>
public sealed partial class ShowFishbone(
    FishboneStore store,
    BrainstormStore brainstorms,
    NamedPostmortem named,
    PostmortemAccess access,
    ChooseCategories bones,
    ISlackClients slack,
    ILogger<ShowFishbone> logger) : ICommandVerb, IBlockActionHandler
{
    public const string ActionId = "fishbone.show";
    public const string BackId = "fishbone.page_back";
    public const string OnId = "fishbone.page_on";
    public const string ProblemId = "fishbone.problem";
    public const string MenuId = "fishbone.menu";

    public string Verb => "fishbone";
    public IReadOnlyList<string> Aliases => ["ishikawa"];
    public int Order => 42;
    public string Usage => "fishbone [PM-12]";
    public string Summary => "shows the causes on the bones of a fishbone, for adding, moving and drawing; `fishbone bones` chooses the bones";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        if (rest.ToLowerInvariant() is "bones" or "categories")
            return await bones.OpenAsync(command, cancellationToken);
        var result = await named.FindAsync(command, rest, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return SlashCommandResponse.Ephemeral(problem.Text);
        await slack.For(postmortem.WorkspaceId).Views.Open(command.TriggerId, await ViewAsync(postmortem, new FishboneTarget(postmortem.PostmortemId), undo: null, cancellationToken), cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        if (request.Action.ActionId is BackId or OnId or ProblemId && request.View is { } view && FishboneTarget.Parse(view.PrivateMetadata) is { } shown)
        {
            var next = request.Action.ActionId switch
            {
                BackId => shown with { Page = shown.Page - 1 },
                OnId => shown with { Page = shown.Page + 1 },
                _ => shown with { Page = 0, Problem = Guid.TryParse(request.Action.ChosenValue, out var problemId) ? problemId : default },
            };
            await RedrawAsync(new Reader(request.WorkspaceId, request.UserId), view.Id, next, undo: null, cancellationToken);
            return Ack.Done;
        }

        var result = await access.ForReadingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        var list = await ViewAsync(postmortem, new FishboneTarget(postmortem.PostmortemId), undo: null, cancellationToken);
        var views = slack.For(request.WorkspaceId).Views;
        await (request.View is null ? views.Open(request.TriggerId, list, cancellationToken) : views.Push(request.TriggerId, list, cancellationToken));
        return Ack.Done;
    }

    /// <summary>
    /// Draws the list again in an open modal, after something in it changed. The change is stored by then, so a Slack that
    /// does not answer leaves the list as it was and must not read as a failure.
    /// </summary>
    public async Task FollowAsync(Reader reader, string? viewId, FishboneTarget shown, Undo? undo, CancellationToken cancellationToken)
    {
        if (viewId is not { Length: > 0 })
            return;
        try
        {
            await RedrawAsync(reader, viewId, shown, undo, cancellationToken);
        }
        catch (SlackApiException refused)
        {
            CannotRedraw(logger, refused.Method, refused.Error);
        }
    }

    private async Task RedrawAsync(Reader reader, string viewId, FishboneTarget shown, Undo? undo, CancellationToken cancellationToken)
    {
        var result = await access.ForReadingAsync(reader, shown.Id, standingIn: null, cancellationToken);
        if (result.Failed(out _, out var postmortem))
            return;
        await slack.For(reader.WorkspaceId).Views.UpdateByViewId(await ViewAsync(postmortem, shown, undo, cancellationToken), viewId, hash: null, cancellationToken);
    }

    private async Task<ModalViewDefinition> ViewAsync(Postmortem postmortem, FishboneTarget target, Undo? undo, CancellationToken cancellationToken)
    {
        var fishbone = await store.ReadAsync(postmortem, cancellationToken);
        var running = await brainstorms.NewestAsync(postmortem, cancellationToken) is { State: Brainstorm.Writing } on ? on : null;
        return FishboneBlocks.View(postmortem, fishbone, running, target, undo);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The fishbone's list could not be drawn again after a change: {Method} said {Error}")]
    private static partial void CannotRedraw(ILogger logger, string method, string error);
}

/// <summary>The menu on a cause: hands what was chosen to the act it names.</summary>
public sealed class FishboneMenu(EditNote edit, PlaceCause place, MoveIntoCauses move, TakeOff off) : IBlockActionHandler
{
    public Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken) => request.Action.ChosenValue?.Split(' ')[0] switch
    {
        "place" => place.Handle(request, cancellationToken),
        "move" => move.Handle(request, cancellationToken),
        "off" or "apart" => off.Handle(request, cancellationToken),
        _ => edit.Handle(request, cancellationToken),
    };
}
