using System.Text.Json;
using PostmortemBot.Slack.Blocks;
using Xunit;

namespace PostmortemBot.Slack.Tests.Views;

public sealed class ViewStateTests
{
    private static readonly ViewState Full = Read("""
        {"values":{
          "title":{"text":{"type":"plain_text_input","value":"Checkout down"}},
          "empty":{"text":{"type":"plain_text_input","value":null}},
          "mail":{"m":{"type":"email_text_input","value":"a@example.com"}},
          "url":{"u":{"type":"url_text_input","value":"https://example.com"}},
          "minutes":{"n":{"type":"number_input","value":"12.5"}},
          "severity":{"s":{"selected_option":{"text":{"type":"plain_text","text":"SEV 1","emoji":true},"value":"sev1"},"type":"static_select"}},
          "service":{"s":{"type":"external_select","selected_option":{"text":{"type":"plain_text","text":"Pay"},"value":"pay"}}},
          "kind":{"s":{"type":"radio_buttons","selected_option":{"text":{"type":"mrkdwn","text":"*Outage*"},"value":"outage"}}},
          "none":{"s":{"type":"static_select","selected_option":null}},
          "tags":{"s":{"type":"multi_static_select","selected_options":[{"text":{"type":"plain_text","text":"DB"},"value":"db"},{"text":{"type":"plain_text","text":"DNS"},"value":"dns"}]}},
          "checks":{"s":{"type":"checkboxes","selected_options":[]}},
          "owner":{"s":{"type":"users_select","selected_user":"U1"}},
          "people":{"s":{"type":"multi_users_select","selected_users":["U1","U2"]}},
          "room":{"s":{"type":"conversations_select","selected_conversation":"C1"}},
          "rooms":{"s":{"type":"multi_conversations_select","selected_conversations":["C1","G2"]}},
          "channel":{"s":{"type":"channels_select","selected_channel":"C3"}},
          "channels":{"s":{"type":"multi_channels_select","selected_channels":["C3"]}},
          "day":{"s":{"type":"datepicker","selected_date":"2022-10-19"}},
          "time":{"s":{"type":"timepicker","selected_time":"01:00","timezone":"America/Los_Angeles"}},
          "moment":{"s":{"type":"datetimepicker","selected_date_time":1666869900}},
          "rich":{"s":{"type":"rich_text_input","rich_text_value":{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[]}]}}},
          "files":{"s":{"type":"file_input","files":[{"id":"F1"}]}},
          "new":{"s":{"type":"voice_input","sound":"la"}}
        }}
        """);

    [Fact]
    public void Every_kind_of_value_is_asked_for_by_its_block()
    {
        Assert.Equal("Checkout down", Full.GetText("title"));
        Assert.Equal("a@example.com", Full.GetText("mail"));
        Assert.Equal("https://example.com", Full.GetText("url"));
        Assert.Equal(12.5m, Full.GetNumber("minutes"));
        Assert.Equal("sev1", Full.GetOption("severity"));
        Assert.Equal("pay", Full.GetOption("service"));
        Assert.Equal("outage", Full.GetOption("kind"));
        Assert.Equal(["db", "dns"], Full.GetOptions("tags"));
        Assert.Equal("U1", Full.GetUser("owner"));
        Assert.Equal(["U1", "U2"], Full.GetUsers("people"));
        Assert.Equal("C1", Full.GetConversation("room"));
        Assert.Equal(["C1", "G2"], Full.GetConversations("rooms"));
        Assert.Equal("C3", Full.GetChannel("channel"));
        Assert.Equal(["C3"], Full.GetChannels("channels"));
        Assert.Equal(new DateOnly(2022, 10, 19), Full.GetDate("day"));
        Assert.Equal(new TimeOnly(1, 0), Full.GetTime("time"));
        Assert.Equal(new DateTimeOffset(2022, 10, 27, 11, 25, 0, TimeSpan.Zero), Full.GetDateTime("moment"));
        Assert.Single(Full.GetRichText("rich")!.Elements);
    }

    [Fact]
    public void Typed_values_are_found_by_block_and_action()
    {
        Assert.Equal("America/Los_Angeles", Full.GetValue<TimePickerValue>("time", "s")?.Timezone);
        Assert.Equal("F1", Full.GetValue<FileInputValue>("files", "s")?.Files[0].GetProperty("id").GetString());
        Assert.Equal("voice_input", Full.GetValue<UnknownElementValue>("new", "s")?.Type);
        Assert.Null(Full.GetValue<TimePickerValue>("time", "other"));
        Assert.Null(Full.GetValue<DatePickerValue>("time", "s"));
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("none")]
    [InlineData("new")]
    [InlineData("checks")]
    [InlineData("not there")]
    public void What_is_empty_missing_or_of_another_kind_is_nothing(string blockId) => AssertNothing(Full, blockId);

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    [InlineData("""7""")]
    [InlineData("""{"values":{}}""")]
    [InlineData("""{"values":[]}""")]
    [InlineData("""{"values":null}""")]
    [InlineData("""{"values":{"b":[]}}""")]
    [InlineData("""{"values":{"b":null}}""")]
    [InlineData("""{"values":{"b":{"a":null}}}""")]
    [InlineData("""{"values":{"b":{"a":7}}}""")]
    [InlineData("""{"values":{"b":{"a":{"type":"plain_text_input","value":{"x":1}}}}}""")]
    [InlineData("""{"values":{"b":{"a":{"type":"static_select","selected_option":"x"}}}}""")]
    [InlineData("""{"values":{"b":{"a":{"type":"static_select","selected_option":{}}}}}""")]
    [InlineData("""{"values":{"b":{"a":{"type":"checkboxes","selected_options":[null,{}]}}}}""")]
    [InlineData("""{"values":{"b":{"a":{"type":"multi_users_select","selected_users":null}}}}""")]
    [InlineData("""{"values":{"b":{"a":{"type":"multi_users_select","selected_users":[null]}}}}""")]
    [InlineData("""{"values":{"b":{"a":{"type":"users_select","selected_user":[]}}}}""")]
    [InlineData("""{"values":{"b":{"a":{"type":"datepicker","selected_date":"soon"}}}}""")]
    [InlineData("""{"values":{"b":{"a":{"type":"datepicker","selected_date":{}}}}}""")]
    [InlineData("""{"values":{"b":{"a":{"type":"timepicker","selected_time":"25:00"}}}}""")]
    [InlineData("""{"values":{"b":{"a":{"type":"datetimepicker","selected_date_time":99999999999999999}}}}""")]
    [InlineData("""{"values":{"b":{"a":{"type":"datetimepicker","selected_date_time":"x"}}}}""")]
    [InlineData("""{"values":{"b":{"a":{"type":"number_input","value":"1e999"}}}}""")]
    [InlineData("""{"values":{"b":{"a":{"type":"rich_text_input","rich_text_value":7}}}}""")]
    public void A_wrong_shape_is_nothing_and_never_throws(string json) => AssertNothing(Read(json), "b");

    [Fact]
    public void A_state_is_written_as_it_was_read()
    {
        var again = Read(JsonSerializer.Serialize(Full, SlackJson.Options));

        Assert.Equal(Full.Values.Count, again.Values.Count);
        Assert.Equal(Full.GetDateTime("moment"), again.GetDateTime("moment"));
        Assert.Equal(Full.GetOptions("tags"), again.GetOptions("tags"));
        Assert.Equal("voice_input", again.GetValue<UnknownElementValue>("new", "s")?.Type);
    }

    [Fact]
    public void A_view_is_read_with_its_state_whatever_is_missing()
    {
        var view = JsonSerializer.Deserialize<ViewInfo>("""
            {"id":"V1","team_id":"T1","type":"modal","blocks":[{"type":"future","x":1},{"type":"divider","block_id":"d"}],"private_metadata":null,"callback_id":"intake.start",
             "state":[],"hash":"156.abc","title":{"type":"plain_text","text":"Start"},"close":null,"root_view_id":"V1","previous_view_id":null,"external_id":"","app_id":"A1"}
            """, SlackJson.Options)!;

        Assert.Equal(("V1", "intake.start", "", "156.abc"), (view.Id, view.CallbackId, view.PrivateMetadata, view.Hash));
        Assert.Equal(("V1", null, null), (view.RootViewId, view.PreviousViewId, view.ExternalId));
        Assert.Same(ViewState.Empty, view.State);
        Assert.Equal("divider", view.Blocks[1].Type);
        Assert.IsType<UnknownBlock>(view.Blocks[0]);
        Assert.Same(ViewState.Empty, JsonSerializer.Deserialize<ViewInfo>("{}", SlackJson.Options)!.State);
    }

    private static ViewState Read(string json) => JsonSerializer.Deserialize<ViewState>(json, SlackJson.Options)!;

    private static void AssertNothing(ViewState state, string blockId)
    {
        Assert.Null(state.GetText(blockId));
        Assert.Null(state.GetNumber(blockId));
        Assert.Null(state.GetOption(blockId));
        Assert.Empty(state.GetOptions(blockId));
        Assert.Null(state.GetUser(blockId));
        Assert.Empty(state.GetUsers(blockId));
        Assert.Null(state.GetConversation(blockId));
        Assert.Empty(state.GetConversations(blockId));
        Assert.Null(state.GetChannel(blockId));
        Assert.Empty(state.GetChannels(blockId));
        Assert.Null(state.GetDate(blockId));
        Assert.Null(state.GetTime(blockId));
        Assert.Null(state.GetDateTime(blockId));
        Assert.Null(state.GetRichText(blockId));
    }
}
