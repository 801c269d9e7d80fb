using PostmortemBot.Slack.Blocks;
using Xunit;

namespace PostmortemBot.Slack.Tests.Views;

public sealed class ViewLimitTests
{
    private static readonly InputBlock Input = new() { Label = "Why?", Element = new PlainTextInput { ActionId = "why" } };
    private static readonly ModalViewDefinition Modal = new() { Title = "Start", Submit = "Save", Blocks = [Input] };

    public static TheoryData<string, ModalViewDefinition> ModalsPastTheirLimits { get; } = new()
    {
        { "title", Modal with { Title = "" } },
        { "title", Modal with { Title = Long(25) } },
        { "submit", Modal with { Submit = Long(25) } },
        { "close", Modal with { Close = Long(25) } },
        { "submit", Modal with { Submit = null } },
        { "blocks", Modal with { Blocks = [] } },
        { "private_metadata", Modal with { PrivateMetadata = Long(3_001) } },
        { "callback_id", Modal with { CallbackId = Long(256) } },
        { "external_id", Modal with { ExternalId = Long(256) } },
        { "type", Modal with { Blocks = [new MarkdownBlock { Text = "# x" }] } },
    };

    [Theory]
    [MemberData(nameof(ModalsPastTheirLimits))]
    public void A_modal_that_Slack_would_refuse_is_found(string field, ModalViewDefinition modal) =>
        Assert.Equal(field, Assert.Throws<SlackBlockException>(() => BlockLimits.Check(modal)).Field);

    [Fact]
    public void A_modal_at_its_limits_passes() => BlockLimits.Check(Modal with
    {
        Title = Long(24),
        Submit = Long(24),
        Close = Long(24),
        PrivateMetadata = Long(3_000),
        CallbackId = Long(255),
        Blocks = [Input, new InputBlock { Label = "Files", Element = new FileInput { ActionId = "f", MaxFiles = 10 } }, new InputBlock { Label = "Where", Element = new ConversationSelectMenu { ResponseUrlEnabled = true } }],
    });

    [Fact]
    public void A_modal_without_input_needs_no_submit() => BlockLimits.Check(new ModalViewDefinition { Title = "Loading", Blocks = [new SectionBlock { Text = "One moment" }] });

    [Fact]
    public void One_element_of_a_view_may_have_the_cursor()
    {
        var focused = new InputBlock { Label = "L", Element = new PlainTextInput { FocusOnLoad = true } };

        BlockLimits.Check(Modal with { Blocks = [focused, Input] });
        Assert.Equal(
            "blocks[1].element (plain_text_input): focus_on_load is already on blocks[0].element, and may be on one element only",
            Assert.Throws<SlackBlockException>(() => BlockLimits.Check(Modal with { Blocks = [focused, focused] })).Message);
    }

    [Fact]
    public void Files_are_for_modals_only() => Assert.Throws<SlackBlockException>(() =>
        BlockLimits.Check(new HomeViewDefinition { Blocks = [new InputBlock { Label = "L", Element = new FileInput() }] }));

    [Fact]
    public void A_view_of_more_than_250_kilobytes_is_found()
    {
        var home = new HomeViewDefinition { Blocks = [.. Enumerable.Range(0, 100).Select(_ => new SectionBlock { Text = Long(3_000) })] };

        Assert.Equal(250_000, Assert.Throws<SlackBlockException>(() => BlockLimits.Check(home)).Limit);
    }

    [Fact]
    public void A_view_may_be_checked_without_knowing_its_kind()
    {
        ViewDefinition view = Modal with { Title = "" };

        Assert.Throws<SlackBlockException>(() => BlockLimits.Check(view));
        BlockLimits.Check((ViewDefinition)new HomeViewDefinition { Blocks = [new DividerBlock()] });
    }

    private static string Long(int length) => new('x', length);
}
