using System.Text.Json;
using PostmortemBot.Slack.Blocks;
using PostmortemBot.Slack.Tests.Door;
using Xunit;

namespace PostmortemBot.Slack.Tests.Sending;

public sealed class CallTests
{
    private const string Ok = """{"ok":true}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_posted_as_json_with_the_token_in_the_header()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/chat.postMessage", """{"ok":true,"channel":"C1","ts":"1503435956.000247","message":{"text":"hi"}}""");

        var posted = await client.Api.Chat.PostMessage(
            new Message { Channel = "C1", Text = "hi <@U1>", Blocks = [new DividerBlock()], ThreadTs = "1.1", Metadata = new("step_done", new { StepId = 7 }) },
            Token);

        var request = Assert.Single(client.Slack.Requests);
        Assert.Equal(("1503435956.000247", "C1"), (posted.Ts, posted.Channel));
        Assert.Equal("Bearer " + RunningApp.Token, request.Authorization);
        Assert.StartsWith("application/json", request.ContentType, StringComparison.Ordinal);
        Same("""{"channel":"C1","text":"hi <@U1>","blocks":[{"type":"divider"}],"thread_ts":"1.1","unfurl_links":false,"unfurl_media":false,"metadata":{"event_type":"step_done","event_payload":{"step_id":7}}}""", request);
    }

    [Fact]
    public async Task Reading_goes_as_a_form()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/users.info", """{"ok":true,"user":{"id":"U 1&","name":"ada","tz":"Europe/London","tz_offset":0,"is_bot":false,"deleted":true,"profile":{"display_name":"Ada","real_name":"Ada L"}}}""");

        var user = await client.Api.Users.Info("U 1&", Token);

        var request = Assert.Single(client.Slack.Requests);
        Assert.Equal(("application/x-www-form-urlencoded", "user=U%201%26"), (request.ContentType, request.Body));
        Assert.Equal(("Ada", "Europe/London", true), (user.Profile.DisplayName, user.Tz, user.Deleted));
    }

    [Fact]
    public async Task The_other_writes_name_their_arguments_as_Slack_does()
    {
        await using var client = await Client.Start();
        var modal = new ModalViewDefinition { Title = "Form", Blocks = [new DividerBlock()] };
        const string view = """{"type":"modal","title":{"type":"plain_text","text":"Form","emoji":true},"blocks":[{"type":"divider"}]}""";
        (string Method, Func<ISlackApiClient, Task> Call, string Json)[] calls =
        [
            ("chat.postEphemeral", api => api.Chat.PostEphemeral("U1", new Message { Channel = "C1", Text = "x" }, Token), """{"channel":"C1","user":"U1","text":"x"}"""),
            ("chat.update", api => api.Chat.Update(new MessageUpdate { ChannelId = "C1", Ts = "1.2", Text = "x" }, Token), """{"channel":"C1","ts":"1.2","text":"x"}"""),
            ("chat.delete", api => api.Chat.Delete("1.2", "C1", Token), """{"channel":"C1","ts":"1.2"}"""),
            ("conversations.open", api => api.Conversations.Open(["U1", "U2"], Token), """{"users":"U1,U2"}"""),
            ("conversations.join", api => api.Conversations.Join("C1", Token), """{"channel":"C1"}"""),
            ("views.open", api => api.Views.Open("1.2", modal, Token), $$"""{"trigger_id":"1.2","view":{{view}} }"""),
            ("views.push", api => api.Views.Push("1.2", modal, Token), $$"""{"trigger_id":"1.2","view":{{view}} }"""),
            ("views.update", api => api.Views.UpdateByViewId(modal, "V1", "h", Token), $$"""{"view_id":"V1","hash":"h","view":{{view}} }"""),
            ("views.update", api => api.Views.UpdateByExternalId(modal, "ext", null, Token), $$"""{"external_id":"ext","view":{{view}} }"""),
            ("views.publish", api => api.Views.Publish("U1", new HomeViewDefinition { Blocks = [new DividerBlock()] }, null, Token), """{"user_id":"U1","view":{"type":"home","blocks":[{"type":"divider"}]}}"""),
            ("pins.add", api => api.Pins.AddMessage("C1", "1.2", Token), """{"channel":"C1","timestamp":"1.2"}"""),
            ("pins.remove", api => api.Pins.RemoveMessage("C1", "1.2", Token), """{"channel":"C1","timestamp":"1.2"}"""),
            ("reactions.add", api => api.Reactions.Add("pushpin", "C1", "1.2", Token), """{"name":"pushpin","channel":"C1","timestamp":"1.2"}"""),
            ("reactions.remove", api => api.Reactions.Remove("pushpin", "C1", "1.2", Token), """{"name":"pushpin","channel":"C1","timestamp":"1.2"}"""),
            ("canvases.create", api => api.Post("canvases.create", new { ChannelId = "C1", Title = (string?)null }, Token), """{"channel_id":"C1"}"""),
        ];

        foreach (var (method, call, json) in calls)
        {
            client.Slack.Says("/api/" + method, Ok);
            await call(client.Api);
            Same(json, client.Slack.Requests[^1]);
        }
    }

    [Theory]
    [InlineData("pins.add", "already_pinned")]
    [InlineData("pins.remove", "no_pin")]
    [InlineData("reactions.add", "already_reacted")]
    [InlineData("reactions.remove", "no_reaction")]
    [InlineData("conversations.join", "already_in_channel")]
    public async Task What_is_so_already_is_a_success(string method, string error)
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/" + method, $$"""{"ok":false,"error":"{{error}}"}""");

        await (method switch
        {
            "pins.add" => client.Api.Pins.AddMessage("C1", "1.2", Token),
            "pins.remove" => client.Api.Pins.RemoveMessage("C1", "1.2", Token),
            "reactions.add" => client.Api.Reactions.Add("x", "C1", "1.2", Token),
            "reactions.remove" => client.Api.Reactions.Remove("x", "C1", "1.2", Token),
            _ => client.Api.Conversations.Join("C1", Token),
        });
    }

    [Fact]
    public async Task Slacks_no_keeps_everything_Slack_said()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/chat.postMessage", """{"ok":false,"error":"missing_scope","needed":"chat:write","provided":"commands","errors":["a"],"response_metadata":{"messages":["[ERROR] a","b"]}}""");

        var no = await Assert.ThrowsAsync<SlackApiException>(() => client.Api.Chat.PostMessage(new Message { Channel = "C1", Text = "x" }, Token));

        Assert.Equal(("chat.postMessage", "missing_scope", "chat:write", "commands"), (no.Method, no.Error, no.Needed, no.Provided));
        Assert.Equal(["a", "b"], no.Messages, StringComparer.Ordinal);
        Assert.Contains("needs the scope chat:write", no.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"expired_trigger_id"}""")]
    [InlineData("""{"ok":false,"error":"trigger_exchanged"}""")]
    [InlineData("""{"ok":false,"error":"invalid_arguments","response_metadata":{"messages":["invalid `trigger_id`"]}}""")]
    public async Task A_gone_trigger_is_known_by_all_its_names(string json)
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/views.open", json);

        var no = await Assert.ThrowsAsync<SlackApiException>(() => client.Api.Views.Open("1.2", new ModalViewDefinition { Title = "Form", Blocks = [new DividerBlock()] }, Token));

        Assert.True(no.IsTriggerGone);
    }

    [Fact]
    public async Task Errors_that_are_objects_are_read_too()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/conversations.invite", """{"ok":false,"error":"user_not_found","errors":[{"user":"U1","ok":false,"error":"user_not_found"}]}""");

        var no = await Assert.ThrowsAsync<SlackApiException>(() => client.Api.Post("conversations.invite", new { Users = "U1" }, Token));

        Assert.Equal("user_not_found", no.Error);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("")]
    [InlineData("{\"ok\":tr")]
    [InlineData("""{"ok":true,"channel":{"id":3}}""")]
    public async Task An_answer_nobody_can_read_is_a_failure_and_no_crash(string answer)
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/chat.postMessage", answer);

        var no = await Assert.ThrowsAsync<SlackApiException>(() => client.Api.Chat.PostMessage(new Message { Channel = "C1", Text = "x" }, Token));

        Assert.Equal(SlackApiException.UnreadableAnswer, no.Error);
    }

    [Fact]
    public async Task Long_lists_are_read_page_by_page_and_an_empty_page_is_not_the_end()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/conversations.members", """{"ok":true,"members":["U1","U2"],"response_metadata":{"next_cursor":"a="}}""")
            .Says("/api/conversations.members", """{"ok":true,"members":[],"response_metadata":{"next_cursor":"b"}}""")
            .Says("/api/conversations.members", """{"ok":true,"members":["U3"],"response_metadata":{"next_cursor":""}}""");

        var members = await client.Api.Conversations.Members("C1", Token).ToListAsync(Token);

        Assert.Equal(["U1", "U2", "U3"], members, StringComparer.Ordinal);
        Assert.Equal(["channel=C1&limit=200", "channel=C1&limit=200&cursor=a%3D", "channel=C1&limit=200&cursor=b"], client.Slack.Requests.Select(request => request.Body), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_page_nobody_needs_is_not_asked_for()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/users.list", """{"ok":true,"members":[{"id":"U1"},{"id":"U2"}],"response_metadata":{"next_cursor":"a"}}""");

        Assert.Equal("U1", (await client.Api.Users.List(Token).FirstAsync(Token)).Id);
        Assert.Single(client.Slack.Requests);
    }

    [Fact]
    public async Task A_threads_first_message_comes_once()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/conversations.replies", """{"ok":true,"messages":[{"ts":"1.1","text":"first","user":"U1"},{"ts":"1.2","thread_ts":"1.1","text":null}],"response_metadata":{"next_cursor":"a"}}""")
            .Says("/api/conversations.replies", """{"ok":true,"messages":[{"ts":"1.1","text":"first"},{"ts":"1.3","thread_ts":"1.1","text":"last"}]}""");

        var messages = await client.Api.Conversations.Replies("C1", "1.1", oldest: "1.0", inclusive: true, limit: 15, cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(["1.1", "1.2", "1.3"], messages.Select(message => message.Ts), StringComparer.Ordinal);
        Assert.Equal("", messages[1].Text);
        Assert.Equal("channel=C1&ts=1.1&oldest=1.0&inclusive=true&limit=15", client.Slack.Requests[0].Body);
    }

    [Fact]
    public async Task A_file_goes_up_in_three_steps_and_its_bytes_without_the_token()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/files.getUploadURLExternal", $$"""{"ok":true,"upload_url":"{{client.Slack.Url}}/upload/1","file_id":"F1"}""")
            .Says("/upload/1", "OK - 3")
            .Says("/api/files.completeUploadExternal", """{"ok":true,"files":[{"id":"F1","title":"Map"}]}""");

        var id = await client.Api.Files.Upload(new FileUpload { Filename = "map.png", Content = "abc"u8.ToArray(), Title = "Map", AltText = "A map" }, "C1", "1.1", "Look", cancellationToken: Token);

        Assert.Equal("F1", id);
        Assert.Equal("filename=map.png&length=3&alt_txt=A%20map", client.Slack.Requests[0].Body);
        Assert.Equal(("/upload/1", "abc", ""), (client.Slack.Requests[1].Path, client.Slack.Requests[1].Body, client.Slack.Requests[1].Authorization));
        Same("""{"files":[{"id":"F1","title":"Map"}],"channel_id":"C1","thread_ts":"1.1","initial_comment":"Look"}""", client.Slack.Requests[2]);
    }

    [Fact]
    public async Task A_file_whose_bytes_do_not_arrive_is_not_completed()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/files.getUploadURLExternal", $$"""{"ok":true,"upload_url":"{{client.Slack.Url}}/upload/1","file_id":"F1"}""").Says("/upload/1", "no", 500);

        Assert.IsType<SlackApiException>(await client.Finish(client.Api.Files.Upload(new FileUpload { Filename = "map.png", Content = "abc"u8.ToArray() }, cancellationToken: Token)));

        Assert.Equal(2, client.Slack.Requests.Count);
    }

    [Fact]
    public async Task An_answer_through_a_response_url_carries_no_token()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/respond", "ok").Says("/respond", Ok).Says("/respond", """{"ok":false,"error":"used_url"}""", 404);
        var url = client.Slack.Url + "/respond";

        await client.Api.Respond(url, new MessageResponse { Text = "x", ReplaceOriginal = true }, Token);
        await client.Api.Respond(url, new MessageResponse { DeleteOriginal = true }, Token);
        var no = await Assert.ThrowsAsync<SlackApiException>(() => client.Api.Respond(url, new MessageResponse { Text = "x" }, Token));

        Assert.Equal("used_url", no.Error);
        Assert.All(client.Slack.Requests, request => Assert.Equal("", request.Authorization));
        Same("""{"text":"x","response_type":"ephemeral","replace_original":true}""", client.Slack.Requests[0]);
        Same("""{"delete_original":true}""", client.Slack.Requests[1]);
    }

    [Fact]
    public async Task What_Slack_would_refuse_is_not_sent()
    {
        await using var client = await Client.Start();
        var tooLong = new SectionBlock { Text = new Markdown(new string('x', 3001)) };

        await Assert.ThrowsAsync<SlackBlockException>(() => client.Api.Chat.PostMessage(new Message { Channel = "C1", Text = "x", Blocks = [tooLong] }, Token));
        await Assert.ThrowsAsync<SlackBlockException>(() => client.Api.Chat.PostMessage(new Message { Channel = "C1" }, Token));
        await Assert.ThrowsAsync<SlackBlockException>(() => client.Api.Chat.Update(new MessageUpdate { ChannelId = "C1", Ts = "1.2", Text = new string('x', 4001) }, Token));
        await Assert.ThrowsAsync<SlackBlockException>(() => client.Api.Views.Open("1.2", new ModalViewDefinition { Title = "Form", Blocks = [tooLong] }, Token));
        await Assert.ThrowsAsync<SlackBlockException>(() => client.Api.Respond(client.Slack.Url + "/respond", new MessageResponse { Blocks = [tooLong] }, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Api.Chat.PostMessage(new Message { Text = "x" }, Token));

        Assert.Empty(client.Slack.Requests);
    }

    [Fact]
    public async Task Without_a_token_the_message_says_where_to_get_one()
    {
        await using var client = await Client.Start(options => options.BotToken = "");

        var missing = await Assert.ThrowsAsync<SlackTokenMissingException>(() => client.Api.Auth.Test(Token));

        Assert.Contains("Slack:BotToken", missing.Message, StringComparison.Ordinal);
    }

    private static void Same(string expected, StubRequest request) =>
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), request.Json), request.Body);
}
