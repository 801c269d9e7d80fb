using System.Text.Json;
using PostmortemBot.Slack.Blocks;
using PostmortemBot.Slack.Events;
using Xunit;

namespace PostmortemBot.Slack.Tests.Door;

public sealed class DispatchTests
{
    [Fact]
    public async Task A_command_reaches_its_handler_and_the_handlers_words_come_back()
    {
        await using var app = await RunningApp.Start(Actor.Everything);
        app.Script.Does = (_, _) => Task.FromResult<object?>(SlashCommandResponse.Ephemeral("Deploying *now* & soon", new DividerBlock()));

        using var response = await app.Command("/deploy", "checkout & söhne 100% 🎉");

        var command = app.Script.Only<SlashCommand>();
        Assert.Equal(("/deploy", "checkout & söhne 100% 🎉", "T1", "U1", "C1", "1.2.abc", "https://hooks.example.com/commands/1"),
            (command.Command, command.Text, command.WorkspaceId, command.UserId, command.ChannelId, command.TriggerId, command.ResponseUrl));
        var answer = JsonElement.Parse(await RunningApp.Body(response));
        Assert.Equal("Deploying *now* & soon", answer.GetProperty("text").GetString());
        Assert.Equal("ephemeral", answer.GetProperty("response_type").GetString());
        Assert.Equal("divider", answer.GetProperty("blocks")[0].GetProperty("type").GetString());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_command_may_be_answered_to_the_channel_or_not_at_all()
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var nothing = await app.Command("/deploy");
        app.Script.Does = (_, _) => Task.FromResult<object?>(SlashCommandResponse.InChannel("Done"));
        using var channel = await app.Command("/deploy");

        Assert.Equal("", await RunningApp.Body(nothing));
        Assert.Contains("\"in_channel\"", await RunningApp.Body(channel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_reaches_its_handler()
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var response = await app.Interaction(SlackForms.Action("approve"));

        Assert.Equal("", await RunningApp.Body(response));
        var request = app.Script.Only<BlockActionRequest>();
        Assert.Equal(("42", "T1", "U1", "C1", "1.2", "3.4"),
            (request.Action.ChosenValue, request.WorkspaceId, request.UserId, request.ChannelId, request.Message?.Ts, request.Action.ActionTs));
        Assert.IsType<ButtonAction>(request.Action);
    }

    [Theory]
    [InlineData(""" "type":"static_select","selected_option":{"text":{"type":"plain_text","text":"One"},"value":"1"} """, "1")]
    [InlineData(""" "selected_option":{"text":{"type":"plain_text","text":"One"},"value":"1"},"type":"overflow" """, "1")]
    [InlineData(""" "type":"users_select","selected_user":"U7" """, "U7")]
    [InlineData(""" "type":"conversations_select","selected_conversation":"C7" """, "C7")]
    [InlineData(""" "type":"channels_select","selected_channel":"C8" """, "C8")]
    [InlineData(""" "type":"datepicker","selected_date":"2026-11-23" """, "2026-11-23")]
    [InlineData(""" "type":"timepicker","selected_time":"09:05" """, "09:05")]
    [InlineData(""" "type":"datetimepicker","selected_date_time":1700000000 """, "1700000000")]
    [InlineData(""" "type":"plain_text_input","value":"typed" """, "typed")]
    [InlineData(""" "type":"number_input","value":"7" """, "7")]
    [InlineData(""" "type":"radio_buttons","selected_option":null """, null)]
    [InlineData(""" "type":"checkboxes","selected_options":[] """, null)]
    [InlineData(""" "type":"hologram","depth":3 """, null)]
    public async Task Whatever_the_element_its_choice_can_be_asked_for(string action, string? chosen)
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var response = await app.Interaction(SlackForms.Action("approve", action: action));

        await RunningApp.Body(response);
        Assert.Equal(chosen, app.Script.Only<BlockActionRequest>().Action.ChosenValue);
    }

    [Fact]
    public async Task An_external_menu_gets_its_options()
    {
        await using var app = await RunningApp.Start(Actor.Everything);
        app.Script.Does = (_, _) => Task.FromResult<object?>(new BlockOptionsResponse { Options = [new Option("Checkout", "checkout")] });

        using var response = await app.Interaction(SlackForms.Suggestion("service", "che"));

        Assert.Equal("che", app.Script.Only<BlockOptionsRequest>().Value);
        Assert.Equal("checkout", JsonElement.Parse(await RunningApp.Body(response)).GetProperty("options")[0].GetProperty("value").GetString());
    }

    [Fact]
    public async Task A_submitted_modal_reaches_its_handler_and_closes()
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var response = await app.Interaction(SlackForms.Submission("form"));

        Assert.Equal("", await RunningApp.Body(response));
        var submission = app.Script.Only<ViewSubmission>();
        Assert.Equal(("because", "p", "1.h", "T1", "U1"),
            (submission.View.State.GetText("why"), submission.View.PrivateMetadata, submission.View.Hash, submission.WorkspaceId, submission.UserId));
    }

    public static TheoryData<string, string> ViewReplies { get; } = new()
    {
        { "clear", """{"response_action":"clear"}""" },
        { "error", """{"response_action":"errors","errors":{"why":"Say more"}}""" },
        { "update", """{"response_action":"update","view":{"type":"modal","title":{"type":"plain_text","text":"Next","emoji":true},"blocks":[{"type":"divider"}]}}""" },
        { "push", """{"response_action":"push","view":{"type":"modal","title":{"type":"plain_text","text":"Next","emoji":true},"blocks":[{"type":"divider"}]}}""" },
    };

    [Theory]
    [MemberData(nameof(ViewReplies))]
    public async Task A_submitted_modal_may_be_answered_in_every_way(string reply, string expected)
    {
        await using var app = await RunningApp.Start(Actor.Everything);
        var next = new ModalViewDefinition { Title = "Next", Blocks = [new DividerBlock()] };
        app.Script.Does = (_, _) => Task.FromResult<object?>(reply switch
        {
            "clear" => ViewSubmissionResponse.Clear,
            "error" => ViewSubmissionResponse.Error("why", "Say more"),
            "update" => ViewSubmissionResponse.Update(next),
            _ => ViewSubmissionResponse.Push(next),
        });

        using var response = await app.Interaction(SlackForms.Submission("form"));

        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(await RunningApp.Body(response))));
    }

    [Fact]
    public async Task A_cancelled_modal_reaches_its_handler()
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var response = await app.Interaction(SlackForms.Closed("form"));

        Assert.Equal("", await RunningApp.Body(response));
        Assert.True(app.Script.Only<ViewClosed>().IsCleared);
    }

    [Fact]
    public async Task Shortcuts_reach_their_handlers()
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var onMessage = await app.Interaction(SlackForms.OnMessage("keep"));
        using var anywhere = await app.Interaction(SlackForms.Anywhere("begin"));

        Assert.Equal("", await RunningApp.Body(onMessage) + await RunningApp.Body(anywhere));
        var shortcut = app.Script.Seen.OfType<MessageShortcut>().Single();
        Assert.Equal(("C1", "dev", "1.2", "It broke", "U2", true),
            (shortcut.ChannelId, shortcut.ChannelName, shortcut.MessageTs, shortcut.Message.Text, shortcut.Message.UserId, shortcut.Message.IsReply));
        Assert.Single(app.Script.Seen.OfType<GlobalShortcut>());
    }

    [Fact]
    public async Task An_event_reaches_its_handler_with_the_installations_workspace()
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var response = await app.Event(SlackForms.Reaction());

        Assert.Equal("", await RunningApp.Body(response));
        var callback = app.Script.Only<EventCallback<ReactionAdded>>();
        Assert.Equal(("T1", "UBOT", "U1", "pushpin", "C1", "1.2", "Ev1"),
            (callback.WorkspaceId, callback.BotUserId, callback.Event.UserId, callback.Event.Reaction, callback.Event.Item.ChannelId, callback.Event.Item.Ts, callback.EventId));
    }

    [Fact]
    public async Task Events_of_two_names_or_of_no_class_are_found()
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var rename = await app.Event(SlackForms.Event("""{"type":"group_rename","channel":{"id":"C1","name":"new"}}""", "Ev1"));
        using var pin = await app.Event(SlackForms.Event("""{"type":"pin_added","user":"U1","extra":{"a":[1]}}""", "Ev2"));

        await RunningApp.Body(rename);
        await RunningApp.Body(pin);
        Assert.Equal("new", app.Script.Seen.OfType<EventCallback<ChannelRename>>().Single().Event.Channel.Name);
        Assert.Equal(1, app.Script.Seen.OfType<EventCallback<UnknownEvent>>().Single().Event.Json.GetProperty("extra").GetProperty("a")[0].GetInt32());
    }

    [Fact]
    public async Task An_organisations_request_without_a_team_finds_its_workspace()
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var response = await app.Interaction("""{"type":"shortcut","team":null,"user":{"id":"U1","team_id":"T5"},"enterprise":{"id":"E1"},"callback_id":"begin"}""");

        await RunningApp.Body(response);
        Assert.Equal("T5", app.Script.Only<GlobalShortcut>().WorkspaceId);
    }

    [Theory]
    [InlineData("application/json", """{"token":"t","challenge":"3eZbrw1aB","type":"url_verification"}""", "3eZbrw1aB")]
    [InlineData("application/x-www-form-urlencoded", "token=t&ssl_check=1", "")]
    [InlineData("application/json", """{"type":"app_rate_limited","team_id":"T1","minute_rate_limited":1518467820,"api_app_id":"A1"}""", "")]
    public async Task Slacks_own_checks_are_answered(string type, string body, string expected)
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var response = await app.Send(body, type);

        Assert.Equal(expected, await RunningApp.Body(response));
    }
}
