using PostmortemBot.Slack.Blocks;
using PostmortemBot.Slack.Tests.Sending;
using Xunit;

namespace PostmortemBot.Slack.Tests.Contract;

/// <summary>Slack's answers to the calls this library makes.</summary>
public sealed class AnswerContractTests
{
    private const string Person = """
        {"id":"U1AAA","team_id":"T1AAA","name":"ada","deleted":false,"color":"9f69e7","real_name":"Ada L","tz":"Europe/Berlin","tz_label":"CET","tz_offset":3600,"is_admin":true,"is_owner":false,"is_bot":false,"is_restricted":true,"is_ultra_restricted":false,"is_stranger":false,"updated":1700000000,"has_2fa":false,
         "profile":{"display_name":"Ada","real_name":"Ada Lovelace","email":"ada@example.com","image_48":"https://example.com/48.png","status_text":"","fields":{},"avatar_hash":"x"}}
        """;

    private const string Channel = """
        {"id":"C1AAA","name":"general","is_channel":true,"is_group":false,"is_im":false,"is_mpim":false,"created":1449709280,"creator":"U1AAA","is_archived":false,"is_general":true,"is_private":true,"is_ext_shared":false,"is_member":true,"context_team_id":"T1AAA","num_members":3,"user":null,"previous_names":[],"topic":{"value":"x"},"unlinked":0}
        """;

    private const string View = """{"id":"V1AAA","team_id":"T1AAA","type":"modal","title":{"type":"plain_text","text":"Form"},"submit":null,"close":null,"blocks":[],"private_metadata":"p","callback_id":"form","external_id":"","state":{"values":{}},"hash":"1.h","clear_on_close":false,"root_view_id":"V1AAA","previous_view_id":null,"app_id":"A1AAA","bot_id":"B1AAA"}""";

    private static readonly ModalViewDefinition Modal = new() { Title = "Form", Blocks = [new DividerBlock()] };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Every method: Slack's whole answer, and what is made of it.</summary>
    private static readonly (string Method, string Answer, Func<ISlackApiClient, Task<object?>> Call, string Expected)[] Methods =
    [
        ("auth.test", """{"ok":true,"url":"https://example.slack.com/","team":"Example","user":"bot","team_id":"T1AAA","user_id":"U0BOT","bot_id":"B1AAA","enterprise_id":"E1AAA","is_enterprise_install":false}""",
            async api => await api.Auth.Test(Token) is var test ? $"{test.UserId} {test.BotId} {test.TeamId} {test.EnterpriseId}" : null, "U0BOT B1AAA T1AAA E1AAA"),
        ("chat.postMessage", """{"ok":true,"channel":"C1AAA","ts":"1503435956.000247","message":{"text":"hi","blocks":[{"type":"new"}]},"warning":"missing_charset","response_metadata":{"warnings":["missing_charset"]}}""",
            async api => await api.Chat.PostMessage(new Message { Channel = "C1AAA", Text = "hi" }, Token) is var posted ? $"{posted.Channel} {posted.Ts}" : null, "C1AAA 1503435956.000247"),
        ("chat.postEphemeral", """{"ok":true,"message_ts":"1502210682.580145"}""", async api => await api.Chat.PostEphemeral("U1AAA", new Message { Channel = "C1AAA", Text = "hi" }, Token), "1502210682.580145"),
        ("chat.update", """{"ok":true,"channel":"C1AAA","ts":"1401383885.000061","text":"hi","message":{"user":"U0BOT"}}""",
            async api => await api.Chat.Update(new MessageUpdate { ChannelId = "C1AAA", Ts = "1.2", Text = "hi" }, Token) is var updated ? $"{updated.Channel} {updated.Ts}" : null, "C1AAA 1401383885.000061"),
        ("chat.delete", """{"ok":true,"channel":"C1AAA","ts":"1401383885.000061"}""", async api => await Nothing(api.Chat.Delete("1.2", "C1AAA", Token)), ""),
        ("chat.getPermalink", """{"ok":true,"channel":"C1AAA","permalink":"https://example.slack.com/archives/C1AAA/p135854651500008"}""", async api => await api.Chat.GetPermalink("C1AAA", "1.2", Token), "https://example.slack.com/archives/C1AAA/p135854651500008"),
        ("conversations.info", $$"""{"ok":true,"channel":{{Channel}} }""",
            async api => await api.Conversations.Info("C1AAA", Token) is var channel ? $"{channel.Id} {channel.Name} {channel.IsPrivate} {channel.IsMember} {channel.IsGeneral} {channel.NumMembers} {channel.Created}" : null, "C1AAA general True True True 3 1449709280"),
        ("conversations.open", """{"ok":true,"no_op":true,"already_open":true,"channel":{"id":"D1AAA"}}""", async api => await api.Conversations.Open(["U1AAA"], Token), "D1AAA"),
        ("conversations.join", $$"""{"ok":true,"channel":{{Channel}},"warning":"already_in_channel","response_metadata":{"warnings":["already_in_channel"]} }""", async api => await Nothing(api.Conversations.Join("C1AAA", Token)), ""),
        ("conversations.members", """{"ok":true,"members":["U1AAA","W2AAA"],"response_metadata":{"next_cursor":""}}""", async api => string.Join(' ', await api.Conversations.Members("C1AAA", Token).ToListAsync(Token)), "U1AAA W2AAA"),
        ("conversations.history", $$"""{"ok":true,"messages":[{{Interactions.Message}}],"has_more":false,"pin_count":0,"channel_actions_ts":null,"response_metadata":{"next_cursor":""} }""",
            async api => string.Join(' ', (await api.Conversations.History("C1AAA", cancellationToken: Token).ToListAsync(Token)).Select(message => message.Ts)), "1700000000.000100"),
        ("conversations.replies", """{"ok":true,"messages":[{"type":"message","ts":"1.1","thread_ts":"1.1","reply_count":1,"subscribed":false},{"type":"message","ts":"1.2","thread_ts":"1.1","parent_user_id":"U1AAA","text":"x"}],"has_more":false}""",
            async api => string.Join(' ', (await api.Conversations.Replies("C1AAA", "1.1", cancellationToken: Token).ToListAsync(Token)).Select(message => message.Ts)), "1.1 1.2"),
        ("files.info", """{"ok":true,"file":{"id":"F1AAA","name":"graph.png","mimetype":"image/png","size":12,"original_w":640,"original_h":480,"shares":{},"comments_count":0},"comments":[],"response_metadata":{"next_cursor":""}}""",
            async api => await api.Files.Info("F1AAA", Token) is var file ? $"{file.Id} {file.Size} {file.IsReadyPicture}" : null, "F1AAA 12 True"),
        ("pins.add", """{"ok":true}""", async api => await Nothing(api.Pins.AddMessage("C1AAA", "1.2", Token)), ""),
        ("pins.remove", """{"ok":true}""", async api => await Nothing(api.Pins.RemoveMessage("C1AAA", "1.2", Token)), ""),
        ("reactions.add", """{"ok":true}""", async api => await Nothing(api.Reactions.Add("pushpin", "C1AAA", "1.2", Token)), ""),
        ("reactions.remove", """{"ok":true}""", async api => await Nothing(api.Reactions.Remove("pushpin", "C1AAA", "1.2", Token)), ""),
        ("users.info", $$"""{"ok":true,"user":{{Person}} }""",
            async api => await api.Users.Info("U1AAA", Token) is var user ? $"{user.Id} {user.Profile.DisplayName} {user.Profile.Email} {user.Tz} {user.TzOffset} {user.IsAdmin} {user.IsRestricted}" : null, "U1AAA Ada ada@example.com Europe/Berlin 3600 True True"),
        ("users.list", $$"""{"ok":true,"members":[{{Person}}],"cache_ts":1498777272,"response_metadata":{"next_cursor":""} }""",
            async api => string.Join(' ', (await api.Users.List(Token).ToListAsync(Token)).Select(user => user.Id)), "U1AAA"),
        ("views.open", $$"""{"ok":true,"view":{{View}} }""", async api => (await api.Views.Open("1.2", Modal, Token)).Id, "V1AAA"),
        ("views.push", $$"""{"ok":true,"view":{{View}} }""", async api => (await api.Views.Push("1.2", Modal, Token)).Hash, "1.h"),
        ("views.update", $$"""{"ok":true,"view":{{View}} }""", async api => (await api.Views.UpdateByViewId(Modal, "V1AAA", null, Token)).RootViewId, "V1AAA"),
        ("views.publish", $$"""{"ok":true,"view":{{View}} }""", async api => (await api.Views.Publish("U1AAA", new HomeViewDefinition { Blocks = [new DividerBlock()] }, null, Token)).CallbackId, "form"),
    ];

    public static TheoryData<string> Names { get; } = [.. Methods.Select(method => method.Method)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_answer_is_read_right(string name)
    {
        var (method, answer, call, expected) = Methods.Single(method => string.Equals(method.Method, name, StringComparison.Ordinal));
        await using var client = await Client.Start();
        client.Slack.Says("/api/" + method, answer);

        Assert.Equal(expected, await call(client.Api));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_answer_is_read_in_another_order_with_new_fields_and_with_any_field_null(string name)
    {
        var (method, answer, call, expected) = Methods.Single(method => string.Equals(method.Method, name, StringComparison.Ordinal));
        await using var client = await Client.Start();
        var json = System.Text.Json.Nodes.JsonNode.Parse(answer);
        client.Slack.Says("/api/" + method, Shapes.Reversed(json)!.ToJsonString()).Says("/api/" + method, Shapes.WithNews(json)!.ToJsonString());

        Assert.Equal(expected, await call(client.Api));
        Assert.Equal(expected, await call(client.Api));
        foreach (var (path, nulled) in Shapes.WithOneNull(answer).Where(one => one.Path is not "/ok"))
        {
            client.Slack.Says("/api/" + method, nulled);
            // So many calls of one method are more than Slack takes at once.
            client.Clock.Advance(TimeSpan.FromSeconds(5));
            var failure = await Record.ExceptionAsync(() => call(client.Api));
            Assert.True(failure is null, $"{method} with {path} null: {failure}");
        }
    }

    [Fact]
    public async Task What_Slack_says_against_a_call_is_kept()
    {
        await using var client = await Client.Start();
        client.Slack
            .Says("/api/chat.postMessage", """{"ok":false,"error":"invalid_blocks","errors":["failed to match [json-pointer:/blocks/0/text]"],"response_metadata":{"messages":["[ERROR] failed to match [json-pointer:/blocks/0/text]"]}}""")
            .Says("/api/users.info", """{"ok":false,"error":"missing_scope","needed":"users:read","provided":"chat:write"}""")
            .Says("/api/pins.add", """{"ok":false,"error":"fatal_things","detail":"because","errors":[{"user":"U1AAA","ok":false,"error":"cant_invite"},null,7]}""")
            .Says("/api/files.info", """{"ok":null}""");

        var blocks = await Assert.ThrowsAsync<SlackApiException>(() => client.Api.Chat.PostMessage(new Message { Channel = "C1AAA", Text = "hi" }, Token));
        var scope = await Assert.ThrowsAsync<SlackApiException>(() => client.Api.Users.Info("U1AAA", Token));
        var detail = await Assert.ThrowsAsync<SlackApiException>(() => client.Api.Pins.AddMessage("C1AAA", "1.2", Token));
        var empty = await Assert.ThrowsAsync<SlackApiException>(() => client.Api.Files.Info("F1AAA", Token));

        Assert.Equal(("invalid_blocks", 1), (blocks.Error, blocks.Messages.Count));
        Assert.Equal(("missing_scope", "users:read", "chat:write"), (scope.Error, scope.Needed, scope.Provided));
        Assert.Equal(["cant_invite", "because"], detail.Messages);
        Assert.Equal(SlackApiException.UnreadableAnswer, empty.Error);
    }

    [Theory]
    [InlineData("""{"ok":true,"user":{"id":"U1AAA","name":"\ud83d"}}""")]
    [InlineData("""{"ok":true,"user":{"id":["U1AAA"]}}""")]
    [InlineData("""{"ok":true,"user":""")]
    [InlineData("""{"ok":false,"error":"\ud83d"}""")]
    [InlineData("<html>")]
    public async Task An_answer_that_is_none_is_told_as_one(string answer)
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/users.info", answer);

        var failure = await Assert.ThrowsAsync<SlackApiException>(() => client.Api.Users.Info("U1AAA", Token));

        Assert.Equal(SlackApiException.UnreadableAnswer, failure.Error);
    }

    private static async Task<object?> Nothing(Task call)
    {
        await call;
        return "";
    }
}
