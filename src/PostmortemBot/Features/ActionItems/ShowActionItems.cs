using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>The items of a postmortem as a list in a modal, each with a menu.</summary>
public sealed partial class ShowActionItems(
    ActionItemStore store,
    NamedPostmortem named,
    PostmortemAccess access,
    ISlackClients slack,
    ILogger<ShowActionItems> logger) : ICommandVerb, IBlockActionHandler
{
    public const string ActionId = "actions.show";
    public const string EarlierId = "actions.page_back";
    public const string LaterId = "actions.page_on";
    private const int PageSize = 25;

    public string Verb => "actions";
    public IReadOnlyList<string> Aliases => ["items"];
    public int Order => 51;
    public string Usage => "actions [PM-12]";
    public string Summary => "shows the action items, to mark them done, edit or close them";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var result = await named.FindAsync(command, rest, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return SlashCommandResponse.Ephemeral(problem.Text);
        await slack.For(command.WorkspaceId).Views.Open(command.TriggerId, await ViewAsync(postmortem, page: 0, cancellationToken), cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        if (request.List() is { } shown)
        {
            var page = request.Action.ActionId == EarlierId ? shown.Page - 1 : shown.Page + 1;
            await RedrawAsync(new Reader(request.WorkspaceId, request.UserId), request.View!.Id, shown with { Page = page }, cancellationToken);
            return Ack.Done;
        }

        var result = await access.ForReadingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        await slack.For(request.WorkspaceId).Views.Open(request.TriggerId, await ViewAsync(postmortem, page: 0, cancellationToken), cancellationToken);
        return Ack.Done;
    }

    /// <summary>
    /// Draws the list again in an open modal, after something in it changed. The change is stored by then, so a Slack that
    /// does not answer leaves the list as it was and must not read as a failure.
    /// </summary>
    public async Task FollowAsync(Reader reader, string viewId, ListPage shown, CancellationToken cancellationToken)
    {
        try
        {
            await RedrawAsync(reader, viewId, shown, cancellationToken);
        }
        catch (SlackApiException refused)
        {
            CannotRedraw(logger, refused.Method, refused.Error);
        }
    }

    private async Task RedrawAsync(Reader reader, string viewId, ListPage shown, CancellationToken cancellationToken)
    {
        var result = await access.ForReadingAsync(reader, shown.PostmortemId, standingIn: null, cancellationToken);
        if (result.Failed(out _, out var postmortem))
            return;
        await slack.For(reader.WorkspaceId).Views.UpdateByViewId(await ViewAsync(postmortem, shown.Page, cancellationToken), viewId, hash: null, cancellationToken);
    }

    private async Task<ModalViewDefinition> ViewAsync(Postmortem postmortem, int page, CancellationToken cancellationToken)
    {
        var items = await store.ListAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        var pages = Math.Max(1, (items.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 0, pages - 1);
        return new ModalViewDefinition
        {
            CallbackId = ActionId,
            Title = $"Actions of {postmortem.Key}",
            Close = "Close",
            PrivateMetadata = new ListPage(postmortem.PostmortemId, page).ToString(),
            Blocks = Blocks(postmortem, items, page, pages),
        };
    }

    public static IReadOnlyList<Block> Blocks(Postmortem postmortem, IReadOnlyList<ActionItem> items, int page, int pages)
    {
        var mayChange = ActionItemAccess.WhyClosed(postmortem) is null;
        var blocks = new List<Block>();
        if (items.Count == 0)
            blocks.Add(new SectionBlock { Text = new Markdown("There are no action items yet. Add what will make the next one less likely, smaller or shorter.") });
        blocks.AddRange(items.Skip(page * PageSize).Take(PageSize).Select(item => Entry(item, mayChange)));
        var buttons = new List<IActionElement>();
        if (mayChange)
            buttons.Add(new Button { ActionId = AddActionItem.Id, Text = "Add action item", Value = postmortem.PostmortemId.ToString() });
        if (page > 0)
            buttons.Add(new Button { ActionId = EarlierId, Text = "← Back" });
        if (page < pages - 1)
            buttons.Add(new Button { ActionId = LaterId, Text = $"More (page {page + 2} of {pages}) →" });
        if (buttons.Count > 0)
            blocks.Add(new ActionsBlock { Elements = [.. buttons] });
        return blocks;
    }

    private static SectionBlock Entry(ActionItem item, bool mayChange) => new()
    {
        Text = new Markdown($"{ItemWords.Name(item)}\n{ItemWords.Facts(item)}{(item.IsOpen ? "" : $"\n{ItemWords.Closing(item)}")}"),
        Accessory = mayChange ? new OverflowMenu { ActionId = ActionItemMenu.Id, Options = [.. Choices(item)] } : null,
    };

    private static IEnumerable<Option> Choices(ActionItem item)
    {
        (string Text, string Act)[] acts = item.State switch
        {
            ActionState.Open => [("Done", ActionItemMenu.Done), ("Won't do…", ActionItemMenu.WontDo), ("Edit", ActionItemMenu.Edit)],
            _ => [("Reopen", ActionItemMenu.Reopen), ("Edit", ActionItemMenu.Edit)],
        };
        return acts.Select(act => new Option(act.Text, $"{act.Act} {item.ActionItemId}"));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list could not be drawn again after a change: {Method} said {Error}")]
    private static partial void CannotRedraw(ILogger logger, string method, string error);
}
