using PostmortemBot.Slack.Blocks;
using Xunit;

namespace PostmortemBot.Slack.Tests.Blocks;

public sealed class BlockLimitTests
{
    private static readonly Button Go = new() { ActionId = "go", Text = "Go" };
    private static readonly PlainTextInput Field = new() { ActionId = "text" };
    private static readonly ConfirmationDialog Sure = new() { Title = "Sure?", Text = "It goes away.", Confirm = "Yes", Deny = "No" };
    private static readonly ModalViewDefinition Modal = new() { Title = "Start", Submit = "Save", Blocks = [new InputBlock { Label = "L", Element = Field }] };

    public static TheoryData<string, string, Block> TooMuchOrTooLittle { get; } = new()
    {
        { "blocks[1]", "block_id", new DividerBlock { BlockId = Long(256) } },
        { "blocks[1]", "text", new SectionBlock() },
        { "blocks[1]", "text", new SectionBlock { Text = "" } },
        { "blocks[1]", "text", new SectionBlock { Text = new Markdown(Long(3_001)) } },
        { "blocks[1]", "fields", new SectionBlock { Fields = Times(11, i => new PlainText($"{i}")) } },
        { "blocks[1]", "fields[1]", new SectionBlock { Fields = ["short", Long(2_001)] } },
        { "blocks[1]", "accessory", new SectionBlock { Text = "x", Accessory = new DateTimePicker() } },
        { "blocks[1]", "accessory", new SectionBlock { Text = "x", Accessory = Field } },
        { "blocks[1]", "text", new HeaderBlock { Text = Long(151) } },
        { "blocks[1]", "text", new HeaderBlock { Text = "" } },
        { "blocks[1]", "elements", new ContextBlock { Elements = [] } },
        { "blocks[1]", "elements", new ContextBlock { Elements = Times(11, i => new PlainText($"{i}")) } },
        { "blocks[1].elements[0]", "text", new ContextBlock { Elements = [new Markdown("")] } },
        { "blocks[1]", "elements", new ActionsBlock { Elements = [] } },
        { "blocks[1]", "elements", new ActionsBlock { Elements = Times(26, i => new Button { ActionId = $"a{i}", Text = "A" }) } },
        { "blocks[1].elements[1]", "action_id", new ActionsBlock { Elements = [Go, Go] } },
        { "blocks[1]", "label", new InputBlock { Label = Long(2_001), Element = Field } },
        { "blocks[1]", "hint", new InputBlock { Label = "L", Hint = Long(2_001), Element = Field } },
        { "blocks[1]", "element", new InputBlock { Label = "L", Element = new FileInput() } },
        { "blocks[1]", "alt_text", new ImageBlock { AltText = "", ImageUrl = "https://example.com/a.png" } },
        { "blocks[1]", "alt_text", new ImageBlock { AltText = Long(2_001), ImageUrl = "https://example.com/a.png" } },
        { "blocks[1]", "image_url", new ImageBlock { AltText = "A" } },
        { "blocks[1]", "image_url", new ImageBlock { AltText = "A", ImageUrl = "/a.png" } },
        { "blocks[1]", "image_url", new ImageBlock { AltText = "A", ImageUrl = "https://example.com/" + Long(3_000) } },
        { "blocks[1]", "image_url", new ImageBlock { AltText = "A", ImageUrl = "https://example.com/a.png", SlackFile = new ImageFileReference { Id = "F012345678" } } },
        { "blocks[1]", "slack_file", new ImageBlock { AltText = "A", SlackFile = new ImageFileReference { Id = "F1" } } },
        { "blocks[1]", "slack_file", new ImageBlock { AltText = "A", SlackFile = new ImageFileReference { Id = "F012345678", Url = "https://example.com/a.png" } } },
        { "blocks[1]", "title", new ImageBlock { AltText = "A", ImageUrl = "https://example.com/a.png", Title = Long(2_001) } },
        { "blocks[1]", "text", new MarkdownBlock { Text = Long(12_001) } },
    };

    public static TheoryData<string, IActionElement> ElementsPastTheirLimits { get; } = new()
    {
        { "action_id", Go with { ActionId = Long(256) } },
        { "text", Go with { Text = Long(76) } },
        { "text", Go with { Text = "" } },
        { "value", Go with { Value = Long(2_001) } },
        { "url", Go with { Url = "https://example.com/" + Long(3_000) } },
        { "url", Go with { Url = "example.com" } },
        { "accessibility_label", Go with { AccessibilityLabel = Long(76) } },
        { "title", Go with { Confirm = Sure with { Title = Long(101) } } },
        { "text", Go with { Confirm = Sure with { Text = Long(301) } } },
        { "confirm", Go with { Confirm = Sure with { Confirm = Long(31) } } },
        { "deny", Go with { Confirm = Sure with { Deny = "" } } },
        { "options", new StaticSelectMenu() },
        { "options", new StaticSelectMenu { Options = Options(101) } },
        { "placeholder", new StaticSelectMenu { Options = Options(1), Placeholder = Long(151) } },
        { "option_groups", new StaticSelectMenu { Options = Options(1), OptionGroups = [new OptionGroup { Label = "G", Options = Options(1) }] } },
        { "option_groups", new StaticSelectMenu { OptionGroups = Times(101, i => new OptionGroup { Label = "G", Options = [new Option("O", $"{i}")] }) } },
        { "label", new StaticSelectMenu { OptionGroups = [new OptionGroup { Label = Long(76), Options = Options(1) }] } },
        { "options", new StaticSelectMenu { OptionGroups = [new OptionGroup { Label = "G", Options = [] }] } },
        { "text", new StaticSelectMenu { Options = [new Option(Long(76), "v")] } },
        { "text", new StaticSelectMenu { Options = [new Option(new Markdown("*x*"), "v")] } },
        { "value", new StaticSelectMenu { Options = [new Option("x", Long(76))] } },
        { "value", new StaticSelectMenu { Options = [new Option("x", "")] } },
        { "description", new StaticSelectMenu { Options = [new Option("x", "v") { Description = Long(76) }] } },
        { "url", new StaticSelectMenu { Options = [new Option("x", "v") { Url = "https://example.com" }] } },
        { "initial_option", new StaticSelectMenu { Options = [new Option("x", "v")], InitialOption = new Option("X", "v") } },
        { "initial_options[0]", new StaticMultiSelectMenu { Options = [new Option("x", "v")], InitialOptions = [new Option("x", "w")] } },
        { "max_selected_items", new StaticMultiSelectMenu { Options = Options(1), MaxSelectedItems = 0 } },
        { "max_selected_items", new UserMultiSelectMenu { MaxSelectedItems = 0 } },
        { "min_query_length", new ExternalSelectMenu { MinQueryLength = -1 } },
        { "value", new ExternalSelectMenu { InitialOption = new Option("x", Long(76)) } },
        { "include", new ConversationSelectMenu { Filter = new ConversationFilter() } },
        { "include", new ConversationMultiSelectMenu { Filter = new ConversationFilter { Include = ["channels"] } } },
        { "response_url_enabled", new ConversationSelectMenu { ResponseUrlEnabled = true } },
        { "initial_date_time", new DateTimePicker { InitialDateTime = DateTimeOffset.UnixEpoch } },
        { "options", new CheckboxGroup { Options = Options(11) } },
        { "initial_options[1]", new CheckboxGroup { Options = Options(2), InitialOptions = [.. Options(1), new Option("x", "y")] } },
        { "options", new RadioButtonGroup { Options = [] } },
        { "initial_option", new RadioButtonGroup { Options = Options(2), InitialOption = new Option("x", "y") } },
        { "options", new OverflowMenu { Options = Options(6) } },
    };

    public static TheoryData<string, IInputBlockElement> FieldsPastTheirLimits { get; } = new()
    {
        { "placeholder", Field with { Placeholder = Long(151) } },
        { "min_length", Field with { MinLength = 3_001 } },
        { "min_length", Field with { MinLength = -1 } },
        { "min_length", Field with { MinLength = 3, MaxLength = 2 } },
        { "max_length", Field with { MaxLength = 0 } },
        { "max_length", Field with { MaxLength = 3_001 } },
        { "initial_value", Field with { InitialValue = Long(3_001) } },
        { "initial_value", Field with { InitialValue = "abc", MaxLength = 2 } },
        { "dispatch_action_config", Field with { DispatchActionConfig = new DispatchActionConfig { TriggerActionsOn = ["on_blur"] } } },
        { "min_value", new NumberInput { MinValue = 3, MaxValue = 2 } },
        { "max_lines", new RichTextInput { MaxLines = 101 } },
        { "max_files", new FileInput { MaxFiles = 11 } },
        { "placeholder", new UrlTextInput { Placeholder = Long(151) } },
    };

    [Theory]
    [MemberData(nameof(TooMuchOrTooLittle))]
    public void A_block_that_Slack_would_refuse_is_found_with_its_place(string path, string field, Block block)
    {
        var refused = Assert.Throws<SlackBlockException>(() => BlockLimits.Check([new DividerBlock(), block]));

        Assert.Equal((path, field), (refused.Path, refused.Field));
        Assert.StartsWith($"{path} (", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ElementsPastTheirLimits))]
    public void An_element_that_Slack_would_refuse_is_found_with_its_place(string field, IActionElement element)
    {
        var refused = Assert.Throws<SlackBlockException>(() => BlockLimits.Check([new ActionsBlock { Elements = [element] }]));

        Assert.Equal(field, refused.Field);
        Assert.StartsWith("blocks[0].elements[0]", refused.Path, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(FieldsPastTheirLimits))]
    public void A_field_that_Slack_would_refuse_is_found_with_its_place(string field, IInputBlockElement element)
    {
        var refused = Assert.Throws<SlackBlockException>(() => BlockLimits.Check(Modal with { Blocks = [new InputBlock { Label = "L", Element = element }] }));

        Assert.Equal(("blocks[0].element", field), (refused.Path, refused.Field));
    }

    [Fact]
    public void The_message_says_what_is_too_long_and_by_how_much()
    {
        var refused = Assert.Throws<SlackBlockException>(() => BlockLimits.Check(
            [new DividerBlock(), new DividerBlock(), new DividerBlock(), new SectionBlock { Text = Long(3_120) }]));

        Assert.Equal("blocks[3] (section): text is 3,120 characters long, the limit is 3,000", refused.Message);
        Assert.Equal(3_000, refused.Limit);
    }

    [Fact]
    public void A_message_holds_fifty_blocks_and_a_view_a_hundred()
    {
        BlockLimits.Check(Times(50, _ => new DividerBlock()));
        BlockLimits.Check(new HomeViewDefinition { Blocks = Times(100, _ => new DividerBlock()) });

        Assert.Equal(50, Assert.Throws<SlackBlockException>(() => BlockLimits.Check(Times(51, _ => new DividerBlock()))).Limit);
        Assert.Equal(100, Assert.Throws<SlackBlockException>(() => BlockLimits.Check(new HomeViewDefinition { Blocks = Times(101, _ => new DividerBlock()) })).Limit);
    }

    [Fact]
    public void Two_blocks_cannot_have_the_same_id() => Assert.Equal(
        "blocks[1] (divider): block_id 'b' is used by another block",
        Assert.Throws<SlackBlockException>(() => BlockLimits.Check([new DividerBlock { BlockId = "b" }, new DividerBlock { BlockId = "b" }])).Message);

    [Fact]
    public void Two_blocks_may_have_elements_with_the_same_id() =>
        BlockLimits.Check([new ActionsBlock { Elements = [Go] }, new ActionsBlock { Elements = [Go] }]);

    [Fact]
    public void The_text_of_one_post_is_counted_over_all_blocks()
    {
        var four = Times(4, _ => new SectionBlock { Text = Long(3_000) });

        BlockLimits.Check(four);
        Assert.Equal(12_000, BlockLimits.TextLength(four));
        Assert.Equal(13_000, Assert.Throws<SlackBlockException>(() => BlockLimits.Check([.. four, new SectionBlock { Text = Long(1_001) }])).Limit);
        BlockLimits.Check(new HomeViewDefinition { Blocks = [.. four, .. four] });
    }

    [Fact]
    public void The_text_of_markdown_blocks_is_counted_together() => Assert.Equal(
        12_000,
        Assert.Throws<SlackBlockException>(() => BlockLimits.Check([new MarkdownBlock { Text = Long(6_001) }, new MarkdownBlock { Text = Long(6_000) }])).Limit);

    [Fact]
    public void Unknown_blocks_and_elements_pass() => BlockLimits.Check(System.Text.Json.JsonSerializer.Deserialize<Block[]>(
        """[{"type":"data_table"},{"type":"actions","elements":[{"type":"workflow_button"}]},{"type":"section","text":{"type":"mrkdwn","text":"x"},"accessory":{"type":"new"}}]""",
        SlackJson.Options)!);

    [Fact]
    public void Initial_options_may_come_from_any_group() => BlockLimits.Check([new ActionsBlock
    {
        Elements = [new StaticSelectMenu { OptionGroups = [new OptionGroup { Label = "A", Options = Options(2) }, new OptionGroup { Label = "B", Options = [new Option("B", "b")] }], InitialOption = new Option("B", "b") }],
    }]);

    [Fact]
    public void The_answer_of_an_external_menu_may_be_empty_but_not_too_long()
    {
        BlockLimits.Check(Array.Empty<Option>());
        BlockLimits.Check(Options(100));
        Assert.Throws<SlackBlockException>(() => BlockLimits.Check(Options(101)));
        Assert.Throws<SlackBlockException>(() => BlockLimits.Check([new OptionGroup { Label = "", Options = Options(1) }]));
    }

    internal static string Long(int length) => new('x', length);

    internal static T[] Times<T>(int count, Func<int, T> make) => [.. Enumerable.Range(0, count).Select(make)];

    internal static Option[] Options(int count) => Times(count, i => new Option($"Option {i}", $"{i}"));
}
