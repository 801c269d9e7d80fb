using System.Text.Json;
using PostmortemBot.Slack.Blocks;
using PostmortemBot.Slack.Tests.Door;
using Xunit;

namespace PostmortemBot.Slack.Tests.Contract;

public sealed class InteractionContractTests
{
    public static TheoryData<string> Elements { get; } = [.. Interactions.Elements.Select(element => element.Type)];

    [Theory]
    [MemberData(nameof(Elements))]
    public async Task Every_kind_of_element_is_read_with_its_choice(string type)
    {
        var (_, fields, chosen) = Interactions.Elements.Single(element => string.Equals(element.Type, type, StringComparison.Ordinal));

        var request = await Handled<BlockActionRequest>(Interactions.Action(type, fields));

        Assert.Equal((type, "act", "b1", "1700000001.000200", chosen),
            (request.Action.Type, request.Action.ActionId, request.Action.BlockId, request.Action.ActionTs, request.Action.ChosenValue));
        Assert.Equal(("T1AAA", "U1AAA", "C1AAA", "1700000000.000100", "1700000000.000001", "1.2.abc", "https://hooks.example.com/actions/1"),
            (request.WorkspaceId, request.UserId, request.ChannelId, request.Container.MessageTs, request.Container.ThreadTs, request.TriggerId, request.ResponseUrl));
        Assert.Equal("beside", request.State?.GetText("b2"));
        Assert.Equal(type is "workflow_button" or "feedback_buttons", request.Action is UnknownAction);
    }

    [Fact]
    public async Task Elements_of_many_choices_and_formatted_text_are_read_whole()
    {
        Assert.Equal(["1"], ((StaticMultiSelectAction)await Action("multi_static_select")).SelectedOptions.Select(option => option.Value));
        Assert.Equal(["1"], ((ExternalMultiSelectAction)await Action("multi_external_select")).SelectedOptions.Select(option => option.Value));
        Assert.Empty(((CheckboxGroupAction)await Action("checkboxes")).SelectedOptions);
        Assert.Equal(["U2AAA", "W3AAA"], ((UserMultiSelectAction)await Action("multi_users_select")).SelectedUsers);
        Assert.Equal(["C2AAA", "D2AAA"], ((ConversationMultiSelectAction)await Action("multi_conversations_select")).SelectedConversations);
        Assert.Equal(["C3AAA"], ((ChannelMultiSelectAction)await Action("multi_channels_select")).SelectedChannels);
        Assert.Equal("Europe/Berlin", ((TimePickerAction)await Action("timepicker")).Timezone);
        Assert.Single(((RichTextInputAction)await Action("rich_text_input")).RichTextValue!.Elements);
        Assert.Equal("good", ((UnknownAction)await Action("feedback_buttons")).Json.GetProperty("value").GetString());
    }

    [Fact]
    public async Task An_action_tells_its_message_with_all_that_hangs_on_it()
    {
        var message = (await Handled<BlockActionRequest>(Interactions.Action("button", """ "value":"42" """))).Message!;

        Assert.Equal(("1700000000.000100", "1700000000.000001", "It *broke* &amp; burnt", "U2AAA", "B1AAA", "A1AAA", "alerts", "bot_message"),
            (message.Ts, message.ThreadTs, message.Text, message.UserId, message.BotId, message.AppId, message.Username, message.Subtype));
        Assert.Equal((true, 2, "U2AAA", "pushpin", 1), (message.IsReply, message.ReplyCount, message.Edited?.UserId, message.Reactions![0].Name, message.Reactions[0].Count));
        Assert.Equal(("F1AAA", 1234L, 640, 480, true),
            (message.Files![0].Id, message.Files[0].Size, message.Files[0].OriginalWidth, message.Files[0].OriginalHeight, message.Files[0].IsReadyPicture));
        Assert.Equal(4, message.Blocks!.Value.GetArrayLength());
    }

    [Fact]
    public async Task The_place_of_an_action_is_told_wherever_it_is()
    {
        var hidden = await Handled<BlockActionRequest>(Interactions.EphemeralAction);
        var unfurl = await Handled<BlockActionRequest>(Interactions.ActionInUnfurl);
        var home = await Handled<BlockActionRequest>(Interactions.ActionAtHome);

        Assert.Equal((null, "1700000000.000100", true, "C1AAA"), (hidden.Message, hidden.Container.MessageTs, hidden.Container.IsEphemeral, hidden.ChannelId));
        Assert.Empty(hidden.State!.Values);
        Assert.Equal(("message_attachment", "1700000000.000100"), (unfurl.Container.Type, unfurl.Container.MessageTs));
        Assert.Equal(("view", "V1AAA", null, null, "home"), (home.Container.Type, home.Container.ViewId, home.ChannelId, home.ResponseUrl, home.View?.Type));
    }

    [Fact]
    public async Task Without_a_workspace_of_its_own_a_request_belongs_to_the_persons()
    {
        var action = await Handled<BlockActionRequest>(Interactions.Action("button", """ "value":"42" """, Interactions.OrgPerson));
        var submission = await Handled<ViewSubmission>(Interactions.OrgSubmission);

        Assert.Equal(("T2AAA", "W1AAA", "E1AAA", true), (action.WorkspaceId, action.UserId, action.Enterprise?.Id, action.IsEnterpriseInstall));
        Assert.Equal(("T2AAA", "W1AAA", null), (submission.WorkspaceId, submission.UserId, submission.Team));
    }

    [Fact]
    public async Task A_submission_tells_what_every_kind_of_input_holds()
    {
        var submission = await Handled<ViewSubmission>(Interactions.Submission);
        var view = submission.View;
        var state = view.State;

        Assert.Equal(("V1AAA", "form", "{\"id\":1}", "1700000000.abc", "ours", "V0AAA", "V0AAA", "Form"),
            (view.Id, view.CallbackId, view.PrivateMetadata, view.Hash, view.ExternalId, view.RootViewId, view.PreviousViewId, view.Title?.Text));
        Assert.Equal(("room", "G2AAA", "https://hooks.example.com/app/1"), (submission.ResponseUrls[0].BlockId, submission.ResponseUrls[0].ChannelId, submission.ResponseUrls[0].ResponseUrl));
        Assert.Equal(("Checkout down", null, "ada@example.com", "https://example.com/", 12345m),
            (state.GetText("title"), state.GetText("untyped"), state.GetText("mail"), state.GetText("link"), state.GetNumber("minutes")));
        Assert.Equal(("1", "1", "1", null), (state.GetOption("severity"), state.GetOption("service"), state.GetOption("kind"), state.GetOption("unchosen")));
        Assert.Equal(["1", "1"], [.. state.GetOptions("tags"), .. state.GetOptions("more"), .. state.GetOptions("checks")]);
        Assert.Equal(("U2AAA", "G2AAA", "C3AAA"), (state.GetUser("owner"), state.GetConversation("room"), state.GetChannel("channel")));
        Assert.Equal(["U2AAA", "U3AAA", "C2AAA", "C3AAA"], [.. state.GetUsers("people"), .. state.GetConversations("rooms"), .. state.GetChannels("channels")]);
        Assert.Equal((new DateOnly(2026, 11, 23), new TimeOnly(1, 0), DateTimeOffset.FromUnixTimeSeconds(1700000000)),
            (state.GetDate("day"), state.GetTime("time"), state.GetDateTime("moment")));
        Assert.Equal("America/Los_Angeles", state.GetValue<TimePickerValue>("time", "a")?.Timezone);
        Assert.NotNull(state.GetRichText("story"));
        Assert.Equal("F1AAA", state.GetValue<FileInputValue>("files", "a")?.Files[0].GetProperty("id").GetString());
        Assert.IsType<UnknownElementValue>(state.Values["sound"]["a"]);
        Assert.Equal([typeof(InputBlock), typeof(InputBlock), typeof(UnknownBlock)], view.Blocks.Select(block => block.GetType()));
    }

    [Fact]
    public async Task A_submission_with_nothing_filled_in_has_an_empty_state()
    {
        var submission = await Handled<ViewSubmission>(Interactions.EmptySubmission);

        Assert.Empty(submission.View.State.Values);
        Assert.Null(submission.View.State.GetText("title"));
    }

    [Fact]
    public async Task Closing_shortcuts_and_menus_to_be_filled_are_read()
    {
        var closed = await Handled<ViewClosed>(Interactions.Closed);
        var kept = await Handled<MessageShortcut>(Interactions.OnMessage);
        var begun = await Handled<GlobalShortcut>(Interactions.Anywhere);
        var typed = await Handled<BlockOptionsRequest>(Interactions.Suggestion);
        var inModal = await Handled<BlockOptionsRequest>(Interactions.SuggestionInModal);

        Assert.Equal(("form", true, "{\"id\":1}"), (closed.View.CallbackId, closed.IsCleared, closed.View.PrivateMetadata));
        Assert.Equal(("keep", "C1AAA", "incident-payments", "1700000000.000100", "U2AAA"), (kept.CallbackId, kept.ChannelId, kept.ChannelName, kept.MessageTs, kept.Message.UserId));
        Assert.Equal(("begin", "1.2.abc", "T1AAA"), (begun.CallbackId, begun.TriggerId, begun.WorkspaceId));
        Assert.Equal(("service", "pay", "C1AAA"), (typed.ActionId, typed.Value, typed.Channel?.Id));
        Assert.Equal(("", "form", "V1AAA"), (inModal.Value, inModal.View?.CallbackId, inModal.Container.ViewId));
    }

    private static async Task<BlockAction> Action(string type) => (await Handled<BlockActionRequest>(Interactions.All[$"block_actions {type}"])).Action;

    private static async Task<T> Handled<T>(string payload)
    {
        await using var app = await RunningApp.Start(Everything.Register);
        using var response = await app.Interaction(payload);
        await RunningApp.Body(response);
        return app.Script.Only<T>();
    }
}
