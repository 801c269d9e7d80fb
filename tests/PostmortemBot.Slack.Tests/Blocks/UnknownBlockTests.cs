using System.Text.Json;
using PostmortemBot.Slack.Blocks;
using Xunit;

namespace PostmortemBot.Slack.Tests.Blocks;

public sealed class UnknownBlockTests
{
    [Fact]
    public void A_block_of_a_new_type_is_kept_and_written_as_it_came()
    {
        const string Json = """{"title":"Deploys","block_id":"b1","rows":[[1,{"type":"raw_text"}]],"type":"data_table"}""";

        var block = Assert.IsType<UnknownBlock>(Read(Json));

        Assert.Equal(("data_table", "b1"), (block.Type, block.BlockId));
        Assert.Equal(Json, JsonSerializer.Serialize<Block>(block, SlackJson.Options));
    }

    [Fact]
    public void The_type_may_stand_anywhere()
    {
        var section = Assert.IsType<SectionBlock>(Read(
            """{"accessory":{"action_id":"go","text":{"text":"Go","type":"plain_text"},"style":"danger","type":"button"},"text":{"text":"*x*","type":"mrkdwn"},"type":"section"}"""));

        Assert.Equal("*x*", Assert.IsType<Markdown>(section.Text).Text);
        Assert.Equal(ButtonStyle.Danger, Assert.IsType<Button>(section.Accessory).Style);
    }

    [Fact]
    public void New_elements_inside_known_blocks_are_kept()
    {
        var actions = Assert.IsType<ActionsBlock>(Read("""{"type":"actions","elements":[{"type":"workflow_button","workflow":{"id":1}},{"type":"button","text":{"type":"plain_text","text":"Go"}}]}"""));
        var section = Assert.IsType<SectionBlock>(Read("""{"type":"section","text":{"type":"mrkdwn","text":"x"},"accessory":{"type":"hologram","x":1}}"""));
        var input = Assert.IsType<InputBlock>(Read("""{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"voice_input"}}"""));
        var context = Assert.IsType<ContextBlock>(Read("""{"type":"context","elements":[{"type":"mrkdwn","text":"x"},{"type":"clock","at":1}]}"""));

        Assert.Equal("workflow_button", Assert.IsType<UnknownElement>(actions.Elements[0]).Type);
        Assert.IsType<Button>(actions.Elements[1]);
        Assert.Equal(1, Assert.IsType<UnknownElement>(section.Accessory).Json.GetProperty("x").GetInt32());
        Assert.IsType<UnknownElement>(input.Element);
        Assert.Equal("""{"type":"clock","at":1}""", JsonSerializer.Serialize(context.Elements[1], SlackJson.Options));
    }

    [Theory]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"x"},"fields":7}""")]
    [InlineData("""{"type":"actions","elements":{"0":"x"}}""")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"\ud800"}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""7""")]
    public void A_shape_that_is_not_known_is_kept_too(string json) =>
        Assert.Equal(json, Assert.IsType<UnknownBlock>(Read(json)).Json.GetRawText());

    [Theory]
    [InlineData("\"true\"", true)]
    [InlineData("\"maybe\"", false)]
    [InlineData("null", false)]
    [InlineData("[true]", false)]
    public void A_flag_that_is_none_counts_as_not_said(string optional, bool read) =>
        Assert.Equal(read, Assert.IsType<InputBlock>(Read($$"""{"type":"input","label":{"type":"plain_text","text":"x"},"optional":{{optional}},"element":{"type":"datepicker"} }""")).Optional);

    [Fact]
    public void A_missing_field_or_a_new_one_does_not_matter()
    {
        Assert.IsType<HeaderBlock>(Read("""{"type":"header"}"""));
        Assert.IsType<HeaderBlock>(Read("""{"type":"header","level":2,"text":{"type":"plain_text","text":"x","bold":true}}"""));
        Assert.IsType<ImageBlock>(Read("""{"type":"image","image_url":null,"image_width":20,"title":null}"""));
    }

    [Fact]
    public void A_null_leaves_the_list_empty()
    {
        var section = Assert.IsType<SectionBlock>(Read("""{"type":"section","block_id":null,"text":{"type":"mrkdwn","text":"x"},"fields":null}"""));

        Assert.Empty(section.Fields);
        Assert.Empty(Assert.IsType<ActionsBlock>(Read("""{"type":"actions"}""")).Elements);
        BlockLimits.Check([section]);
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("tomorrow")]
    [InlineData("")]
    public void A_date_that_is_none_reads_as_no_date(string date)
    {
        var input = Assert.IsType<InputBlock>(Read($$$"""{"type":"input","element":{"type":"datepicker","initial_date":"{{{date}}}"}}"""));

        Assert.Null(Assert.IsType<DatePicker>(input.Element).InitialDate);
    }

    private static Block? Read(string json) => JsonSerializer.Deserialize<Block>(json, SlackJson.Options);
}
