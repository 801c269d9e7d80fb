using System.Net;
using PostmortemBot.Slack.Events;
using PostmortemBot.Slack.Tests.Door;
using Xunit;

namespace PostmortemBot.Slack.Tests.Contract;

public sealed class DeliveryContractTests
{
    private const string Form = "application/x-www-form-urlencoded";

    [Fact]
    public async Task A_command_keeps_its_escaped_text()
    {
        var command = await Typed(Deliveries.Command);

        Assert.Equal("<@U2AAA> <#C2AAA|ops> <#C3AAA|> <https://example.com/?a=b> 100% &amp;", command.Text);
        Assert.Equal(("/deploy", "T1AAA", "U1AAA", "C1AAA", "incident-payments", "1.2.abc", "https://hooks.example.com/commands/1", "A1AAA", false),
            (command.Command, command.WorkspaceId, command.UserId, command.ChannelId, command.ChannelName, command.TriggerId, command.ResponseUrl, command.ApiAppId, command.IsEnterpriseInstall));
    }

    [Fact]
    public async Task A_command_of_an_organisation_says_so_in_words()
    {
        var command = await Typed(Deliveries.OrgCommand);

        Assert.Equal(("/deploy", "", "E1AAA", true, "T1AAA", "W1AAA", "https://hooks.example.com/commands/1"),
            (command.Command, command.Text, command.EnterpriseId, command.IsEnterpriseInstall, command.WorkspaceId, command.UserId, command.ResponseUrl));
    }

    [Fact]
    public async Task A_commands_fields_may_come_in_any_order_with_new_ones_and_with_empty_ones()
    {
        var fields = Deliveries.Command.Split('&');

        var command = await Typed(string.Join('&', ["a_new_field=%7B%7D", "", .. fields.Reverse(), "trailing", "enterprise_id="]));

        Assert.Equal(("/deploy", "T1AAA", "U1AAA"), (command.Command, command.WorkspaceId, command.UserId));
        Assert.StartsWith("<@U2AAA>", command.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_checks_of_the_connection_are_answered()
    {
        await using var app = await RunningApp.Start(Everything.Register);

        using var ssl = await app.Send(Deliveries.SslCheck, Form);
        using var address = await app.Event(Deliveries.Verification);
        using var held = await app.Event(Deliveries.RateLimited);

        Assert.Equal("", await RunningApp.Body(ssl));
        Assert.Equal("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P", await RunningApp.Body(address));
        Assert.Equal("", await RunningApp.Body(held));
        Assert.Contains("T1AAA", app.Log.Only("held back events"), StringComparison.Ordinal);
        Assert.Empty(app.Script.Seen);
    }

    [Fact]
    public async Task An_event_belongs_to_the_installation_that_may_see_it()
    {
        var inner = Deliveries.Events["reaction_added"];

        var today = await Happened<ReactionAdded>(Deliveries.Callback(inner));
        var old = await Happened<ReactionAdded>(Deliveries.OldCallback(inner));
        var org = await Happened<ReactionAdded>(Deliveries.OrgCallback(inner));

        Assert.Equal(("T1AAA", "U0BOT", "T9AAA", true, 1700000001L), (today.WorkspaceId, today.BotUserId, today.TeamId, today.IsExtSharedChannel, today.EventTime));
        Assert.Equal(("T1AAA", null), (old.WorkspaceId, old.BotUserId));
        Assert.Equal(("T1AAA", "W0BOT"), (org.WorkspaceId, org.BotUserId));
    }

    [Fact]
    public async Task Messages_are_read_whatever_their_subtype()
    {
        var plain = await Message("message");
        var reply = await Message("message in a thread");
        var own = await Message("message of a bot");
        var changed = await Message("message_changed");
        var deleted = await Message("message_deleted");
        var shared = await Message("file_share");

        Assert.Equal((null, "C1AAA", "channel", "U1AAA", "It broke", "1700000000.000100", false),
            (plain.Subtype, plain.ChannelId, plain.ChannelType, plain.UserId, plain.Text, plain.Ts, plain.IsReply));
        Assert.Equal(("G1AAA", "1700000000.000001", true), (reply.ChannelId, reply.ThreadTs, reply.IsReply));
        Assert.Equal(("U0BOT", "B1AAA", "A1AAA", null), (own.UserId, own.BotId, own.AppId, own.Subtype));
        Assert.Equal(("message_changed", true, "1700000000.000100", "It *broke* &amp; burnt"), (changed.Subtype, changed.Hidden, changed.Message?.Ts, changed.PreviousMessage?.Text));
        Assert.Equal(("message_deleted", "1700000000.000100", null), (deleted.Subtype, deleted.DeletedTs, deleted.Message));
        Assert.Equal(["F1AAA", "F2AAA"], shared.Files!.Select(file => file.Id));
        Assert.Equal((0L, null, false), (shared.Files![0].Size, shared.Files[0].OriginalWidth, shared.Files[0].IsReadyPicture));
    }

    [Fact]
    public async Task The_other_events_tell_what_they_are_about()
    {
        var mention = (await Happened<AppMention>("app_mention by a bot", inEnvelope: true)).Event;
        var reaction = (await Happened<ReactionAdded>("reaction_added", inEnvelope: true)).Event;
        var onFile = (await Happened<ReactionAdded>("reaction_added to a file", inEnvelope: true)).Event;
        var home = (await Happened<AppHomeOpened>("app_home_opened", inEnvelope: true)).Event;
        var joined = (await Happened<MemberJoinedChannel>("member_joined_channel", inEnvelope: true)).Event;
        var renamed = (await Happened<ChannelRename>("group_rename", inEnvelope: true)).Event;
        var archived = (await Happened<ChannelArchive>("group_archive", inEnvelope: true)).Event;
        var moved = (await Happened<ChannelIdChanged>("channel_id_changed", inEnvelope: true)).Event;
        var revoked = (await Happened<TokensRevoked>("tokens_revoked of people", inEnvelope: true)).Event;
        var link = (await Happened<LinkShared>("link_shared", inEnvelope: true)).Event;
        var person = (await Happened<UserChange>("user_change", inEnvelope: true)).Event.User;
        var group = (await Happened<UnknownEvent>("subteam_updated", inEnvelope: true)).Event;

        Assert.Equal((null, "B2AAA", "C1AAA"), (mention.UserId, mention.BotId, mention.ChannelId));
        Assert.Equal(("pushpin::skin-tone-3", "C1AAA", "1700000000.000100", "U2AAA"), (reaction.Reaction, reaction.Item.ChannelId, reaction.Item.Ts, reaction.ItemUserId));
        Assert.Equal(("file", null), (onFile.Item.Type, onFile.Item.ChannelId));
        Assert.Equal(("home", "U1AAA", "V1AAA"), (home.Tab, home.UserId, home.View?.Id));
        Assert.Equal(("U1AAA", "C1AAA", "U2AAA"), (joined.UserId, joined.ChannelId, joined.InviterId));
        Assert.Equal(("G1AAA", "new", "group_rename"), (renamed.ChannelId, renamed.Channel.Name, renamed.Type));
        Assert.Equal("G1AAA", archived.ChannelId);
        Assert.Equal(("G1AAA", "C1AAA"), (moved.OldChannelId, moved.NewChannelId));
        Assert.Equal(["U1AAA"], revoked.Tokens.UserIds);
        Assert.Empty(revoked.Tokens.BotUserIds);
        Assert.Equal(("COMPOSER", "https://example.com/1", "composer"), (link.ChannelId, link.Links[0].Url, link.Source));
        Assert.Equal(("U1AAA", true, "", "Ada L", "https://example.com/48.png"), (person.Id, person.Deleted, person.Profile.DisplayName, person.Profile.RealName, person.Profile.Image48));
        Assert.Equal("On call", group.Json.GetProperty("subteam").GetProperty("name").GetString());
    }

    [Fact]
    public async Task An_event_nobody_listens_to_is_taken_in_silence()
    {
        await using var app = await RunningApp.Start();

        using var response = await app.Event(Deliveries.Callback("""{"type":"an_event_of_tomorrow","thing":{"id":"X1"}}"""));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain(app.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private static async Task<SlashCommand> Typed(string body)
    {
        await using var app = await RunningApp.Start(Everything.Register);
        using var response = await app.Send(body, Form);
        await RunningApp.Body(response);
        return app.Script.Only<SlashCommand>();
    }

    private static async Task<MessageEvent> Message(string kind) => (await Happened<MessageEvent>(kind, inEnvelope: true)).Event;

    private static Task<EventCallback<TEvent>> Happened<TEvent>(string kind, bool inEnvelope) where TEvent : Event =>
        Happened<TEvent>(inEnvelope ? Deliveries.Callback(Deliveries.Events[kind]) : kind);

    private static async Task<EventCallback<TEvent>> Happened<TEvent>(string json) where TEvent : Event
    {
        await using var app = await RunningApp.Start(Everything.Register);
        using var response = await app.Event(json);
        await RunningApp.Body(response);
        return app.Script.Only<EventCallback<TEvent>>();
    }
}
