using PostmortemBot.Features.ActionItems;
using static PostmortemBot.Tests.ActionItems.Items;

namespace PostmortemBot.Tests.ActionItems;

public sealed class ActionItemDraftTests
{
    [Fact]
    public void A_whole_draft_has_no_problems() => Assert.Empty(Draft().Problems(Today, known: null));

    [Fact]
    public void Owner_and_due_date_may_wait() => Assert.Empty((Draft() with { OwnerId = null, DueOn = null }).Problems(Today, known: null));

    [Fact]
    public void Today_is_not_too_late() => Assert.Empty((Draft() with { DueOn = Today }).Problems(Today, known: null));

    [Fact]
    public void A_day_that_has_passed_is_refused_at_its_field()
    {
        var problem = Assert.Single((Draft() with { DueOn = Today.AddDays(-1) }).Problems(Today, known: null));
        Assert.Equal("due", problem.Field);
    }

    [Fact]
    public void An_overdue_item_can_be_edited_without_moving_its_date() =>
        Assert.Empty((Draft() with { DueOn = Today.AddDays(-5) }).Problems(Today, known: Today.AddDays(-5)));

    [Fact]
    public void A_year_typed_wrong_is_refused() =>
        Assert.Equal("due", Assert.Single((Draft() with { DueOn = Today.AddYears(10) }).Problems(Today, known: null)).Field);

    [Fact]
    public void Nothing_chosen_and_nothing_written_is_said_at_each_field()
    {
        var problems = (Draft() with { Title = "", Type = "", Priority = "" }).Problems(Today, known: null);
        Assert.Equal(["title", "type", "priority"], problems.Select(problem => problem.Field!));
    }

    [Fact]
    public void Too_long_a_title_is_refused_with_its_length() =>
        Assert.Contains("301", Assert.Single((Draft() with { Title = new string('x', 301) }).Problems(Today, known: null)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("Investigate why the retry storm began", "investigate")]
    [InlineData("alert when the queue grows", "detect")]
    [InlineData("Document the failover", "process")]
    [InlineData("Fix the ledger rows", "repair")]
    [InlineData("Lint balancer configs in CI", "prevent")]
    [InlineData("Something else entirely", "prevent")]
    [InlineData("", "prevent")]
    public void The_verb_that_begins_a_title_suggests_the_type(string title, string type) => Assert.Equal(type, ActionTypes.Guess(title));
}
