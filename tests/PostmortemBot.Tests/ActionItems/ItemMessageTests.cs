using PostmortemBot.Features.ActionItems;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack.Blocks;
using static PostmortemBot.Tests.ActionItems.Items;

namespace PostmortemBot.Tests.ActionItems;

public sealed class ItemMessageTests
{
    [Fact]
    public void An_open_item_offers_to_close_and_to_edit_it() => Assert.Equal(["Done", "Won't do", "Edit"], Buttons(ItemMessage.InChannel(Item())));

    [Fact]
    public void A_closed_item_offers_the_way_back_and_says_why()
    {
        var blocks = ItemMessage.InChannel(Item().Closed(ActionState.WontDo, "<gateway> replaces it"));
        Assert.Equal(["Reopen"], Buttons(blocks));
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

        BlockLimits.Check(ShowActionItems.Blocks(CardPostmortem(), [item, closed], page: 0, pages: 1));
        BlockLimits.Check(ActionItemsHome.Blocks([item, closed], Today));
        BlockLimits.Check(ItemMessage.InChannel(item));
        BlockLimits.Check(ItemMessage.InChannel(closed));
    }

    [Fact]
    public void The_Home_tab_shows_what_is_late_first_and_stays_within_its_thirty_blocks()
    {
        var items = Enumerable.Range(1, 40).Select(number => Item(number, dueIn: number - 5)).Append(Item(41).Closed(ActionState.Done)).ToList();
        var blocks = ActionItemsHome.Blocks(items, Today);
        Assert.True(blocks.Count <= 30, $"{blocks.Count} blocks");
        Assert.Contains("4 days overdue", ((SectionBlock)blocks[1]).Text!.Text, StringComparison.Ordinal);
        Assert.Contains("more, due later", Text(blocks), StringComparison.Ordinal);
        Assert.Contains("Done by <@U2>", Text(blocks), StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_pages_and_offers_what_each_state_allows()
    {
        var postmortem = CardPostmortem();
        var items = Enumerable.Range(1, 30).Select(number => Item(number)).ToList();
        var first = ShowActionItems.Blocks(postmortem, items, page: 0, pages: 2);
        var menu = (OverflowMenu)((SectionBlock)first[0]).Accessory!;
        Assert.Equal(["Done", "Won't do…", "Edit"], menu.Options.Select(option => option.Text.Text));
        Assert.Contains("More (page 2 of 2) →", Buttons(first));
        Assert.Empty(Buttons(ShowActionItems.Blocks(postmortem with { Status = PostmortemStatus.Cancelled }, [], page: 0, pages: 1)));
    }

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
