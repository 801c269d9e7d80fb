using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Tests;

public sealed class ChannelTests
{
    [Fact]
    public async Task A_channel_is_made_described_filled_and_put_away()
    {
        await using var world = await World.StartAsync();
        var made = await world.Slack("conversations.create", new { name = "incident-search", is_private = false });
        var id = (string)made["channel"]!["id"]!;
        Assert.Equal("name_taken", Error(await world.Slack("conversations.create", new { name = "incident-search" })));
        Assert.True((bool)made["channel"]!["is_member"]!);

        Assert.Equal("too_long", Error(await world.Slack("conversations.setTopic", new { channel = id, topic = new string('x', 251) })));
        await Fine(world, "conversations.setTopic", new { channel = id, topic = "Search is slow" });
        await Fine(world, "conversations.setPurpose", new { channel = id, purpose = "Find out why" });
        await Fine(world, "conversations.rename", new { channel = id, name = "incident-find" });
        var info = (await world.SlackForm("conversations.info", World.Token, ("channel", id)))["channel"]!;
        Assert.Equal(("Search is slow", "Find out why", "incident-find"), ((string?)info["topic"]!["value"], (string?)info["purpose"]!["value"], (string?)info["name"]));

        await Fine(world, "conversations.invite", new { channel = id, users = $"{World.Maya},U0DEVON0001" });
        Assert.Equal("already_in_channel", Error(await world.Slack("conversations.invite", new { channel = id, users = World.Maya })));
        await Fine(world, "conversations.kick", new { channel = id, user = "U0DEVON0001" });
        Assert.Equal("not_in_channel", Error(await world.Slack("conversations.kick", new { channel = id, user = "U0DEVON0001" })));
        Assert.Equal("cant_kick_self", Error(await world.Slack("conversations.kick", new { channel = id, user = World.Bot })));

        Assert.Equal("not_archived", Error(await world.Slack("conversations.unarchive", new { channel = id })));
        await Fine(world, "conversations.archive", new { channel = id });
        Assert.Equal("already_archived", Error(await world.Slack("conversations.archive", new { channel = id })));
        Assert.Equal("is_archived", Error(await world.Slack("conversations.setTopic", new { channel = id, topic = "x" })));
        await Fine(world, "conversations.unarchive", new { channel = id });
    }

    [Theory]
    [InlineData("", "invalid_name_required")]
    [InlineData("Incident", "invalid_name_specials")]
    [InlineData("incident search", "invalid_name_specials")]
    [InlineData("---", "invalid_name_punctuation")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234567890123456789012", "invalid_name_maxlength")]
    public async Task Names_follow_Slacks_rules(string name, string error)
    {
        await using var world = await World.StartAsync();
        Assert.Equal(error, Error(await world.SlackForm("conversations.create", World.Token, ("name", name))));
    }

    [Fact]
    public async Task Of_several_people_all_are_invited_or_none_unless_forced()
    {
        await using var world = await World.StartAsync();
        var channel = (string)(await world.Slack("conversations.create", new { name = "incident-many" }))["channel"]!["id"]!;
        var refused = await world.Slack("conversations.invite", new { channel, users = $"{World.Maya},U0NOBODY001,{World.Bot}" });
        Assert.Equal("user_not_found", Error(refused));
        Assert.Equal(["user_not_found", "cant_invite_self"], ((JsonArray)refused["errors"]!).Select(e => (string?)e!["error"]));
        Assert.Equal([World.Bot], await Members(world, channel));

        await Fine(world, "conversations.invite", new { channel, users = $"{World.Maya},U0NOBODY001", force = true });
        Assert.Equal([World.Bot, World.Maya], await Members(world, channel));
        Assert.Equal("invalid_arguments", Error(await world.Slack("conversations.invite", new { channel, users = string.Join(',', Enumerable.Repeat(World.Maya, 101)) })));
    }

    [Fact]
    public async Task What_the_bot_is_not_in_or_did_not_make_it_cannot_change()
    {
        await using var world = await World.StartAsync();
        Assert.Equal("not_in_channel", Error(await world.Slack("conversations.setTopic", new { channel = World.Checkout, topic = "x" })));
        Assert.Equal("channel_not_found", Error(await world.Slack("conversations.archive", new { channel = World.Hidden })));
        Assert.Equal("not_authorized", Error(await world.Slack("conversations.rename", new { channel = World.Payments, name = "mine" })));
        var direct = (string)(await world.Slack("conversations.open", new { users = World.Maya }))["channel"]!["id"]!;
        Assert.Equal("method_not_supported_for_channel_type", Error(await world.Slack("conversations.archive", new { channel = direct })));
    }

    [Fact]
    public async Task Private_and_public_channels_need_scopes_of_their_own()
    {
        await using var world = await World.StartAsync("oauth_config: { scopes: { bot: ['channels:manage', 'channels:read'] } }");
        var refused = await world.Slack("conversations.create", new { name = "quiet", is_private = true });
        Assert.Equal(("missing_scope", "groups:write"), (Error(refused), (string?)refused["needed"]));
        await Fine(world, "conversations.create", new { name = "loud" });
    }

    [Fact]
    public async Task The_same_people_have_one_group_message()
    {
        await using var world = await World.StartAsync();
        var opened = await world.Slack("conversations.open", new { users = $"{World.Maya},U0DEVON0001", return_im = true });
        var group = (string)opened["channel"]!["id"]!;
        Assert.True((bool)opened["channel"]!["is_mpim"]!);
        var again = await world.Slack("conversations.open", new { users = $"U0DEVON0001,{World.Maya}" });
        Assert.Equal((group, true), ((string?)again["channel"]!["id"], (bool)again["already_open"]!));

        await world.Post(group, "Only for the three of us");
        Assert.Equal("Only for the three of us", (string?)Assert.Single(await world.Messages("maya", group))!["text"]);
        Assert.Equal("not_a_member", Error(await world.Get($"/sandbox/as/lars/messages?channel={group}")));
        var listed = await world.SlackForm("conversations.list", World.Token, ("types", "mpim"));
        Assert.Equal(group, (string?)Assert.Single((JsonArray)listed["channels"]!)!["id"]);

        await world.As("maya", "message", new { channel = group, text = "Hello" });
        await world.Settled();
        Assert.Equal("mpim", (string?)world.App.Events("message")[^1]["channel_type"]);
    }

    [Theory]
    [InlineData("U0MAYA00001,U0NOBODY001", "user_not_found")]
    [InlineData("U1,U2,U3,U4,U5,U6,U7,U8,U9", "too_many_users")]
    public async Task A_group_message_is_refused_with_the_reason(string users, string error)
    {
        await using var world = await World.StartAsync();
        Assert.Equal(error, Error(await world.Slack("conversations.open", new { users })));
    }

    [Fact]
    public async Task A_group_message_needs_its_own_scope()
    {
        await using var world = await World.StartAsync("oauth_config: { scopes: { bot: ['im:write'] } }");
        Assert.Equal("mpim:write", (string?)(await world.Slack("conversations.open", new { users = $"{World.Maya},U0DEVON0001" }))["needed"]);
    }

    [Fact]
    public async Task Lists_come_in_pages()
    {
        await using var world = await World.StartAsync();
        var first = await world.SlackForm("conversations.list", World.Token, ("limit", "2"));
        var second = await world.SlackForm("conversations.list", World.Token, ("limit", "2"), ("cursor", (string)first["response_metadata"]!["next_cursor"]!));
        Assert.Equal(4, ((JsonArray)first["channels"]!).Concat((JsonArray)second["channels"]!).Select(c => (string?)c!["id"]).Distinct().Count());
        Assert.Equal("invalid_cursor", Error(await world.SlackForm("conversations.list", World.Token, ("cursor", "nonsense"))));
        Assert.Equal("invalid_limit", Error(await world.SlackForm("conversations.list", World.Token, ("limit", "1001"))));
        Assert.Equal("invalid_types", Error(await world.SlackForm("conversations.list", World.Token, ("types", "public"))));
    }

    private static async Task<IEnumerable<string?>> Members(World world, string channel) =>
        ((JsonArray)(await world.SlackForm("conversations.members", World.Token, ("channel", channel)))["members"]!).Select(m => (string?)m).ToList();

    private static async Task Fine(World world, string method, object arguments)
    {
        var answer = await world.Slack(method, arguments);
        Assert.True((bool)answer["ok"]!, $"{method}: {answer.ToJsonString()}");
    }

    private static string? Error(JsonObject answer) => (string?)answer["error"];
}
