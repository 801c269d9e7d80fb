using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Features.Publishing;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Tests.Publishing;

public sealed class PublicationMessageTests
{
    [Fact]
    public void The_longest_texts_keep_Slacks_limits()
    {
        var longest = string.Concat(Enumerable.Repeat("<&>", 1000));
        var postmortem = Some.Postmortem() with { Title = longest[..200], Impact = longest };
        var report = new Report
        {
            Postmortem = postmortem,
            GeneratedAt = Some.Moment,
            Sections = [new ReportSection { Title = "Root causes", Markdown = string.Join('\n', Enumerable.Range(0, 20).Select(_ => $"- {MarkdownText.EscapeLine(longest)}")) }],
        };

        var blocks = PublicationMessage.Blocks(report, longest, new Uri("https://postmortems.example/postmortems/PM-3"));

        Assert.All(blocks.OfType<SectionBlock>(), section => Assert.InRange(section.Text!.Text.Length, 1, 3000));
        Assert.All(blocks.OfType<HeaderBlock>(), header => Assert.InRange(header.Text.Text.Length, 1, 150));
        Assert.DoesNotContain(blocks.OfType<SectionBlock>(), section => section.Text!.Text.Contains("<&", StringComparison.Ordinal));
    }

    [Fact]
    public void A_private_postmortem_is_opened_only_by_choosing_to()
    {
        var kept = Some.Postmortem() with { Audience = Audience.Channel };
        Assert.Equal(Audience.Channel, PublishForm.Read(ViewState.Empty, kept));
        Assert.Equal(Audience.Workspace, PublishForm.Read(ViewState.Empty, Some.Postmortem()));
        Assert.Contains(PublishForm.View(kept, "C9", []).Blocks, block => block.BlockId == "audience");
        Assert.DoesNotContain(PublishForm.View(Some.Postmortem(), "C9", []).Blocks, block => block.BlockId == "audience");
    }

    [Theory]
    [InlineData("SEV-1", "brown-bag")]
    [InlineData("SEV-4", "Mention it")]
    public void The_suggested_plan_follows_the_severity(string severity, string expected) =>
        Assert.Contains(expected, Suggestions.SharingPlan(Some.Postmortem() with { Severity = severity }), StringComparison.Ordinal);
}
