using System.Text.Json;
using PostmortemBot.Slack.Blocks;
using Xunit;

namespace PostmortemBot.Slack.Tests.Blocks;

public sealed class BlockJsonTests
{
    [Fact]
    public void A_section_is_written_as_Slack_spells_it() => Writes(
        new SectionBlock
        {
            BlockId = "summary",
            Text = new Markdown("*Checkout* was down"),
            Accessory = new Button { ActionId = "open", Text = "Open", Value = "42", Style = ButtonStyle.Primary },
        },
        """
        {"type":"section","block_id":"summary","text":{"type":"mrkdwn","text":"*Checkout* was down","verbatim":true},
         "accessory":{"type":"button","action_id":"open","text":{"type":"plain_text","text":"Open","emoji":true},"value":"42","style":"primary"}}
        """);

    [Fact]
    public void What_is_not_said_is_not_sent() => Writes(
        new InputBlock
        {
            BlockId = "",
            Label = "Why?",
            Hint = "",
            Element = new PlainTextInput { ActionId = "why", InitialValue = "", Placeholder = "" },
        },
        """{"type":"input","label":{"type":"plain_text","text":"Why?","emoji":true},"element":{"type":"plain_text_input","action_id":"why"}}""");

    [Fact]
    public void The_default_style_is_not_sent() => Writes(
        new ActionsBlock
        {
            Elements =
            [
                new Button { ActionId = "a", Text = "A" },
                new Button { ActionId = "b", Text = "B", Style = ButtonStyle.Danger, Confirm = new ConfirmationDialog { Title = "Sure?", Text = "It goes away.", Confirm = "Yes", Deny = "No", Style = ButtonStyle.Danger } },
            ],
        },
        """
        {"type":"actions","elements":[
          {"type":"button","action_id":"a","text":{"type":"plain_text","text":"A","emoji":true}},
          {"type":"button","action_id":"b","text":{"type":"plain_text","text":"B","emoji":true},"style":"danger","confirm":{
            "title":{"type":"plain_text","text":"Sure?","emoji":true},"text":{"type":"plain_text","text":"It goes away.","emoji":true},
            "confirm":{"type":"plain_text","text":"Yes","emoji":true},"deny":{"type":"plain_text","text":"No","emoji":true},"style":"danger"}}]}
        """);

    [Fact]
    public void Dates_times_and_moments_have_Slacks_formats() => Writes(
        new ActionsBlock
        {
            Elements =
            [
                new DatePicker { ActionId = "d", InitialDate = new DateOnly(2026, 3, 9) },
                new TimePicker { ActionId = "t", InitialTime = new TimeOnly(7, 5), Timezone = "Europe/Berlin" },
                new DateTimePicker { ActionId = "m", InitialDateTime = new DateTimeOffset(2022, 10, 27, 13, 25, 0, TimeSpan.FromHours(2)) },
            ],
        },
        """
        {"type":"actions","elements":[
          {"type":"datepicker","action_id":"d","initial_date":"2026-03-09"},
          {"type":"timepicker","action_id":"t","initial_time":"07:05","timezone":"Europe/Berlin"},
          {"type":"datetimepicker","action_id":"m","initial_date_time":1666869900}]}
        """);

    [Fact]
    public void Numbers_are_strings_and_decimals_are_always_told() => Writes(
        new InputBlock { Label = "Minutes", Element = new NumberInput { ActionId = "n", InitialValue = 2.5m, MinValue = 0 } },
        """
        {"type":"input","label":{"type":"plain_text","text":"Minutes","emoji":true},
         "element":{"type":"number_input","action_id":"n","is_decimal_allowed":false,"initial_value":"2.5","min_value":"0"}}
        """);

    [Fact]
    public void Menus_carry_options_groups_and_filters() => Writes(
        new ActionsBlock
        {
            Elements =
            [
                new StaticSelectMenu { ActionId = "s", Options = [new Option("One", "1") { Description = "First" }], InitialOption = new Option("One", "1") { Description = "First" } },
                new StaticMultiSelectMenu { ActionId = "g", OptionGroups = [new OptionGroup { Label = "Digits", Options = [new Option("Two", "2")] }] },
                new ConversationSelectMenu { ActionId = "c", Filter = new ConversationFilter { Include = ["public"], ExcludeBotUsers = true } },
            ],
        },
        """
        {"type":"actions","elements":[
          {"type":"static_select","action_id":"s",
            "options":[{"text":{"type":"plain_text","text":"One","emoji":true},"value":"1","description":{"type":"plain_text","text":"First","emoji":true}}],
            "initial_option":{"text":{"type":"plain_text","text":"One","emoji":true},"value":"1","description":{"type":"plain_text","text":"First","emoji":true}}},
          {"type":"multi_static_select","action_id":"g","option_groups":[{"label":{"type":"plain_text","text":"Digits","emoji":true},
            "options":[{"text":{"type":"plain_text","text":"Two","emoji":true},"value":"2"}]}]},
          {"type":"conversations_select","action_id":"c","filter":{"include":["public"],"exclude_bot_users":true}}]}
        """);

    [Fact]
    public void A_context_block_mixes_texts_and_images() => Writes(
        new ContextBlock { Elements = [new Markdown("by the team") { Verbatim = false }, new PlainText("today") { Emoji = false }, new Image { ImageUrl = "https://example.com/a.png", AltText = "A chart" }] },
        """
        {"type":"context","elements":[{"type":"mrkdwn","text":"by the team"},{"type":"plain_text","text":"today","emoji":false},
          {"type":"image","alt_text":"A chart","image_url":"https://example.com/a.png"}]}
        """);

    [Fact]
    public void The_type_comes_first()
    {
        Assert.StartsWith("""{"type":"header",""", JsonSerializer.Serialize<Block>(new HeaderBlock { Text = "Hello" }, SlackJson.Options), StringComparison.Ordinal);
        Assert.StartsWith("""{"type":"modal",""", JsonSerializer.Serialize<ViewDefinition>(new ModalViewDefinition { Title = "Hello" }, SlackJson.Options), StringComparison.Ordinal);
    }

    [Fact]
    public void A_modal_is_written_with_its_own_fields() => AssertJson(
        """
        {"type":"modal","blocks":[{"type":"divider"}],"private_metadata":"pm-7","callback_id":"intake.start","title":{"type":"plain_text","text":"Start","emoji":true},
         "submit":{"type":"plain_text","text":"Save","emoji":true},"notify_on_close":true}
        """,
        JsonSerializer.Serialize(
            new ModalViewDefinition { Title = "Start", Submit = "Save", CallbackId = "intake.start", PrivateMetadata = "pm-7", NotifyOnClose = true, Blocks = [new DividerBlock()] },
            SlackJson.Options));

    [Theory]
    [InlineData("""{"type":"section","block_id":"b","text":{"type":"mrkdwn","text":"x"},"fields":[{"type":"plain_text","text":"f","emoji":false}],"expand":true}""")]
    [InlineData("""{"type":"input","label":{"type":"plain_text","text":"L","emoji":true},"element":{"type":"checkboxes","action_id":"a","options":[{"text":{"type":"mrkdwn","text":"*o*"},"value":"v"}],"initial_options":[{"text":{"type":"mrkdwn","text":"*o*"},"value":"v"}]},"optional":true,"dispatch_action":true}""")]
    [InlineData("""{"type":"rich_text","block_id":"r","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"hi","style":{"bold":true}}]}]}""")]
    [InlineData("""{"type":"image","alt_text":"A","slack_file":{"id":"F0123456789"},"title":{"type":"plain_text","text":"T","emoji":true}}""")]
    [InlineData("""{"type":"markdown","text":"# Title"}""")]
    [InlineData("""{"type":"input","label":{"type":"plain_text","text":"L","emoji":true},"element":{"type":"file_input","action_id":"f","filetypes":["png"],"max_files":3}}""")]
    public void What_is_read_is_written_again_unchanged(string json)
    {
        var block = JsonSerializer.Deserialize<Block>(json, SlackJson.Options);

        Assert.IsNotType<UnknownBlock>(block);
        AssertJson(json, JsonSerializer.Serialize(block, SlackJson.Options));
    }

    [Fact]
    public void A_string_is_plain_text_and_markdown_is_verbatim()
    {
        TextObject text = "*not bold*";
        PlainText? nothing = (string?)null;

        Assert.Equal(new PlainText("*not bold*"), text);
        Assert.Null(nothing);
        Assert.True(new Markdown("x").Verbatim);
    }

    [Fact]
    public void Options_are_equal_by_value()
    {
        Assert.Equal(new Option("One", "1") { Description = "d" }, new Option("One", "1") { Description = "d" });
        Assert.NotEqual(new Option("One", "1"), new Option("One", "1") { Description = "d" });
    }

    private static void Writes(Block block, string json) => AssertJson(json, JsonSerializer.Serialize(block, SlackJson.Options));

    private static void AssertJson(string expected, string actual)
    {
        using var wanted = JsonDocument.Parse(expected);
        using var written = JsonDocument.Parse(actual);
        Assert.True(JsonElement.DeepEquals(wanted.RootElement, written.RootElement), $"Expected {expected}{Environment.NewLine}but was {actual}");
    }
}
