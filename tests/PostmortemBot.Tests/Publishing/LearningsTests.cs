using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Publishing;

namespace PostmortemBot.Tests.Publishing;

/// <summary>What counts as written.</summary>
public sealed class LearningsTests
{
    private static readonly DateTimeOffset Then = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_suggestion_that_nobody_changed_is_not_what_the_team_wrote()
    {
        var postmortem = Some.Postmortem();
        var suggested = LearningsForm.Suggested(postmortem);
        var opened = LearningsOpened.On(postmortem, new Learnings(), round: 0);

        var saved = LearningsMerge.Of(suggested, opened, new Learnings(), suggested with { Summary = "Cards failed." }).Learnings;
        Assert.Equal(("Cards failed.", "", ""), (saved.Summary, saved.SharingPlan, saved.MetricsToWatch));
        Assert.Contains("knowledge-sharing plan", saved.Unwritten);

        saved = LearningsMerge.Of(suggested, opened, new Learnings(), suggested with { SharingPlan = $"{suggested.SharingPlan}\n- Tell support." }).Learnings;
        Assert.EndsWith("- Tell support.", saved.SharingPlan, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_equal_the_suggestion_and_were_stored_before_stay()
    {
        var postmortem = Some.Postmortem();
        var suggested = LearningsForm.Suggested(postmortem);
        var stored = new Learnings { SharingPlan = suggested.SharingPlan };

        var saved = LearningsMerge.Of(suggested, LearningsOpened.On(postmortem, stored, round: 0), stored, stored with { Summary = "Cards failed." }).Learnings;
        Assert.Equal(suggested.SharingPlan, saved.SharingPlan);
    }

    [Theory]
    [InlineData(PostmortemStatus.Draft, false)]
    [InlineData(PostmortemStatus.Approved, true)]
    [InlineData(PostmortemStatus.Published, true)]
    public void Half_of_them_is_never_shown_as_done_and_after_the_review_is_not_the_next_step_either(string status, bool mayWait)
    {
        var half = new Learnings { Summary = "Cards failed.", NotesChangedAt = Then };
        var step = LearningsStep.Describe(Some.Postmortem() with { Status = status }, half);
        Assert.Equal((StepState.UnderWay, mayWait), (step.State, step.MayWait));

        var whole = half with { WentWell = "a", WentBadly = "b", GotLucky = "c", SharingPlan = "d", MetricsToWatch = "e" };
        Assert.Equal(StepState.Done, LearningsStep.Describe(Some.Postmortem() with { Status = status }, whole).State);
    }
}
