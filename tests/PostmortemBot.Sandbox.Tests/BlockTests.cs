using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.BlockKit;

namespace PostmortemBot.Sandbox.Tests;

public sealed class BlockTests
{
    private const string Text = """{"type":"plain_text","text":"x"}""";
    private const string Option = """{"text":{"type":"plain_text","text":"A"},"value":"a"}""";

    [Theory]
    [InlineData("""{"type":"divider"}""")]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"*b*","verbatim":true},"accessory":{"type":"image","image_url":"https://x.example/a.png","alt_text":"a"}}""")]
    [InlineData("""{"type":"section","fields":[{"type":"mrkdwn","text":"a"},{"type":"plain_text","text":"b"}],"expand":true}""")]
    [InlineData("""{"type":"context","elements":[{"type":"mrkdwn","text":"a"},{"type":"image","image_url":"https://x.example/a.png","alt_text":"a"}]}""")]
    [InlineData("""{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a","style":{"bold":true}}]}]}]}""")]
    [InlineData("""{"type":"markdown","text":"# Title"}""")]
    [InlineData("""{"type":"video","title":{"type":"plain_text","text":"Replay"},"title_url":"https://x.example/v","video_url":"https://x.example/embed","thumbnail_url":"https://x.example/t.png","alt_text":"the replay","author_name":"Ada"}""")]
    [InlineData("""{"type":"table","rows":[[{"type":"raw_text","text":"a"}]],"column_settings":[{"align":"right"}]}""")]
    [InlineData("""{"type":"actions","elements":[{"type":"overflow","options":[{"text":{"type":"plain_text","text":"A"},"value":"a","url":"https://x.example"}]}]}""")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Go"},"style":"danger","confirm":{"title":{"type":"plain_text","text":"T"},"text":{"type":"mrkdwn","text":"?"},"confirm":{"type":"plain_text","text":"Yes"},"deny":{"type":"plain_text","text":"No"}}}]}""")]
    public void Sound_blocks_pass(string block) => Assert.Empty(Problems($"[{block}]"));

    [Theory]
    [InlineData("""{"type":"sektion"}""", "unsupported type: sektion", "/blocks/0/type")]
    [InlineData("""{"type":"section"}""", "missing required field: text", "/blocks/0")]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":""}}""", "must be more than 0 characters", "/blocks/0/text/text")]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"x"},"acessory":{}}""", "unknown field: acessory", "/blocks/0/acessory")]
    [InlineData("""{"type":"header","text":{"type":"mrkdwn","text":"x"}}""", "must be plain_text", "/blocks/0/text/type")]
    [InlineData("""{"type":"header","text":null}""", "must not be null; leave the field out", "/blocks/0/text")]
    [InlineData("""{"type":"context","elements":[]}""", "no less than 1 items allowed", "/blocks/0/elements")]
    [InlineData("""{"type":"actions","elements":[{"type":"plain_text_input","action_id":"a"}]}""", "unsupported type: plain_text_input is not allowed in actions blocks", "/blocks/0/elements/0/type")]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"x"},"accessory":{"type":"datetimepicker"}}""", "unsupported type: datetimepicker is not allowed in section blocks", "/blocks/0/accessory/type")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"x"},"url":""}]}""", "must be more than 0 characters", "/blocks/0/elements/0/url")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"x"},"style":"default"}]}""", "must be a valid enum value", "/blocks/0/elements/0/style")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"}},{"type":"button","action_id":"a","text":{"type":"plain_text","text":"y"}}]}""", "\"a\" already exists", "/blocks/0/elements/1/action_id")]
    [InlineData("""{"type":"image","image_url":"http://127.0.0.1:5000/x.png","alt_text":"x"}""", "downloading image failed", "/blocks/0/image_url")]
    [InlineData("""{"type":"video","title":{"type":"plain_text","text":"x"},"video_url":"http://x.example/embed","thumbnail_url":"https://x.example/t.png","alt_text":"x"}""", "must be an https URL", "/blocks/0/video_url")]
    [InlineData("""{"type":"video","title":{"type":"plain_text","text":"x"},"video_url":"https://x.example/embed","alt_text":"x"}""", "missing required field: thumbnail_url", "/blocks/0")]
    [InlineData("""{"type":"image","alt_text":"x"}""", "must provide exactly one of image_url and slack_file", "/blocks/0")]
    [InlineData("""{"type":"image","slack_file":{"id":"F1"},"alt_text":"x"}""", "invalid slack file", "/blocks/0/slack_file")]
    [InlineData("""{"type":"table","rows":[[{"type":"raw_text","text":""}]]}""", "must be more than 0 characters", "/blocks/0/rows/0/0/text")]
    public void Unsound_blocks_are_named_in_Slacks_words(string block, string what, string pointer) =>
        Assert.Contains($"[ERROR] {what} [json-pointer:{pointer}]", Problems($"[{block}]"));

    [Fact]
    public void Lengths_are_limited()
    {
        Assert.Single(Problems($$$"""[{"type":"header","text":{"type":"plain_text","text":"{{{new string('x', 151)}}}"}}]"""));
        Assert.Single(Problems($$$"""[{"type":"section","text":{"type":"mrkdwn","text":"{{{new string('x', 3001)}}}"}}]"""));
        Assert.Single(Problems($$$"""[{"type":"section","fields":[{"type":"mrkdwn","text":"{{{new string('x', 2001)}}}"}]}]"""));
        Assert.Single(Problems($$$"""[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"{{{new string('x', 76)}}}"}}]}]"""));
        Assert.Single(Problems($$$"""[{"type":"actions","elements":[{"type":"button","text":{{{Text}}},"value":"{{{new string('x', 2001)}}}"}]}]"""));
        Assert.Single(Problems($$"""[{"type":"divider","block_id":"{{new string('x', 256)}}"}]"""));
        Assert.Single(Problems($"[{string.Join(',', Enumerable.Repeat("""{"type":"divider"}""", 51))}]"));
        Assert.Empty(Problems($"[{string.Join(',', Enumerable.Repeat("""{"type":"divider"}""", 100))}]", Surface.Modal));
        Assert.Single(Problems($"[{string.Join(',', Enumerable.Repeat("""{"type":"divider"}""", 101))}]", Surface.Modal));
    }

    [Fact]
    public void Block_ids_are_unique_and_only_one_table_is_allowed()
    {
        Assert.Single(Problems("""[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]"""));
        const string Table = """{"type":"table","rows":[[{"type":"raw_text","text":"a"}]]}""";
        Assert.Contains("[ERROR] only_one_table_allowed [json-pointer:/blocks/1]", Problems($"[{Table},{Table}]"));
    }

    [Fact]
    public void Initial_options_must_be_among_the_options()
    {
        Assert.Empty(Problems(Select($$""" "options":[{{Option}}],"initial_option":{{Option}} """), Surface.Modal));
        Assert.Contains("must be one of the options", Assert.Single(Problems(Select($$""" "options":[{{Option}}],"initial_option":{"text":{"type":"plain_text","text":"A","emoji":true},"value":"a"} """), Surface.Modal)), StringComparison.Ordinal);
        Assert.Single(Problems(Select($$""" "options":[{{Option}},{{Option}}] """), Surface.Modal));
        Assert.Single(Problems(Select(""" "options":[] """), Surface.Modal));
        Assert.Single(Problems(Select($$""" "options":[{{Option}}],"option_groups":[{"label":{{Text}},"options":[{{Option}}]}] """), Surface.Modal));
        Assert.Empty(Problems(Select($$""" "option_groups":[{"label":{{Text}},"options":[{{Option}}]}] """), Surface.Modal));
    }

    [Fact]
    public void Some_elements_belong_to_some_surfaces()
    {
        const string File = """[{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"file_input"}}]""";
        Assert.Empty(Problems(File, Surface.Modal));
        Assert.Single(Problems(File));
        Assert.Single(Problems("""[{"type":"markdown","text":"x"}]""", Surface.Modal));
        Assert.Single(Problems("""[{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"number_input"}}]""", Surface.Modal));
        const string Focus = """{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"plain_text_input","focus_on_load":true}}""";
        Assert.Empty(Problems($"[{Focus}]", Surface.Modal));
        Assert.Single(Problems($"[{Focus},{Focus}]", Surface.Modal));
    }

    [Fact]
    public async Task All_blocks_of_a_post_together_are_limited()
    {
        await using var world = await World.StartAsync();
        object[] blocks = [.. Enumerable.Range(0, 5).Select(_ => new { type = "section", text = new { type = "mrkdwn", text = new string('x', 2700) } })];
        Assert.Equal("msg_blocks_too_long", (string?)(await world.Slack("chat.postMessage", new { channel = World.Payments, text = "x", blocks }))["error"]);
        Assert.True((bool)(await world.Slack("chat.postMessage", new { channel = World.Payments, text = "x", blocks = blocks[..4] }))["ok"]!);
        var refused = await world.Slack("chat.postMessage", new { channel = World.Payments, text = "x", blocks = new object[] { new { type = "section" } } });
        Assert.Equal("invalid_blocks", (string?)refused["error"]);
        Assert.Equal("missing required field: text [json-pointer:/blocks/0]", (string?)refused["errors"]![0]);
    }

    [Fact]
    public void A_view_is_at_most_250_kilobytes()
    {
        var view = (JsonObject)JsonNode.Parse($$"""{"type":"modal","x":"{{new string('x', 250 * 1024)}}"}""")!;
        Assert.True(Views.TooLarge(view));
    }

    private static string Select(string rest) => $$$"""[{"type":"input","label":{{{Text}}},"element":{"type":"static_select","action_id":"a",{{{rest}}}}}]""";

    private static IReadOnlyList<string> Problems(string blocks, Surface surface = Surface.Message)
    {
        var check = new Check(surface, _ => false);
        Blocks.All(check, (JsonArray)JsonNode.Parse(blocks)!, "/blocks");
        return check.Problems;
    }
}
