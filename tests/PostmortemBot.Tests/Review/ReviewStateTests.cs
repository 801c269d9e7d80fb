using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Review;
using PostmortemBot.Tests.Publishing;

namespace PostmortemBot.Tests.Review;

public sealed class ReviewStateTests
{
    [Fact]
    public void Whoever_was_asked_may_approve_and_nobody_else()
    {
        var state = InReview();
        Assert.Null(state.WhyNotApprove("U2"));
        Assert.Contains("You were not asked", state.WhyNotApprove("U4")!.Text, StringComparison.Ordinal);
        Assert.Contains("You lead PM-3", state.WhyNotApprove("U1")!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_approval_names_the_first()
    {
        var state = InReview() with { Postmortem = Some.Postmortem() with { Status = PostmortemStatus.Approved }, SignOffs = [Signed("U2", 1, Decision.Approved)] };
        Assert.StartsWith("You approved PM-3 already", state.WhyNotApprove("U2")!.Text, StringComparison.Ordinal);
        Assert.StartsWith("<@U2> approved PM-3 already", state.WhyNotApprove("U3")!.Text, StringComparison.Ordinal);
        Assert.Null(state.WhyNotDecide("U3"));
    }

    [Fact]
    public void An_approval_of_an_earlier_round_does_not_count()
    {
        var state = InReview() with { Revision = 2, SignOffs = [Signed("U2", 1, Decision.Approved)] };
        Assert.Null(state.Approval);
        Assert.Empty(state.Asked);
    }

    [Fact]
    public void After_it_was_sent_back_a_stale_button_says_so()
    {
        var state = InReview() with { Postmortem = Some.Postmortem(), Revision = 2, SignOffs = [Signed("U3", 1, Decision.SentBack)] };
        Assert.StartsWith("<@U3> sent PM-3 back", state.WhyNotApprove("U2")!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PostmortemStatus.Published, "is published")]
    [InlineData(PostmortemStatus.Cancelled, "was cancelled")]
    public void A_closed_one_is_not_decided_any_more(string status, string words) =>
        Assert.Contains(words, (InReview() with { Postmortem = Some.Postmortem() with { Status = status } }).WhyNotApprove("U2")!.Text, StringComparison.Ordinal);

    [Fact]
    public void One_to_five_reviewers_without_the_facilitator()
    {
        Assert.NotNull(ReviewersRule.WhyNot("U1", []));
        Assert.NotNull(ReviewersRule.WhyNot("U1", ["U2", "U3", "U4", "U5", "U6", "U7"]));
        Assert.NotNull(ReviewersRule.WhyNot("U1", ["U1", "U2"]));
        Assert.Null(ReviewersRule.WhyNot("U1", ["U2", "U3", "U4", "U5", "U6"]));
    }

    [Fact]
    public void The_report_says_who_signed_and_escapes_their_name()
    {
        var state = InReview() with { Postmortem = Some.Postmortem() with { Status = PostmortemStatus.Approved }, SignOffs = [Signed("U2", 1, Decision.Approved)] };
        Assert.Equal("Approved by **Ana \\<b\\>** on 2026-11-20 15:00 UTC.\n", ReviewReport.Markdown(state, new Dictionary<string, string> { ["U2"] = "Ana <b>" }));
    }

    [Fact]
    public void An_approval_says_which_chapters_changed_after_it()
    {
        var approvedAt = DateTimeOffset.Parse("2026-11-20T15:00:00Z");
        ReportSection Chapter(string title, int minutes) => new() { Title = title, Markdown = "", ChangedAt = approvedAt.AddMinutes(minutes) };

        Assert.Equal("\nChanged since, and not covered by this approval: “Action items”.\n", ReviewReport.ChangedSince(approvedAt, [Chapter("Timeline", 0), Chapter("Action items", 1)]));
        Assert.Equal("", ReviewReport.ChangedSince(approvedAt, [Chapter("Timeline", 0)]));
    }

    private static ReviewState InReview() => new()
    {
        Postmortem = Some.Postmortem() with { Status = PostmortemStatus.InReview },
        Revision = 1,
        Requests = [Asked("U2"), Asked("U3")],
        SignOffs = [],
    };

    private static ReviewRequest Asked(string reviewer) =>
        new() { ReviewerId = reviewer, Revision = 1, RequestedBy = "U1", RequestedAt = Some.Moment, Note = "" };

    private static SignOff Signed(string reviewer, int revision, string decision) => new()
    {
        SignOffId = Guid.CreateVersion7(Some.Moment),
        PostmortemId = Guid.CreateVersion7(Some.Moment),
        Revision = revision,
        ReviewerId = reviewer,
        Decision = decision,
        Comment = "",
        DecidedAt = Some.Moment.AddHours(1),
    };
}
