using PostmortemBot.Features.ActionItems;
using static PostmortemBot.Tests.ActionItems.Items;

namespace PostmortemBot.Tests.ActionItems;

/// <summary>Today is Monday, 23 November 2026.</summary>
public sealed class TypedItemTests
{
    [Fact]
    public void Owner_day_and_priority_are_read_from_the_end()
    {
        var item = TypedItem.Read("Add an alert on disk <@U0MAYA00001|maya> friday P1", Today);
        Assert.Equal(new TypedItem { Text = "Add an alert on disk", OwnerId = "U0MAYA00001", DueOn = new DateOnly(2026, 11, 27), Priority = "P1" }, item);
    }

    [Theory]
    [InlineData("Cap retries today", 0)]
    [InlineData("Cap retries tomorrow.", 1)]
    [InlineData("Cap retries by Friday", 4)]
    [InlineData("Cap retries monday", 7)]
    [InlineData("Cap retries next fri", 11)]
    [InlineData("Cap retries next week", 7)]
    [InlineData("Cap retries in 2 weeks", 14)]
    [InlineData("Cap retries in a week", 7)]
    [InlineData("Cap retries due in 10 days", 10)]
    [InlineData("Cap retries until 2026-12-01", 8)]
    public void A_day_is_read_as_people_say_it(string typed, int days)
    {
        var item = TypedItem.Read(typed, Today);
        Assert.Equal(("Cap retries", Today.AddDays(days)), (item.Text, item.DueOn!.Value));
    }

    [Theory]
    [InlineData("Block deploys on Friday afternoons")]
    [InlineData("Page <@U0MAYA00001|maya> when P1 queries pile up")]
    [InlineData("Alert on today's error budget")]
    [InlineData("Test the sunflower job")]
    [InlineData("Upgrade node to P4")]
    public void What_stands_within_the_words_belongs_to_them(string typed) =>
        Assert.Equal(new TypedItem { Text = typed }, TypedItem.Read(typed, Today));

    [Fact]
    public void A_day_that_does_not_exist_stays_in_the_title_and_is_named()
    {
        var item = TypedItem.Read("Rotate the keys 2027-02-31 P2", Today);
        Assert.Equal(new TypedItem { Text = "Rotate the keys 2027-02-31", Priority = "P2", NotADay = "2027-02-31" }, item);
    }

    [Fact]
    public void What_is_said_twice_counts_once_and_the_rest_stays() =>
        Assert.Equal(new TypedItem { Text = "Cap retries P1", Priority = "P2" }, TypedItem.Read("Cap retries P1 P2", Today));

    [Fact]
    public void An_owner_may_come_first() =>
        Assert.Equal(new TypedItem { Text = "cap retries", OwnerId = "U1AB" }, TypedItem.Read("<@U1AB>: cap retries", Today));

    [Fact]
    public void Nothing_typed_is_nothing_read() => Assert.Equal(new TypedItem { Text = "" }, TypedItem.Read("", Today));

    [Theory]
    [InlineData("mine overdue P1", ItemList.Mine, ItemList.Overdue, "P1", "")]
    [InlineData("my team's", ItemList.Team, ItemList.Unfinished, "", "")]
    [InlineData("PM-12 blocked", ItemList.OfPostmortem, "blocked", "", "PM-12")]
    [InlineData("won't do", ItemList.OfPostmortem, "wont_do", "", "")]
    [InlineData("in progress", ItemList.OfPostmortem, "in_progress", "", "")]
    [InlineData("PM-1", ItemList.OfPostmortem, ItemList.All, "", "PM-1")]
    public void Filters_are_read_from_words(string typed, string scope, string state, string priority, string name)
    {
        var (list, rest) = ItemList.Read(typed);
        Assert.Equal((scope, state, priority, name), (list.Scope, list.State, list.Priority, rest));
    }

    [Fact]
    public void A_list_survives_as_text()
    {
        var list = ItemList.Of(Guid.CreateVersion7(Now)) with { State = ItemList.Overdue, Priority = "P1", Cursor = ItemCursor.Before(Item(7, dueIn: null)) };
        Assert.Equal(list, ItemList.Parse(list.ToString()));
        Assert.Null(ItemList.Parse("everything|x|y|z|"));
        Assert.Null(ItemList.Parse(null));
    }
}
