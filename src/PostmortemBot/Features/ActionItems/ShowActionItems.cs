using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Items as a list in a modal: of one postmortem, one's own, or one's team's; filtered and paged.</summary>
public sealed class ShowActionItems(
    NamedPostmortem named,
    PostmortemAccess access,
    People people,
    ItemScreens screens,
    ExportItems export,
    ISlackClients slack) : ICommandVerb, IBlockActionHandler
{
    public const string ActionId = "actions.show";
    public const string EarlierId = "actions.page_back";
    public const string LaterId = "actions.page_on";
    public const string ScopeId = "actions.scope";
    public const string StateId = "actions.state";
    public const string PriorityId = "actions.priority";

    public string Verb => "actions";
    public IReadOnlyList<string> Aliases => ["items"];
    public int Order => 51;
    public string Usage => "actions [PM-12 | mine | team | overdue | P1 | export]";
    public string Summary => "shows the action items, to mark them done, edit or close them";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        // The rule looks at the person's row; somebody new has none yet.
        await people.GetAsync(command.WorkspaceId, command.UserId, cancellationToken);
        var words = rest.Split(' ', 2);
        if (words[0].Equals("export", StringComparison.OrdinalIgnoreCase))
            return await export.AskedAsync(command, words.Length > 1 ? words[1] : "", cancellationToken);

        var (list, name) = ItemList.Read(rest);
        var result = await named.FindAsync(command, name, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
        {
            // One's own items can be listed anywhere; what is late, say, is then asked of those.
            var isAboutOthers = name.Length > 0 || rest.Length == 0 && list.Scope == ItemList.OfPostmortem;
            if (isAboutOthers)
                return SlashCommandResponse.Ephemeral(problem.Text);
            if (list.Scope == ItemList.OfPostmortem)
                list = list with { Scope = ItemList.Mine };
        }

        var view = await screens.ListAsync(new Reader(command.WorkspaceId, command.UserId), list with { PostmortemId = postmortem?.PostmortemId }, cancellationToken);
        if (view is null)
            return SlashCommandResponse.Ephemeral(PostmortemAccess.NotFound.Text);
        await slack.For(command.WorkspaceId).Views.Open(command.TriggerId, view, cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var reader = new Reader(request.WorkspaceId, request.UserId);
        if (request.List() is { } shown)
        {
            await screens.RedrawListAsync(reader, request.View!.Id, Chosen(request.Action, shown), cancellationToken);
            return Ack.Done;
        }

        var result = await access.ForReadingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);
        if (await screens.ListAsync(reader, ItemList.Of(postmortem.PostmortemId), cancellationToken) is { } view)
            await slack.OpenOverAsync(request, view, cancellationToken);
        return Ack.Done;
    }

    private static ItemList Chosen(BlockAction action, ItemList shown) => (action.ActionId, action.ChosenValue) switch
    {
        (ScopeId, ItemList.OfPostmortem or ItemList.Mine or ItemList.Team) when action.ChosenValue != ItemList.OfPostmortem || shown.PostmortemId is not null =>
            shown.From(null) with { Scope = action.ChosenValue!, State = shown is { Scope: ItemList.OfPostmortem, State: ItemList.All } ? ItemList.Unfinished : shown.State },
        (StateId, { } state) when ItemList.States.Any(known => known.State == state) => shown.From(null) with { State = state },
        (PriorityId, { } priority) => shown.From(null) with { Priority = Priorities.Known(priority) ? priority : "" },
        (EarlierId or LaterId, { } cursor) => shown.From(ItemCursor.Parse(cursor)),
        _ => shown,
    };
}
