using System.Text.Json;
using PostmortemBot.Slack.Blocks;
using PostmortemBot.Slack.Tests.Door;
using PostmortemBot.Slack.WebApi;
using Xunit;

namespace PostmortemBot.Slack.Tests.Sending;

/// <summary>Each method is asked for under Slack's name, with Slack's arguments, in the form Slack reads.</summary>
public sealed class WebApiTests
{
    private const string Ok = """{"ok":true}""";
    private static readonly DateTimeOffset Later = DateTimeOffset.FromUnixTimeSeconds(1_795_000_000);
    private static readonly IReadOnlyDictionary<string, Unfurl> Unfurls = new Dictionary<string, Unfurl>(StringComparer.Ordinal) { ["https://a.example/1?x=1&y=2"] = new() { Blocks = [new DividerBlock()] } };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writing_goes_as_json()
    {
        await using var client = await Client.Start();
        (string Method, Func<ISlackApiClient, Task> Call, string Json)[] calls =
        [
            ("chat.postMessage", api => api.Chat.PostMessage(new Message { Channel = "C1", MarkdownText = "# Hi", ReplyBroadcast = true, ThreadTs = "1.1", UnfurlLinks = true }, Token), """{"channel":"C1","markdown_text":"# Hi","thread_ts":"1.1","reply_broadcast":true,"unfurl_links":true,"unfurl_media":false}"""),
            ("chat.update", api => api.Chat.Update(new MessageUpdate { ChannelId = "C1", Ts = "1.2", Text = "x", Metadata = new("step", new { Id = 7 }) }, Token), """{"channel":"C1","ts":"1.2","text":"x","metadata":{"event_type":"step","event_payload":{"id":7}}}"""),
            ("chat.scheduleMessage", api => api.Chat.ScheduleMessage(new Message { Channel = "C1", Text = "x" }, Later, Token), """{"channel":"C1","post_at":1795000000,"text":"x","unfurl_links":false,"unfurl_media":false}"""),
            ("chat.deleteScheduledMessage", api => api.Chat.DeleteScheduledMessage("Q1", "C1", Token), """{"channel":"C1","scheduled_message_id":"Q1"}"""),
            ("chat.unfurl", api => api.Chat.Unfurl("C1", "1.2", Unfurls, Token), """{"channel":"C1","ts":"1.2","unfurls":{"https://a.example/1?x=1&y=2":{"blocks":[{"type":"divider"}]}}}"""),
            ("chat.unfurl", api => api.Chat.UnfurlById("composer", "U-1", Unfurls, Token), """{"source":"composer","unfurl_id":"U-1","unfurls":{"https://a.example/1?x=1&y=2":{"blocks":[{"type":"divider"}]}}}"""),
            ("conversations.create", api => api.Conversations.Create("incident-1", isPrivate: true, Token), """{"name":"incident-1","is_private":true}"""),
            ("conversations.invite", api => api.Conversations.Invite("C1", ["U1", "U2"], force: true, Token), """{"channel":"C1","users":"U1,U2","force":true}"""),
            ("conversations.kick", api => api.Conversations.Kick("C1", "U1", Token), """{"channel":"C1","user":"U1"}"""),
            ("conversations.archive", api => api.Conversations.Archive("C1", Token), """{"channel":"C1"}"""),
            ("conversations.unarchive", api => api.Conversations.Unarchive("C1", Token), """{"channel":"C1"}"""),
            ("conversations.rename", api => api.Conversations.Rename("C1", "new", Token), """{"channel":"C1","name":"new"}"""),
            ("conversations.setTopic", api => api.Conversations.SetTopic("C1", "t", Token), """{"channel":"C1","topic":"t"}"""),
            ("conversations.setPurpose", api => api.Conversations.SetPurpose("C1", "p", Token), """{"channel":"C1","purpose":"p"}"""),
            ("conversations.canvases.create", api => api.Conversations.CreateCanvas("C1", markdown: "# A", cancellationToken: Token), """{"channel_id":"C1","document_content":{"type":"markdown","markdown":"# A"}}"""),
            ("bookmarks.add", api => api.Bookmarks.Add("C1", "Runbook", new Uri("https://a.example/r"), ":book:", Token), """{"channel_id":"C1","title":"Runbook","type":"link","link":"https://a.example/r","emoji":":book:"}"""),
            ("bookmarks.edit", api => api.Bookmarks.Edit("C1", "Bk1", title: "New", cancellationToken: Token), """{"channel_id":"C1","bookmark_id":"Bk1","title":"New"}"""),
            ("bookmarks.remove", api => api.Bookmarks.Remove("C1", "Bk1", Token), """{"channel_id":"C1","bookmark_id":"Bk1"}"""),
            ("canvases.create", api => api.Canvases.Create("Report", "# A", cancellationToken: Token), """{"title":"Report","document_content":{"type":"markdown","markdown":"# A"}}"""),
            ("canvases.edit", api => api.Canvases.Edit("F1", CanvasChange.InsertAfter("s1", "x"), Token), """{"canvas_id":"F1","changes":[{"operation":"insert_after","section_id":"s1","document_content":{"type":"markdown","markdown":"x"}}]}"""),
            ("canvases.edit", api => api.Canvases.Edit("F1", CanvasChange.Rename("New"), Token), """{"canvas_id":"F1","changes":[{"operation":"rename","title_content":{"type":"markdown","markdown":"New"}}]}"""),
            ("canvases.delete", api => api.Canvases.Delete("F1", Token), """{"canvas_id":"F1"}"""),
            ("canvases.sections.lookup", api => api.Canvases.LookupSections("F1", "cause", ["h1"], Token), """{"canvas_id":"F1","criteria":{"section_types":["h1"],"contains_text":"cause"}}"""),
            ("canvases.access.set", api => api.Canvases.SetAccess("F1", CanvasAccess.Write, channelIds: ["C1"], cancellationToken: Token), """{"canvas_id":"F1","access_level":"write","channel_ids":["C1"]}"""),
            ("files.completeUploadExternal", api => api.Files.CompleteUploadExternal([new("F1", "Map")], ["C1", "C2"], blocks: [new DividerBlock()], cancellationToken: Token), """{"files":[{"id":"F1","title":"Map"}],"channels":"C1,C2","blocks":[{"type":"divider"}]}"""),
        ];
        foreach (var (method, call, json) in calls)
        {
            client.Slack.Says("/api/" + method, Ok);
            await call(client.Api);
            Assert.Equal("/api/" + method, client.Slack.Requests[^1].Path);
            Assert.True(JsonElement.DeepEquals(JsonElement.Parse(json), client.Slack.Requests[^1].Json), client.Slack.Requests[^1].Body);
        }
    }

    [Fact]
    public async Task Reading_goes_as_a_form()
    {
        await using var client = await Client.Start();
        (string Method, Func<ISlackApiClient, Task> Call, string Form)[] calls =
        [
            ("auth.revoke", api => api.Auth.Revoke(test: true, Token), "test=true"),
            ("bookmarks.list", api => api.Bookmarks.List("C1", Token), "channel_id=C1"),
            ("chat.scheduledMessages.list", api => api.ScheduledMessages.List("C1", oldest: Later, cancellationToken: Token).ToListAsync(Token).AsTask(), "channel=C1&oldest=1795000000&limit=100"),
            ("conversations.list", api => api.Conversations.List([ConversationType.PublicChannel, ConversationType.Mpim], excludeArchived: true, Token).ToListAsync(Token).AsTask(), "types=public_channel%2Cmpim&exclude_archived=true&limit=200"),
            ("users.conversations", api => api.Users.Conversations("U1", [ConversationType.Im], cancellationToken: Token).ToListAsync(Token).AsTask(), "user=U1&types=im&limit=200"),
            ("users.lookupByEmail", api => api.Users.LookupByEmail("a@b.example", Token), "email=a%40b.example"),
            ("usergroups.list", api => api.UserGroups.List(includeUsers: true, cancellationToken: Token), "include_users=true"),
            ("usergroups.users.list", api => api.UserGroupUsers.List("S1", includeDisabled: true, Token), "usergroup=S1&include_disabled=true"),
            ("pins.list", api => api.Pins.List("C1", Token), "channel=C1"),
            ("reactions.get", api => api.Reactions.GetForMessage("C1", "1.2", Token), "channel=C1&timestamp=1.2&full=true"),
            ("dnd.info", api => api.Dnd.Info("U1", Token), "user=U1"),
            ("team.info", api => api.Team.Info(Token), ""),
            ("files.getUploadURLExternal", api => api.Files.GetUploadUrlExternal("a.png", 3, cancellationToken: Token), "filename=a.png&length=3"),
        ];
        foreach (var (method, call, form) in calls)
        {
            client.Slack.Says("/api/" + method, Ok);
            await call(client.Api);
            var request = client.Slack.Requests[^1];
            Assert.Equal(("/api/" + method, "application/x-www-form-urlencoded", form), (request.Path, request.ContentType, request.Body));
        }
    }

    [Fact]
    public async Task Answers_are_read_into_their_types()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/chat.scheduleMessage", """{"ok":true,"scheduled_message_id":"Q1","channel":"C9","post_at":1795000000}""")
            .Says("/api/bookmarks.list", """{"ok":true,"bookmarks":[{"id":"Bk1","title":"Runbook","link":"https://a.example","emoji":":book:"}]}""")
            .Says("/api/usergroups.list", """{"ok":true,"usergroups":[{"id":"S1","handle":"oncall","name":"On call","date_delete":0,"users":["U1"]}]}""")
            .Says("/api/pins.list", """{"ok":true,"items":[{"created":5,"created_by":"U1","message":{"ts":"1.2","text":"x"}}]}""")
            .Says("/api/conversations.create", """{"ok":true,"channel":{"id":"C1","name":"made","topic":{"value":"t"}}}""")
            .Says("/api/canvases.sections.lookup", """{"ok":true,"sections":[{"id":"s1"}]}""")
            .Says("/api/team.info", """{"ok":true,"team":{"id":"T1","name":"Acme","domain":"acme"}}""");

        Assert.Equal(("Q1", "C9", 1_795_000_000), await client.Api.Chat.ScheduleMessage(new Message { Channel = "C1", Text = "x" }, Later, Token) is var scheduled ? (scheduled.Id, scheduled.ChannelId, scheduled.PostAt) : default);
        Assert.Equal(":book:", Assert.Single(await client.Api.Bookmarks.List("C1", Token)).Emoji);
        Assert.Equal(["U1"], Assert.Single(await client.Api.UserGroups.List(cancellationToken: Token)).Users);
        Assert.Equal("1.2", Assert.Single(await client.Api.Pins.List("C1", Token)).Message!.Ts);
        Assert.Equal(("made", "t"), await client.Api.Conversations.Create("made", cancellationToken: Token) is var made ? (made.Name, made.Topic?.Value) : default);
        Assert.Equal("s1", Assert.Single(await client.Api.Canvases.LookupSections("F1", "x", cancellationToken: Token)));
        Assert.Equal("Acme", (await client.Api.Team.Info(Token)).Name);
    }

    [Fact]
    public async Task Inviting_one_who_is_in_is_fine_and_inviting_several_of_whom_one_is_in_is_not()
    {
        await using var client = await Client.Start();
        const string Already = """{"ok":false,"error":"already_in_channel"}""";
        client.Slack.Says("/api/conversations.invite", Already).Says("/api/conversations.invite", Already);

        await client.Api.Conversations.Invite("C1", ["U1"], cancellationToken: Token);
        var no = await Assert.ThrowsAsync<SlackApiException>(() => client.Api.Conversations.Invite("C1", ["U1", "U2"], cancellationToken: Token));

        Assert.Equal("already_in_channel", no.Error);
    }

    [Fact]
    public async Task What_Slack_would_refuse_is_not_sent()
    {
        await using var client = await Client.Start();
        var api = client.Api;
        await Assert.ThrowsAsync<SlackBlockException>(() => api.Chat.PostMessage(new Message { Channel = "C1", Text = "x", MarkdownText = "y" }, Token));
        await Assert.ThrowsAsync<SlackBlockException>(() => api.Chat.PostMessage(new Message { Channel = "C1", MarkdownText = new string('x', 12_001) }, Token));
        await Assert.ThrowsAsync<SlackBlockException>(() => api.Chat.PostMessage(new Message { Channel = "C1", Text = "x", Metadata = new("a", new { X = new string('x', 8000) }) }, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => api.Chat.ScheduleMessage(new Message { Channel = "C1", Text = "x", Metadata = new("a", new { }) }, Later, Token));
        await Assert.ThrowsAsync<SlackBlockException>(() => api.Chat.Unfurl("C1", "1.2", new Dictionary<string, Unfurl>(StringComparer.Ordinal) { ["https://a.example"] = new() { Blocks = [new SectionBlock { Text = new Markdown(new string('x', 3001)) }] } }, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => api.Conversations.Invite("C1", [.. Enumerable.Repeat("U1", 101)], cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(() => api.Files.CompleteUploadExternal([new("F1")], ["C1", "C2"], threadTs: "1.1", cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(() => api.Canvases.SetAccess("F1", CanvasAccess.Read, ["C1"], ["U1"], Token));
        await Assert.ThrowsAsync<SlackBlockException>(() => api.Canvases.Create(markdown: new string('x', (1024 * 1024) + 1), cancellationToken: Token));
        Assert.Empty(client.Slack.Requests);
    }

    [Fact]
    public async Task Signing_in_needs_no_bot_token_and_says_neither_code_nor_token()
    {
        await using var client = await Client.Start(options => (options.ClientId, options.ClientSecret) = ("id", "very-secret"));
        client.Slack.Says("/api/openid.connect.token", """{"ok":true,"access_token":"xoxp-1","id_token":"a.b.c"}""")
            .Says("/api/openid.connect.userInfo", """{"ok":true,"https://slack.com/user_id":"U1","https://slack.com/team_id":"T1","name":"Ada"}""")
            .Says("/api/openid.connect.token", """{"ok":false,"error":"invalid_code"}""");

        var token = await client.OpenId.Token("code-1", "https://a.example/back", Token);
        var who = await client.OpenId.UserInfo(token.AccessToken, Token);
        var no = await Assert.ThrowsAsync<SlackApiException>(() => client.OpenId.Token("code-2", "https://a.example/back", Token));

        Assert.Equal(("U1", "T1", "Ada"), (who.UserId, who.TeamId, who.Name));
        Assert.Equal(("", "client_id=id&client_secret=very-secret&code=code-1&grant_type=authorization_code&redirect_uri=https%3A%2F%2Fa.example%2Fback"), (client.Slack.Requests[0].Authorization, client.Slack.Requests[0].Body));
        Assert.Equal("Bearer xoxp-1", client.Slack.Requests[1].Authorization);
        Assert.DoesNotContain("xoxp", token.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("code-2", no.ToString(), StringComparison.Ordinal);

        await using var bare = await Client.Start();
        Assert.Contains("Slack:ClientId", (await Assert.ThrowsAsync<InvalidOperationException>(() => bare.OpenId.Token("code-3", "https://a.example/back", Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_call_can_be_cancelled()
    {
        var deaf = typeof(ISlackApiClient).Assembly.GetExportedTypes()
            .Where(type => type.IsInterface && (type.Namespace == typeof(IChatApi).Namespace || type == typeof(ISlackApiClient)))
            .SelectMany(type => type.GetMethods().Where(method => !method.IsSpecialName && method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)));
        Assert.Empty(deaf);
    }
}
