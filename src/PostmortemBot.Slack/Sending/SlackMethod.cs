namespace PostmortemBot.Slack;

/// <summary>How a method of the Web API is called. <see href="https://docs.slack.dev/reference/methods"/></summary>
/// <param name="Name">Slack's name.</param>
internal sealed record SlackMethod(string Name)
{
    /// <summary>Arguments go as a form: methods that only read do not all take JSON.</summary>
    public bool IsForm { get; init; }

    /// <summary>May be sent again when nobody knows whether it arrived.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Worth nothing once the trigger's three seconds are over.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Takes <c>team_id</c>, and needs it with an organisation's token.</summary>
    public bool TakesTeam { get; init; }

    /// <summary>What that argument is called.</summary>
    public string TeamArgument { get; init; } = "team_id";

    /// <summary>Goes on with a list; whoever stopped here would have to begin with its first page again.</summary>
    public bool IsNextPage { get; init; }

    /// <summary>How often it may be called.</summary>
    public SlackTier Tier => SlackTier.For(Name);

    /// <summary>The error that says that what was asked for is so already.</summary>
    public string? FineToo { get; init; }

    public static readonly SlackMethod AppsConnectionsOpen = new("apps.connections.open") { IsForm = true };
    public static readonly SlackMethod AuthRevoke = Read("auth.revoke");
    public static readonly SlackMethod AuthTest = Read("auth.test");
    public static readonly SlackMethod BookmarksAdd = new("bookmarks.add");
    public static readonly SlackMethod BookmarksEdit = new("bookmarks.edit") { IsRepeatable = true };
    public static readonly SlackMethod BookmarksList = Read("bookmarks.list");
    public static readonly SlackMethod BookmarksRemove = new("bookmarks.remove") { IsRepeatable = true, FineToo = "not_found" };
    public static readonly SlackMethod CanvasesAccessSet = new("canvases.access.set") { IsRepeatable = true };
    public static readonly SlackMethod CanvasesCreate = new("canvases.create");
    public static readonly SlackMethod CanvasesDelete = new("canvases.delete") { IsRepeatable = true, FineToo = "canvas_not_found" };
    public static readonly SlackMethod CanvasesEdit = new("canvases.edit");
    public static readonly SlackMethod CanvasesSectionsLookup = new("canvases.sections.lookup") { IsRepeatable = true };
    public static readonly SlackMethod ChatDelete = new("chat.delete");
    public static readonly SlackMethod ChatDeleteScheduledMessage = new("chat.deleteScheduledMessage") { IsRepeatable = true };
    public static readonly SlackMethod ChatGetPermalink = Read("chat.getPermalink");
    public static readonly SlackMethod ChatPostEphemeral = new("chat.postEphemeral");
    public static readonly SlackMethod ChatPostMessage = new("chat.postMessage");
    public static readonly SlackMethod ChatScheduleMessage = new("chat.scheduleMessage");
    public static readonly SlackMethod ChatScheduledMessagesList = Read("chat.scheduledMessages.list") with { TakesTeam = true };
    public static readonly SlackMethod ChatUnfurl = new("chat.unfurl") { IsRepeatable = true };
    public static readonly SlackMethod ChatUpdate = new("chat.update") { IsRepeatable = true };
    public static readonly SlackMethod ConversationsArchive = new("conversations.archive") { IsRepeatable = true, FineToo = "already_archived" };
    public static readonly SlackMethod ConversationsCanvasesCreate = new("conversations.canvases.create");
    public static readonly SlackMethod ConversationsCreate = new("conversations.create") { TakesTeam = true };
    public static readonly SlackMethod ConversationsHistory = Read("conversations.history");
    public static readonly SlackMethod ConversationsInfo = Read("conversations.info");
    public static readonly SlackMethod ConversationsInvite = new("conversations.invite") { IsRepeatable = true, FineToo = "already_in_channel" };
    public static readonly SlackMethod ConversationsJoin = new("conversations.join") { IsRepeatable = true, FineToo = "already_in_channel" };
    public static readonly SlackMethod ConversationsKick = new("conversations.kick") { IsRepeatable = true, FineToo = "not_in_channel" };
    public static readonly SlackMethod ConversationsList = Read("conversations.list") with { TakesTeam = true };
    public static readonly SlackMethod ConversationsMembers = Read("conversations.members");
    public static readonly SlackMethod ConversationsOpen = new("conversations.open") { IsRepeatable = true };
    public static readonly SlackMethod ConversationsRename = new("conversations.rename") { IsRepeatable = true };
    public static readonly SlackMethod ConversationsReplies = Read("conversations.replies");
    public static readonly SlackMethod ConversationsSetPurpose = new("conversations.setPurpose") { IsRepeatable = true };
    public static readonly SlackMethod ConversationsSetTopic = new("conversations.setTopic") { IsRepeatable = true };
    public static readonly SlackMethod ConversationsUnarchive = new("conversations.unarchive") { IsRepeatable = true, FineToo = "not_archived" };
    public static readonly SlackMethod DndInfo = Read("dnd.info") with { TakesTeam = true };
    public static readonly SlackMethod FilesCompleteUpload = new("files.completeUploadExternal");
    public static readonly SlackMethod FilesGetUploadUrl = Read("files.getUploadURLExternal");
    public static readonly SlackMethod FilesInfo = Read("files.info");
    public static readonly SlackMethod OauthV2Access = new("oauth.v2.access") { IsForm = true };
    public static readonly SlackMethod OpenIdToken = new("openid.connect.token") { IsForm = true };
    public static readonly SlackMethod OpenIdUserInfo = Read("openid.connect.userInfo");
    public static readonly SlackMethod PinsAdd = new("pins.add") { IsRepeatable = true, FineToo = "already_pinned" };
    public static readonly SlackMethod PinsList = Read("pins.list");
    public static readonly SlackMethod PinsRemove = new("pins.remove") { IsRepeatable = true, FineToo = "no_pin" };
    public static readonly SlackMethod ReactionsAdd = new("reactions.add") { IsRepeatable = true, FineToo = "already_reacted" };
    public static readonly SlackMethod ReactionsGet = Read("reactions.get");
    public static readonly SlackMethod ReactionsRemove = new("reactions.remove") { IsRepeatable = true, FineToo = "no_reaction" };
    public static readonly SlackMethod TeamInfo = Read("team.info") with { TakesTeam = true, TeamArgument = "team" };
    public static readonly SlackMethod UserGroupsList = Read("usergroups.list") with { TakesTeam = true };
    public static readonly SlackMethod UserGroupUsersList = Read("usergroups.users.list") with { TakesTeam = true };
    public static readonly SlackMethod UsersConversations = Read("users.conversations") with { TakesTeam = true };
    public static readonly SlackMethod UsersInfo = Read("users.info");
    public static readonly SlackMethod UsersList = Read("users.list") with { TakesTeam = true };
    public static readonly SlackMethod UsersLookupByEmail = Read("users.lookupByEmail");
    public static readonly SlackMethod ViewsOpen = new("views.open") { IsInteractive = true };
    public static readonly SlackMethod ViewsPublish = new("views.publish") { IsRepeatable = true };
    public static readonly SlackMethod ViewsPush = new("views.push") { IsInteractive = true };
    public static readonly SlackMethod ViewsUpdate = new("views.update");

    /// <summary>The method as it is called for a page of a list.</summary>
    public SlackMethod Page(string? cursor) => cursor is null ? this : this with { IsNextPage = true };

    private static SlackMethod Read(string name) => new(name) { IsForm = true, IsRepeatable = true };
}
