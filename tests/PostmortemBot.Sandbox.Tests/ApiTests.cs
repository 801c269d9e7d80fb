using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Tests;

public sealed class ApiTests
{
    [Fact]
    public async Task Tokens_are_checked()
    {
        await using var world = await World.StartAsync();
        Assert.Equal("not_authed", (string?)(await world.Slack("auth.test", new { }, token: null))["error"]);
        Assert.Equal("invalid_auth", (string?)(await world.Slack("auth.test", new { }, token: "xoxb-wrong"))["error"]);
        Assert.Equal("not_allowed_token_type", (string?)(await world.Slack("auth.test", new { }, token: "xapp-1"))["error"]);
        Assert.Equal(World.Bot, (string?)(await world.Slack("auth.test", new { }))["user_id"]);
        Assert.True((bool)(await world.SlackForm("auth.test", token: null, ("token", World.Token)))["ok"]!);
        Assert.Equal("not_authed", (string?)(await world.Slack("auth.test", new { token = World.Token }, token: null))["error"]);
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        await using var world = await World.StartAsync(Manifests.Small);
        var answer = await world.Slack("pins.add", new { channel = World.Payments, timestamp = "1.000000" });
        Assert.Equal("missing_scope", (string?)answer["error"]);
        Assert.Equal("pins:write", (string?)answer["needed"]);
        Assert.Equal("commands,chat:write,channels:read,channels:history,reactions:read", (string?)answer["provided"]);
        Assert.Equal("groups:history", (string?)(await world.SlackForm("conversations.history", World.Token, ("channel", World.Secret)))["needed"]);
    }

    [Fact]
    public async Task Unknown_methods_and_arguments_are_refused()
    {
        await using var world = await World.StartAsync();
        Assert.Equal("unknown_method", (string?)(await world.Slack("chat.postMesage", new { }))["error"]);
        var answer = await world.Slack("chat.postMessage", new { chanel = World.Payments, text = "x" });
        Assert.Equal("invalid_arg_name", (string?)answer["error"]);
        Assert.Contains("chanel", (string?)answer["response_metadata"]!["messages"]![0], StringComparison.Ordinal);
        Assert.Equal("[ERROR] missing required field: channel", (string?)(await world.Slack("chat.postMessage", new { text = "x" }))["response_metadata"]!["messages"]![0]);
    }

    [Fact]
    public async Task Types_follow_the_kind_of_body()
    {
        await using var world = await World.StartAsync();
        Assert.Equal("invalid_blocks_format", (string?)(await world.Slack("chat.postMessage", new { channel = World.Payments, text = "x", blocks = "[]" }))["error"]);
        Assert.Equal("invalid_arguments", (string?)(await world.Slack("chat.postMessage", new { channel = World.Payments, text = "x", unfurl_links = "false" }))["error"]);
        Assert.Equal("invalid_arguments", (string?)(await world.Slack("chat.postMessage", new { channel = World.Payments, text = "x", thread_ts = (string?)null }))["error"]);
        Assert.True((bool)(await world.SlackForm("chat.postMessage", World.Token, ("channel", World.Payments), ("text", "x"), ("unfurl_links", "false"), ("blocks", """[{"type":"divider"}]""")))["ok"]!);
        Assert.Equal("invalid_arguments", (string?)(await world.Slack("conversations.info", new { channel = World.Payments }))["error"]);
        Assert.True((bool)(await world.SlackForm("conversations.info", World.Token, ("channel", World.Payments)))["ok"]!);
        Assert.Equal("invalid_json", (string?)(await world.SendAsync("chat.postMessage", new StringContent("{", new MediaTypeHeaderValue("application/json")), World.Token))["error"]);
        Assert.Equal("invalid_post_type", (string?)(await world.SendAsync("chat.postMessage", new StringContent("x"), World.Token))["error"]);
    }

    [Fact]
    public async Task JSON_without_a_charset_earns_a_warning()
    {
        await using var world = await World.StartAsync();
        var answer = await world.SendAsync("auth.test", new StringContent("{}", new MediaTypeHeaderValue("application/json")), World.Token);
        Assert.Equal("missing_charset", (string?)answer["warning"]);
    }

    [Fact]
    public async Task Membership_decides()
    {
        await using var world = await World.StartAsync();
        Assert.Equal("not_in_channel", (string?)(await world.Slack("chat.postMessage", new { channel = World.Checkout, text = "x" }))["error"]);
        Assert.Equal("channel_not_found", (string?)(await world.Slack("chat.postMessage", new { channel = World.Hidden, text = "x" }))["error"]);
        Assert.Equal("channel_not_found", (string?)(await world.SlackForm("conversations.info", World.Token, ("channel", World.Hidden)))["error"]);
        Assert.Equal("user_not_in_channel", (string?)(await world.Slack("chat.postEphemeral", new { channel = World.Payments, user = "U0INES00001", text = "x" }))["error"]);
        Assert.Equal("method_not_supported_for_channel_type", (string?)(await world.Slack("conversations.join", new { channel = World.Secret }))["error"]);
        Assert.True((bool)(await world.Slack("conversations.join", new { channel = World.Checkout }))["ok"]!);
        Assert.Equal("already_in_channel", (string?)(await world.Slack("conversations.join", new { channel = World.Checkout }))["warning"]);
        await world.Post("/sandbox/channels/incident-checkout/archive", new { archived = true });
        Assert.Equal("is_archived", (string?)(await world.Slack("chat.postMessage", new { channel = World.Checkout, text = "x" }))["error"]);
    }

    [Fact]
    public async Task A_user_id_opens_the_direct_message()
    {
        await using var world = await World.StartAsync();
        var answer = await world.Slack("chat.postMessage", new { channel = World.Maya, text = "Reminder" });
        var direct = (string)answer["channel"]!;
        Assert.StartsWith("D", direct, StringComparison.Ordinal);
        var opened = await world.Slack("conversations.open", new { users = World.Maya });
        Assert.Equal(direct, (string?)opened["channel"]!["id"]);
        Assert.True((bool)opened["already_open"]!);
        Assert.Equal("Reminder", (string?)Assert.Single(await world.Messages("maya", direct))!["text"]);
    }

    [Fact]
    public async Task Posting_without_anything_is_refused()
    {
        await using var world = await World.StartAsync();
        Assert.Equal("no_text", (string?)(await world.Slack("chat.postMessage", new { channel = World.Payments }))["error"]);
        Assert.Equal("no_text", (string?)(await world.Slack("chat.postMessage", new { channel = World.Payments, blocks = Array.Empty<object>() }))["error"]);
        Assert.Equal("markdown_text_conflict", (string?)(await world.Slack("chat.postMessage", new { channel = World.Payments, text = "a", markdown_text = "b" }))["error"]);
        Assert.Equal("thread_not_found", (string?)(await world.Slack("chat.postMessage", new { channel = World.Payments, text = "a", thread_ts = "1.000000" }))["error"]);
    }

    [Fact]
    public async Task Updating_follows_the_rules_for_text_and_blocks()
    {
        await using var world = await World.StartAsync();
        var ts = await world.Post(World.Payments, "One", [World.Button("b")]);
        var updated = await world.Slack("chat.update", new { channel = World.Payments, ts, blocks = new[] { World.Button("c") } });
        Assert.Null(updated["message"]!["edited"]);
        Assert.Equal("One", (string?)updated["text"]);
        updated = await world.Slack("chat.update", new { channel = World.Payments, ts, text = "Two" });
        Assert.Null(updated["message"]!["blocks"]);
        Assert.NotNull(updated["message"]!["edited"]);
        Assert.Equal("msg_too_long", (string?)(await world.Slack("chat.update", new { channel = World.Payments, ts, text = new string('x', 4001) }))["error"]);
        var theirs = (string?)(await world.As("maya", "message", new { channel = World.Payments, text = "Mine" }))["ts"];
        Assert.Equal("cant_update_message", (string?)(await world.Slack("chat.update", new { channel = World.Payments, ts = theirs, text = "x" }))["error"]);
        Assert.Equal("cant_delete_message", (string?)(await world.Slack("chat.delete", new { channel = World.Payments, ts = theirs }))["error"]);
        Assert.True((bool)(await world.Slack("chat.delete", new { channel = World.Payments, ts }))["ok"]!);
        Assert.Equal("message_not_found", (string?)(await world.Slack("chat.delete", new { channel = World.Payments, ts }))["error"]);
    }

    [Fact]
    public async Task History_is_paged_newest_first_without_replies_and_metadata_comes_on_request()
    {
        await using var world = await World.StartAsync();
        var parent = (string?)(await world.Slack("chat.postMessage", new { channel = World.Payments, text = "1", metadata = new { event_type = "pm", event_payload = new { id = "7" } } }))["ts"];
        await world.Slack("chat.postMessage", new { channel = World.Payments, text = "reply", thread_ts = parent });
        await world.Post(World.Payments, "2");
        await world.Post(World.Payments, "3");

        var first = await world.SlackForm("conversations.history", World.Token, ("channel", World.Payments), ("limit", "2"));
        Assert.Equal(["3", "2"], ((JsonArray)first["messages"]!).Select(m => (string?)m!["text"]));
        Assert.True((bool)first["has_more"]!);
        var second = await world.SlackForm("conversations.history", World.Token, ("channel", World.Payments), ("limit", "2"), ("cursor", (string)first["response_metadata"]!["next_cursor"]!), ("include_all_metadata", "true"));
        var last = Assert.Single((JsonArray)second["messages"]!)!;
        Assert.Equal(1, (int)last["reply_count"]!);
        Assert.Equal("7", (string?)last["metadata"]!["event_payload"]!["id"]);
        Assert.Equal("invalid_cursor", (string?)(await world.SlackForm("conversations.history", World.Token, ("channel", World.Payments), ("cursor", "zzz")))["error"]);

        var thread = await world.SlackForm("conversations.replies", World.Token, ("channel", World.Payments), ("ts", parent!));
        Assert.Equal(["1", "reply"], ((JsonArray)thread["messages"]!).Select(m => (string?)m!["text"]));
        Assert.Equal("thread_not_found", (string?)(await world.SlackForm("conversations.replies", World.Token, ("channel", World.Payments), ("ts", "1.000000")))["error"]);
        Assert.Equal("invalid_metadata_format", (string?)(await world.Slack("chat.postMessage", new { channel = World.Payments, text = "1", metadata = new { event_type = "pm" } }))["error"]);
    }

    [Fact]
    public async Task Members_users_and_channels_are_listed_in_pages()
    {
        await using var world = await World.StartAsync();
        var page = await world.SlackForm("conversations.members", World.Token, ("channel", World.Payments), ("limit", "4"));
        Assert.Equal(4, ((JsonArray)page["members"]!).Count);
        Assert.NotEqual("", (string?)page["response_metadata"]!["next_cursor"]);
        Assert.Equal("limit_required", (string?)(await world.SlackForm("users.list", World.Token))["error"]);
        Assert.Equal(7, ((JsonArray)(await world.SlackForm("users.list", World.Token, ("limit", "200")))["members"]!).Count);
        var channels = (JsonArray)(await world.SlackForm("conversations.list", World.Token, ("types", "public_channel,private_channel")))["channels"]!;
        Assert.DoesNotContain(channels, c => (string?)c!["id"] == World.Hidden);
        Assert.Contains(channels, c => (string?)c!["id"] == World.Secret);
        Assert.Equal("invalid_types", (string?)(await world.SlackForm("conversations.list", World.Token, ("types", "public")))["error"]);
        var user = await world.SlackForm("users.info", World.Token, ("user", "U0YUKI00001"));
        Assert.Equal("Asia/Tokyo", (string?)user["user"]!["tz"]);
        Assert.Equal(32400, (int)user["user"]!["tz_offset"]!);
    }

    [Fact]
    public async Task Pins_and_reactions_happen_once()
    {
        await using var world = await World.StartAsync();
        var ts = await world.Post(World.Payments, "Card");
        Assert.True((bool)(await world.Slack("pins.add", new { channel = World.Payments, timestamp = ts }))["ok"]!);
        Assert.Equal("already_pinned", (string?)(await world.Slack("pins.add", new { channel = World.Payments, timestamp = ts }))["error"]);
        Assert.Single((JsonArray)(await world.SlackForm("pins.list", World.Token, ("channel", World.Payments)))["items"]!);
        Assert.True((bool)(await world.Messages("maya", World.Payments))[0]!["pinned"]!);
        Assert.True((bool)(await world.Slack("pins.remove", new { channel = World.Payments, timestamp = ts }))["ok"]!);
        Assert.Equal("no_pin", (string?)(await world.Slack("pins.remove", new { channel = World.Payments, timestamp = ts }))["error"]);

        Assert.True((bool)(await world.Slack("reactions.add", new { channel = World.Payments, timestamp = ts, name = "eyes" }))["ok"]!);
        Assert.Equal("already_reacted", (string?)(await world.Slack("reactions.add", new { channel = World.Payments, timestamp = ts, name = "eyes" }))["error"]);
        Assert.Equal("invalid_name", (string?)(await world.Slack("reactions.add", new { channel = World.Payments, timestamp = ts, name = ":eyes:" }))["error"]);
        var reactions = await world.SlackForm("reactions.get", World.Token, ("channel", World.Payments), ("timestamp", ts));
        Assert.Equal("eyes", (string?)reactions["message"]!["reactions"]![0]!["name"]);
        Assert.Equal("no_reaction", (string?)(await world.Slack("reactions.remove", new { channel = World.Payments, timestamp = ts, name = "tada" }))["error"]);
    }

    [Fact]
    public async Task A_file_is_uploaded_in_three_steps_and_usable_once_Slack_has_looked_at_it()
    {
        await using var world = await World.StartAsync();
        var asked = await world.SlackForm("files.getUploadURLExternal", World.Token, ("filename", "timeline.png"), ("length", "24"));
        var id = (string)asked["file_id"]!;
        using var wrong = await world.Http.PostAsync((string?)asked["upload_url"], new ByteArrayContent(new byte[3]));
        Assert.False(wrong.IsSuccessStatusCode);
        using var sent = await world.Http.PostAsync((string?)asked["upload_url"], new ByteArrayContent(new byte[24]));
        Assert.True(sent.IsSuccessStatusCode);
        Assert.True((bool)(await world.Slack("files.completeUploadExternal", new { files = new[] { new { id, title = "Timeline" } }, channel_id = World.Payments }))["ok"]!);
        Assert.Equal("file_not_found", (string?)(await world.Slack("files.completeUploadExternal", new { files = new[] { new { id } } }))["error"]);

        object[] image = [new { type = "image", alt_text = "Timeline", slack_file = new { id } }];
        var early = await world.Slack("chat.postMessage", new { channel = World.Payments, text = "x", blocks = image });
        Assert.Equal("[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]", (string?)early["response_metadata"]!["messages"]![0]);
        Assert.Equal("", (string?)(await world.SlackForm("files.info", World.Token, ("file", id)))["file"]!["mimetype"]);
        Assert.Equal("image/png", (string?)(await world.SlackForm("files.info", World.Token, ("file", id)))["file"]!["mimetype"]);
        Assert.True((bool)(await world.Slack("chat.postMessage", new { channel = World.Payments, text = "x", blocks = image }))["ok"]!);
        Assert.Equal(24, (await world.Http.GetByteArrayAsync($"/sandbox/files/{id}")).Length);
        Assert.Equal("missing_argument", (string?)(await world.SlackForm("files.getUploadURLExternal", World.Token, ("filename", "x"), ("length", "0")))["error"]);
    }

    [Fact]
    public async Task Permalinks_and_bookmarks()
    {
        await using var world = await World.StartAsync();
        var ts = await world.Post(World.Payments, "Card");
        var link = await world.SlackForm("chat.getPermalink", World.Token, ("channel", World.Payments), ("message_ts", ts));
        Assert.Equal($"https://acme.slack.com/archives/{World.Payments}/p{ts.Replace(".", "", StringComparison.Ordinal)}", (string?)link["permalink"]);
        Assert.Equal("invalid_link", (string?)(await world.Slack("bookmarks.add", new { channel_id = World.Payments, title = "Report", type = "link", link = "ftp://x" }))["error"]);
        Assert.True((bool)(await world.Slack("bookmarks.add", new { channel_id = World.Payments, title = "Report", type = "link", link = "https://x.example" }))["ok"]!);
        Assert.Single((JsonArray)(await world.SlackForm("bookmarks.list", World.Token, ("channel_id", World.Payments)))["bookmarks"]!);
    }

    [Fact]
    public async Task The_call_log_shows_both_directions_without_tokens()
    {
        await using var world = await World.StartAsync();
        await world.SlackForm("auth.test", token: null, ("token", World.Token));
        await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem new" });
        var log = await world.Get("/sandbox/calls");
        Assert.Equal(["auth.test", "command /postmortem"], ((JsonArray)log["calls"]!).Select(c => (string?)c!["name"]));
        Assert.DoesNotContain(World.Token, log.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain((string)world.App.Last.Json["trigger_id"]!, log.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Methods_that_read_also_take_a_GET_with_the_token_in_its_header_only()
    {
        await using var world = await World.StartAsync();
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"/api/conversations.info?channel={World.Payments}");
        asked.Headers.Authorization = new("Bearer", World.Token);
        using var answer = await world.Http.SendAsync(asked);
        Assert.Contains("\"name\":\"incident-payments\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.Contains("not_authed", await world.Http.GetStringAsync($"/api/conversations.info?channel={World.Payments}&token={World.Token}"), StringComparison.Ordinal);
        using var posted = await world.Http.GetAsync($"/api/chat.postMessage?channel={World.Payments}&text=x");
        Assert.Equal(System.Net.HttpStatusCode.MethodNotAllowed, posted.StatusCode);
    }
}
