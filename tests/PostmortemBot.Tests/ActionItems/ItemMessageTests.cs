using PostmortemBot.Features.ActionItems;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack.Blocks;
using static PostmortemBot.Tests.ActionItems.Items;

namespace PostmortemBot.Tests.ActionItems;

public sealed class ItemMessageTests
{
    private static readonly Reminder Reminder = new()
    {
        WorkspaceId = "T1", ReminderId = Guid.CreateVersion7(Now), PersonId = "U1", ForDay = Today, ItemIds = [],
    };

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
    public void A_reminder_says_how_late_and_offers_tomorrow()
    {
        var blocks = ReminderMessage.Blocks(Reminder, [Item(7, dueIn: -3)], all: 1);
        Assert.Contains("3 days overdue (20 Nov 2026)", Text(blocks), StringComparison.Ordinal);
        Assert.Equal(["Done", "Won't do", "Remind me tomorrow"], Buttons(blocks));
    }

    [Fact]
    public void A_snoozed_item_says_when_it_comes_back()
    {
        var blocks = ReminderMessage.Blocks(Reminder, [Item(7, dueIn: -3) with { SnoozedUntil = Today.AddDays(1) }], all: 1);
        Assert.Contains("I will remind you again on 24 Nov 2026", Text(blocks), StringComparison.Ordinal);
        Assert.Equal(["Done", "Won't do"], Buttons(blocks));
    }

    [Fact]
    public void An_item_nobody_can_be_reminded_of_asks_for_an_owner()
    {
        var blocks = ReminderMessage.Blocks(Reminder, [Item(7, owner: "U9") with { OwnerIs = OwnerStanding.Deactivated }], all: 1);
        Assert.Contains("The account of <@U9> is deactivated", Text(blocks), StringComparison.Ordinal);
        Assert.Contains("Choose an owner", Buttons(blocks));
    }

    [Fact]
    public void A_long_list_stays_within_the_limits_of_a_message_and_says_how_many_are_left_out()
    {
        var items = Enumerable.Range(1, ReminderMessage.MostItems)
            .Select(number => Item(number, owner: number % 2 == 0 ? "U1" : "U9") with { Title = new string('&', 300), OwnerIs = OwnerStanding.Outside })
            .ToList();
        var blocks = ReminderMessage.Blocks(Reminder, items, all: 33);
        Assert.True(blocks.Count <= 50, $"{blocks.Count} blocks");
        Assert.Contains("And 13 more", Text(blocks), StringComparison.Ordinal);
        Assert.All(blocks.OfType<SectionBlock>(), block => Assert.True(block.Text!.Text.Length <= 3000));
    }

    [Fact]
    public void A_title_and_a_reason_that_grow_when_escaped_keep_no_list_from_opening()
    {
        var item = Item() with { Title = new string('&', 300), Details = new string('&', 3000), PostmortemTitle = new string('>', 200) };
        var closed = item.Closed(ActionState.WontDo, new string('<', 1000));

        BlockLimits.Check(ListBlocks.Blocks(CardPostmortem(), ItemList.Of(item.PostmortemId), new ItemPage([item, closed], false, false), Today));
        BlockLimits.Check(Home([item], [closed]));
        BlockLimits.Check(ItemBlocks.Blocks(item with { CauseText = new string('&', 3000), Helpers = [.. Enumerable.Range(1, 10).Select(number => $"U{number}")], DatePushes = 3 }, [item, closed]));
        BlockLimits.Check(ReminderMessage.Blocks(Reminder, [item, closed, item with { OwnerId = null }, closed with { OwnerId = null }], all: 4));
        BlockLimits.Check(ItemMessage.InChannel(item));
        BlockLimits.Check(ItemMessage.InChannel(closed));
    }

    [Fact]
    public void A_reminder_of_a_cancelled_postmortem_s_items_asks_for_nothing()
    {
        var mine = Item() with { PostmortemStatus = PostmortemStatus.Cancelled };
        ActionItem[] items = [mine, mine with { OwnerId = null, OwnerIs = OwnerStanding.Missing }];
        var blocks = ReminderMessage.Blocks(Reminder, items, all: 2);
        Assert.Empty(Buttons(blocks));
        Assert.Equal(2, Text(blocks).Split("PM-3 was cancelled").Length - 1);
        Assert.Equal("Your due action items are dealt with", ReminderMessage.Text(Reminder, items));
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
        ActionItemsHome.Blocks(HomeLists.Mine, new ItemPage(items, more, more), new ItemCounts { Mine = 40, Overdue = 4, Team = 1001 }, closed, Today);

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
