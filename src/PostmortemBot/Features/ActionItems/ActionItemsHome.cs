using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>
/// What a person owns, or what waits in their channels, on their Home tab: overdue first, a page at a time, and lately closed
/// ones with a way back.
/// </summary>
public sealed class ActionItemsHome(ActionItemStore store, ItemListStore lists, HomeListStore shown, People people, TimeProvider clock) : IHomeSection
{
    /// <summary>Two blocks each; with what stands around them, within the thirty of a section.</summary>
    public const int PageSize = 11;
    private const int MostClosed = 2;
    private static readonly TimeSpan ClosedFor = TimeSpan.FromHours(24);

    public int Order => 10;

    public async Task<IReadOnlyList<Block>> BlocksAsync(Reader reader, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var person = await people.GetAsync(reader.WorkspaceId, reader.UserId, cancellationToken);
        var today = Zones.Today(person.Zone, now);
        var list = await shown.FindAsync(reader, cancellationToken) ?? HomeLists.Mine;
        var page = await lists.PageAsync(reader, list, today, PageSize, cancellationToken);
        // The item that a page began after may be gone or closed by now; the first page is always there.
        if (page.Items.Count == 0 && list.Cursor is not null)
        {
            list = list.From(null);
            page = await lists.PageAsync(reader, list, today, PageSize, cancellationToken);
        }

        var counts = await lists.CountsAsync(reader, today, cancellationToken);
        var closed = list == HomeLists.Mine ? await store.ClosedSinceAsync(reader, now - ClosedFor, MostClosed, cancellationToken) : [];
        return Blocks(list, page, counts, closed, today, reader.UserId);
    }

    public static IReadOnlyList<Block> Blocks(ItemList list, ItemPage page, ItemCounts counts, IReadOnlyList<ActionItem> closed, DateOnly today, string readerId)
    {
        var blocks = new List<Block>
        {
            new HeaderBlock { Text = list.Scope == ItemList.Team ? "Your team's action items" : "Your action items" },
            Switch(list, counts),
        };
        if (page.Items.Count == 0)
            blocks.Add(new SectionBlock { Text = new Markdown(Nothing(list)) });
        foreach (var item in page.Items)
        {
            var late = item.DueOn < today ? ":alarm_clock: " : "";
            var whose = list.Scope == ItemList.Team ? $"{(item.OwnerId is { } owner ? Mrkdwn.User(owner) : "no owner yet")} · " : "";
            var state = item.IsWaiting && item.OwnerId == readerId ? "waits for you to accept · " : item.State == ActionState.Open ? "" : $"{ActionState.Words(item.State).ToLowerInvariant()} · ";
            blocks.Add(new SectionBlock { Text = new Markdown($"{ItemWords.Name(item)}\n{late}{DueDays.Words(item.DueOn, today)} · {whose}{state}{item.Priority} · {ItemWords.Source(item)}") });
            blocks.Add(new ActionsBlock
            {
                Elements = item.IsWaiting && item.OwnerId == readerId
                    ? [.. ItemWords.AnswerButtons(item), ItemWords.MoreButton(item)]
                    : [ItemWords.DoneButton(item), ItemWords.WontDoButton(item), ItemWords.EditButton(item), ItemWords.MoreButton(item)],
            });
        }

        if (Pager(page) is { } pager)
            blocks.Add(pager);
        blocks.AddRange(closed.Select(item => new SectionBlock
        {
            Text = new Markdown($"{ItemWords.Name(item)}\n{ItemWords.Closing(item)}"),
            Accessory = ItemWords.ReopenButton(item),
        }));
        return blocks;
    }

    private static ActionsBlock Switch(ItemList list, ItemCounts counts) => new()
    {
        Elements =
        [
            Choice(HomeLists.MineId, $"Mine ({ItemCounts.Words(counts.Mine)})", isChosen: list is { Scope: ItemList.Mine, State: ItemList.Unfinished }),
            Choice(HomeLists.OverdueId, $"Overdue ({ItemCounts.Words(counts.Overdue)})", isChosen: list is { Scope: ItemList.Mine, State: ItemList.Overdue }),
            Choice(HomeLists.TeamId, $"My team's ({ItemCounts.Words(counts.Team)})", isChosen: list.Scope == ItemList.Team),
            new Button { ActionId = CalendarLink.Id, Text = "Calendar", Value = "home" },
        ],
    };

    private static Button Choice(string actionId, string text, bool isChosen) =>
        new() { ActionId = actionId, Text = text, Value = "show", Style = isChosen ? ButtonStyle.Primary : ButtonStyle.Default };

    private static ActionsBlock? Pager(ItemPage page)
    {
        var buttons = new List<IActionElement>();
        if (page.HasEarlier && page.Items.Count > 0)
            buttons.Add(new Button { ActionId = HomeLists.EarlierId, Text = "← Earlier", Value = ItemCursor.Before(page.Items[0]).ToString() });
        if (page.HasLater && page.Items.Count > 0)
            buttons.Add(new Button { ActionId = HomeLists.LaterId, Text = "Due later →", Value = ItemCursor.After(page.Items[^1]).ToString() });
        return buttons.Count == 0 ? null : new ActionsBlock { Elements = buttons };
    }

    private static string Nothing(ItemList list) => list switch
    {
        { Scope: ItemList.Team } => "Nothing waits in the postmortem channels you are in.",
        { State: ItemList.Overdue } => "Nothing of yours is overdue.",
        _ => "Nothing waits for you. What you own or help with will be listed here, overdue first.",
    };
}

/// <summary>Switches what the Home tab lists, and pages through it.</summary>
public sealed class HomeLists(HomeListStore shown, TimeProvider clock) : IBlockActionHandler
{
    public const string MineId = "actions.home_mine";
    public const string OverdueId = "actions.home_overdue";
    public const string TeamId = "actions.home_team";
    public const string EarlierId = "actions.home_back";
    public const string LaterId = "actions.home_on";

    public static readonly ItemList Mine = new() { Scope = ItemList.Mine, State = ItemList.Unfinished };

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var reader = new Reader(request.WorkspaceId, request.UserId);
        var list = request.Action.ActionId switch
        {
            OverdueId => Mine with { State = ItemList.Overdue },
            TeamId => Mine with { Scope = ItemList.Team },
            EarlierId or LaterId => (await shown.FindAsync(reader, cancellationToken) ?? Mine).From(ItemCursor.Parse(request.Action.ChosenValue)),
            _ => Mine,
        };
        await shown.SaveAsync(reader, list, clock.GetUtcNow(), cancellationToken);
        return Ack.Done;
    }
}

public sealed class HomeListStore(PostgresDatabase database)
{
    public async Task<ItemList?> FindAsync(Reader reader, CancellationToken cancellationToken) =>
        ItemList.Parse(await database.SingleOrDefaultAsync<string>(FindSql, new { reader.WorkspaceId, reader.UserId }, cancellationToken));

    /// <summary>Remembers what a person wants to see, and asks for its drawing.</summary>
    public Task SaveAsync(Reader reader, ItemList list, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SaveSql, new { reader.WorkspaceId, reader.UserId, Shown = list.ToString(), SwitchId = Guid.CreateVersion7(now), Now = now }, cancellationToken);

    private const string FindSql = """
        -- HomeListStore.Find
        select shown
        from action_item_home
        where workspace_id = @WorkspaceId
          and user_id = @UserId
        """;

    private const string SaveSql = """
        -- HomeListStore.Save
        with saved as (
            insert into action_item_home (workspace_id, user_id, shown, updated_at)
            values (@WorkspaceId, @UserId, @Shown, @Now)
            on conflict (workspace_id, user_id) do update set
                shown = excluded.shown,
                updated_at = excluded.updated_at
            returning workspace_id, user_id)
        insert into outbox (workspace_id, job, subject_id, argument, created_at)
        select workspace_id, 'home.publish', @SwitchId, user_id, @Now
        from saved
        """;
}
