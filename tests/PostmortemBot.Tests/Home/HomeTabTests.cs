using PostmortemBot.Features.Home;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Tests.Home;

public sealed class HomeTabTests
{
    private static readonly Person Maya = new()
    {
        WorkspaceId = "T1", UserId = "U1", DisplayName = "Maya", TimeZone = "Europe/London", Kind = PersonKind.Member,
        IsDeactivated = false, RefreshedAt = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero),
    };

    [Fact]
    public void An_empty_tab_teaches_what_to_type_where()
    {
        var blocks = HomeTab.Blocks(Maya, [[]]);
        Assert.Equal("Hello, Maya", ((HeaderBlock)blocks[0]).Text.Text);
        Assert.Contains(blocks.OfType<SectionBlock>(), block => block.Text!.Text.Contains("Type `/postmortem` in the incident channel", StringComparison.Ordinal));
    }

    [Fact]
    public void It_never_passes_a_hundred_blocks_and_says_that_something_is_cut()
    {
        IReadOnlyList<Block> section = [.. Enumerable.Range(1, 30).Select(number => new SectionBlock { Text = new Markdown($"{number}") })];
        var blocks = HomeTab.Blocks(Maya, [section, section, section, section]);
        Assert.True(blocks.Count <= 100, $"{blocks.Count} blocks");
        Assert.Contains("more than fits", ((Markdown)((ContextBlock)blocks[^1]).Elements[0]).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(blocks.Zip(blocks.Skip(1)), pair => pair is (DividerBlock, DividerBlock));
    }
}
