using PostmortemBot.Features.ActionItems;
using PostmortemBot.Features.Postmortems;
using static PostmortemBot.Tests.ActionItems.Items;

namespace PostmortemBot.Tests.ActionItems;

public sealed class DueDaysTests
{
    [Theory]
    [InlineData("P0", 7)]
    [InlineData("P1", 7)]
    [InlineData("P2", 14)]
    [InlineData("P3", 14)]
    public void What_cannot_wait_is_proposed_for_next_week(string priority, int days) =>
        Assert.Equal(Today.AddDays(days), DueDays.Propose(Today, "SEV-2", priority, Settings()));

    [Theory]
    [InlineData(DueRules.PagerDuty, "SEV-1", "P2", 15)]
    [InlineData(DueRules.PagerDuty, "SEV-2", "P2", 30)]
    [InlineData(DueRules.PagerDuty, "SEV-3", "P0", 15)]
    [InlineData(DueRules.Atlassian, "SEV-1", "P1", 28)]
    [InlineData(DueRules.Atlassian, "SEV-1", "P2", 56)]
    [InlineData(DueRules.Own, "SEV-1", "P0", 2)]
    [InlineData(DueRules.Own, "SEV-1", "P3", 60)]
    public void A_workspace_can_follow_another_rule(string rule, string severity, string priority, int days) =>
        Assert.Equal(days, DueDays.Days(severity, priority, Settings() with { DueRule = rule, DueDays = [2, 7, 30, 60] }));

    [Fact]
    public void A_proposal_never_falls_on_a_day_off() =>
        // Saturday the 28th and a fortnight.
        Assert.Equal(new DateOnly(2026, 12, 14), DueDays.Propose(new DateOnly(2026, 11, 28), "SEV-2", "P2", Settings()));

    [Fact]
    public void The_day_after_Friday_is_Monday() => Assert.Equal(new DateOnly(2026, 11, 30), DueDays.NextWorkingDay(new DateOnly(2026, 11, 27), Settings()));

    [Fact]
    public void Where_people_work_on_Sundays_the_day_after_Thursday_is_Sunday() =>
        Assert.Equal(new DateOnly(2026, 11, 29), DueDays.NextWorkingDay(new DateOnly(2026, 11, 26), Settings(7, 1, 2, 3, 4)));

    [Theory]
    [InlineData(0, "due today")]
    [InlineData(1, "due tomorrow")]
    [InlineData(2, "due 25 Nov 2026")]
    [InlineData(-1, "1 day overdue (22 Nov 2026)")]
    [InlineData(-11, "11 days overdue (12 Nov 2026)")]
    public void A_due_day_is_said_as_people_say_it(int days, string words) => Assert.Equal(words, DueDays.Words(Today.AddDays(days), Today));

    [Fact]
    public void No_due_date_is_said_too() => Assert.Equal("no due date", DueDays.Words(due: null, Today));
}
