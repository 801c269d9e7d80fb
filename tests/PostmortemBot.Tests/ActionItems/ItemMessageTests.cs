using PostmortemBot.Features.ActionItems;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack.Blocks;
using static PostmortemBot.Tests.ActionItems.Items;

namespace PostmortemBot.Tests.ActionItems;

public sealed class ItemMessageTests
{
    [Fact]
    public void An_open_item_offers_to_close_and_to_edit_it() => Assert.Equal(["Done", "Won't do", "Edit", "More…"], Buttons(ItemMessage.InChannel(Item())));

    [Fact]
    public void A_closed_item_offers_the_way_back_and_says_why()
    {
        var blocks = ItemMessage.InChannel(Item().Closed(ActionState.WontDo, "<gateway> replaces it"));
        Assert.Equal(["Reopen", "More…"], Buttons(blocks));
        Assert.Contains("&lt;gateway&gt; replaces it", Text(blocks), StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_of_a_cancelled_postmortem_offers_nothing() =>
        Assert.Empty(Buttons(ItemMessage.InChannel(Item() with { PostmortemStatus = PostmortemStatus.Cancelled })));

    [Fact]
    public void Whoever_was_asked_first_reads_who_owns_it_now()
    {
        var request = new OwnerRequest { WorkspaceId = "T1", ActionItemId = Item().ActionItemId, OwnerId = "U9", AskedAt = Now, AskedBy = "U2" };
        var blocks = ItemMessage.Asking(Item(), request);
        Assert.Contains("<@U1> owns it now", Text(blocks), StringComparison.Ordinal);
        Assert.Empty(Buttons(blocks));
    }

    [Fact]
    public void A_title_and_a_reason_that_grow_when_escaped_keep_no_list_from_opening()
    {
        var item = Item() with { Title = new string('&', 300), Details = new string('&', 3000), PostmortemTitle = new string('>', 200) };
        var closed = item.Closed(ActionState.WontDo, new string('<', 1000));

        BlockLimits.Check(ListBlocks.Blocks(CardPostmortem(), ItemList.Of(item.PostmortemId), new ItemPage([item, closed], false, false), Today));
        BlockLimits.Check(Home([item], [closed]));
        BlockLimits.Check(ItemBlocks.Blocks(item with { CauseText = new string('&', 3000), Helpers = [.. Enumerable.Range(1, 10).Select(number => $"U{number}")], DatePushes = 3 }, [item, closed]));
        BlockLimits.Check(ItemMessage.InChannel(item));
        BlockLimits.Check(ItemMessage.InChannel(closed));
    }

    [Fact]
    public void The_Home_tab_shows_what_is_late_first_and_stays_within_its_thirty_blocks()
    {
        var items = Enumerable.Range(1, ActionItemsHome.PageSize).Select(number => Item(number, dueIn: number - 5)).ToList();
        var blocks = Home(items, [Item(41).Closed(ActionState.Done), Item(42).Closed(ActionState.Done)], more: true);
        Assert.True(blocks.Count <= 30, $"{blocks.Count} blocks");
        Assert.Contains("4 days overdue", ((SectionBlock)blocks[2]).Text!.Text, StringComparison.Ordinal);
        Assert.Contains("Due later →", Buttons(blocks));
        Assert.Contains("Done by <@U2>", Text(blocks), StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_pages_and_offers_what_each_state_allows()
    {
        var postmortem = CardPostmortem();
        var items = Enumerable.Range(1, ItemScreens.PageSize).Select(number => Item(number)).Append(Item(40).Closed(ActionState.Done)).ToList();
        var first = ListBlocks.Blocks(postmortem, ItemList.Of(postmortem.PostmortemId), new ItemPage(items, false, true), Today);
        Assert.Equal(["Done", "Start work", "Won't do…", "Edit", "More…"], Menu(first[1]));
        Assert.Equal(["Reopen", "Edit", "More…"], Menu(first[^2]));
        Assert.Contains("More →", Buttons(first));
        Assert.Empty(Buttons(ListBlocks.Blocks(postmortem with { Status = PostmortemStatus.Cancelled }, ItemList.Of(postmortem.PostmortemId), new ItemPage([], false, false), Today)));
    }

    private static IReadOnlyList<Block> Home(IReadOnlyList<ActionItem> items, IReadOnlyList<ActionItem> closed, bool more = false) =>
        ActionItemsHome.Blocks(HomeLists.Mine, new ItemPage(items, more, more), new ItemCounts { Mine = 40, Overdue = 4, Team = 1001 }, closed, Today, "U1");

    private static IEnumerable<string> Menu(Block entry) => ((OverflowMenu)((SectionBlock)entry).Accessory!).Options.Select(option => option.Text.Text);

    private static Postmortem CardPostmortem() => new()
    {
        WorkspaceId = "T1", PostmortemId = Guid.CreateVersion7(Now), Number = 3, IncidentId = Guid.CreateVersion7(Now), ChannelId = "C1",
        Audience = Audience.Workspace, Status = PostmortemStatus.Draft, FacilitatorId = "U1", CreatedBy = "U1", CreatedAt = Now, UpdatedAt = Now,
        Title = "Checkout was down", Kind = IncidentKind.Incident, Severity = "SEV-1", Services = [], Impact = "", Slo = "",
    };

    private static string Text(IEnumerable<Block> blocks) => string.Join('\n', blocks.SelectMany(block => block switch
    {
        SectionBlock section => [section.Text!.Text],
        ContextBlock context => context.Elements.OfType<TextObject>().Select(text => text.Text),
        _ => [],
    }));

    private static IEnumerable<string> Buttons(IEnumerable<Block> blocks) => blocks
        .SelectMany(block => block switch
        {
            ActionsBlock actions => actions.Elements.OfType<Button>(),
            SectionBlock { Accessory: Button button } => [button],
            _ => [],
        })
        .Select(button => button.Text.Text);
}
