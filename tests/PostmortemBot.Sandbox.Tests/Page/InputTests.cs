using Bunit;
using PostmortemBot.Sandbox.Page;
using Xunit;

namespace PostmortemBot.Sandbox.Tests.Page;

public sealed class InputTests : PageTest
{
    [Theory]
    [InlineData("""{"type":"plain_text_input","action_id":"a"}""")]
    [InlineData("""{"type":"plain_text_input","action_id":"a","multiline":true}""")]
    [InlineData("""{"type":"email_text_input","action_id":"a"}""")]
    [InlineData("""{"type":"url_text_input","action_id":"a"}""")]
    [InlineData("""{"type":"number_input","action_id":"a","is_decimal_allowed":true}""")]
    [InlineData("""{"type":"rich_text_input","action_id":"a"}""")]
    [InlineData("""{"type":"static_select","action_id":"a","options":[]}""")]
    [InlineData("""{"type":"multi_users_select","action_id":"a"}""")]
    [InlineData("""{"type":"conversations_select","action_id":"a"}""")]
    [InlineData("""{"type":"datepicker","action_id":"a"}""")]
    [InlineData("""{"type":"timepicker","action_id":"a"}""")]
    [InlineData("""{"type":"datetimepicker","action_id":"a"}""")]
    [InlineData("""{"type":"file_input","action_id":"a"}""")]
    public void The_label_is_tied_to_the_field(string element)
    {
        var drawn = DrawBlocks(Input(element));

        var label = drawn.Find("label");
        var field = drawn.Find("#" + label.GetAttribute("for"));
        Assert.True(field.TagName is "INPUT" or "TEXTAREA", field.TagName);
    }

    [Theory]
    [InlineData("""{"type":"plain_text_input","action_id":"a"}""")]
    [InlineData("""{"type":"static_select","action_id":"a","options":[]}""")]
    [InlineData("""{"type":"datepicker","action_id":"a"}""")]
    public void An_error_stands_at_its_field(string element)
    {
        Surface.Errors["b"] = "Say <b>what</b> happened.";

        var drawn = DrawBlocks(Input(element));

        var error = drawn.Find(".field-error");
        Assert.Equal("Say <b>what</b> happened.", error.TextContent);
        var field = drawn.Find("#V1-b-a");
        Assert.Equal("true", field.GetAttribute("aria-invalid"));
        Assert.Equal(error.Id, field.GetAttribute("aria-describedby"));
    }

    [Fact]
    public void Other_fields_show_no_error()
    {
        Surface.Errors["elsewhere"] = "No.";

        var drawn = DrawBlocks(Input("""{"type":"plain_text_input","action_id":"a"}"""));

        Assert.Empty(drawn.FindAll(".field-error, [aria-invalid]"));
    }

    [Fact]
    public void Optional_fields_say_so()
    {
        var drawn = DrawBlocks("""[{"type":"input","block_id":"b","optional":true,"label":{"type":"plain_text","text":"Notes"},"hint":{"type":"plain_text","text":"Anything."},"element":{"type":"plain_text_input","action_id":"a"}}]""");

        Assert.Equal("Notes (optional)", drawn.Find("label").TextContent.Trim());
        Assert.Equal("Anything.", drawn.Find("#V1-b-a-hint").TextContent);
    }

    [Fact]
    public void Typing_is_kept_and_not_sent()
    {
        var drawn = DrawBlocks(Input("""{"type":"plain_text_input","action_id":"a","initial_value":"before"}"""));
        Assert.Equal("before", drawn.Find("input").GetAttribute("value"));

        drawn.Find("input").Input("after");

        Assert.Equal("\"after\"", Surface.Typed("b", "a"));
        Assert.Empty(Surface.Sent);
    }

    [Fact]
    public void A_menu_narrows_while_typing_and_keeps_the_choice()
    {
        var drawn = DrawBlocks(Input("""{"type":"static_select","action_id":"a","options":[{"text":{"type":"plain_text","text":"SEV 1"},"value":"1"},{"text":{"type":"plain_text","text":"SEV 2"},"value":"2"}]}"""));

        drawn.Find("input").Input("2");
        drawn.Find("[role=option]").Click();

        Assert.Equal("\"2\"", Surface.Typed("b", "a"));
        Assert.Equal("SEV 2", drawn.Find("input").GetAttribute("value"));
        Assert.Empty(drawn.FindAll("[role=listbox]"));
    }

    [Fact]
    public void Several_people_can_be_chosen_and_taken_away()
    {
        var drawn = DrawBlocks(Input("""{"type":"multi_users_select","action_id":"a","initial_users":["U0MAYA00001"]}"""));

        drawn.Find("input").Input("dev");
        drawn.Find("[role=option]").Click();
        Assert.Equal("""["U0MAYA00001","U0DEVON0001"]""", Surface.Typed("b", "a"));

        drawn.Find("[aria-label='Remove Maya Okafor']").Click();
        Assert.Equal("""["U0DEVON0001"]""", Surface.Typed("b", "a"));
    }

    [Fact]
    public void An_external_menu_asks_once_enough_is_typed()
    {
        Surface.Offered = [new Choice("PM-1", "Checkout down")];
        var drawn = DrawBlocks(Input("""{"type":"external_select","action_id":"a","min_query_length":2}"""));

        drawn.Find("input").Input("c");
        Assert.Equal("Keep typing to search", drawn.Find(".listbox-note").TextContent);

        drawn.Find("input").Input("ch");
        drawn.Find("[role=option]").Click();
        Assert.Equal("Checkout down", drawn.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void A_date_and_time_is_read_in_the_zone_of_the_person()
    {
        Scene = Scene with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo") };
        var drawn = DrawBlocks(Input("""{"type":"datetimepicker","action_id":"a","initial_date_time":1795390205}"""));
        Assert.Equal("2026-11-23T08:30", drawn.Find("input").GetAttribute("value"));

        drawn.Find("input").Change("2026-11-23T09:00");

        Assert.Equal("1795392000", Surface.Typed("b", "a"));
    }

    [Fact]
    public void Checked_boxes_are_kept_in_the_order_of_the_options()
    {
        var drawn = DrawBlocks(Input("""{"type":"checkboxes","action_id":"a","initial_options":[{"value":"2"}],"options":[{"text":{"type":"mrkdwn","text":"*One*"},"value":"1"},{"text":{"type":"plain_text","text":"Two"},"value":"2"}]}"""));

        drawn.FindAll("input")[0].Change(true);

        Assert.Equal("""["1","2"]""", Surface.Typed("b", "a"));
    }

    [Fact]
    public void Outside_an_input_block_a_choice_is_sent_at_once()
    {
        var drawn = DrawBlocks("""[{"type":"actions","block_id":"row","elements":[{"type":"radio_buttons","action_id":"r","options":[{"text":{"type":"plain_text","text":"One"},"value":"1"}]}]}]""");

        drawn.Find("input").Change("on");

        Assert.Equal([("row", "r", "\"1\"")], Surface.Sent);
    }

    private static string Input(string element) =>
        $$"""[{"type":"input","block_id":"b","label":{"type":"plain_text","text":"What happened?"},"element":{{element}}}]""";
}
