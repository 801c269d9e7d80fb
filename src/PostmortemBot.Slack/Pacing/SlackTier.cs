using System.Collections.Frozen;

namespace PostmortemBot.Slack;

/// <summary>
/// How often a method may be called in one workspace. Slack counts in windows of a minute and bears some burst, so what
/// a window allows may go at once, and from then on at the tier's even pace.
/// <see href="https://docs.slack.dev/apis/web-api/rate-limits"/>
/// </summary>
/// <param name="PerMinute">Calls in a minute, as Slack promises at least.</param>
/// <param name="Burst">Calls that may go at once after a rest.</param>
internal sealed record SlackTier(double PerMinute, int Burst)
{
    public static readonly SlackTier One = Of(1);
    public static readonly SlackTier Two = Of(20);
    public static readonly SlackTier Three = Of(50);
    public static readonly SlackTier Four = Of(100);

    /// <summary>"Hundreds of requests per minute", which is all Slack says of the light special methods.</summary>
    public static readonly SlackTier Light = Of(200);

    /// <summary>All messages of a workspace together: "several hundred a minute".</summary>
    public static readonly SlackTier Posting = new(300, 60);

    /// <summary>The messages of one channel: one a second, "short bursts" allowed.</summary>
    public static readonly SlackTier OneChannel = new(60, 5);

    // From Slack's method pages; where two of Slack's sources differ, the slower.
    private static readonly FrozenDictionary<string, SlackTier> Tiers = new (SlackTier Tier, string Methods)[]
    {
        (One, "apps.uninstall"),
        (Two, "auth.teams.list bookmarks.add bookmarks.edit bookmarks.remove canvases.create conversations.archive conversations.canvases.create conversations.create conversations.list conversations.rename conversations.setPurpose conversations.setTopic conversations.unarchive openid.connect.token openid.connect.userInfo pins.add pins.list pins.remove reactions.remove usergroups.list usergroups.users.list users.conversations users.list"),
        (Three, "apps.connections.open auth.revoke bookmarks.list canvases.access.set canvases.delete canvases.edit canvases.sections.lookup chat.delete chat.deleteScheduledMessage chat.scheduleMessage chat.scheduledMessages.list chat.unfurl chat.update conversations.history conversations.info conversations.invite conversations.join conversations.kick conversations.open conversations.replies oauth.v2.exchange reactions.add reactions.get team.info users.lookupByEmail"),
        (Four, "apps.event.authorizations.list chat.postEphemeral conversations.members files.completeUploadExternal files.getUploadURLExternal files.info oauth.v2.access users.info views.open views.publish views.push views.update"),
        (Light, "auth.test chat.getPermalink"),
        (Posting, "chat.postMessage"),
    }.SelectMany(row => row.Methods.Split(' '), (row, method) => KeyValuePair.Create(method, row.Tier)).ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Knows(string method) => Tiers.ContainsKey(method);

    /// <summary>The tier of a method; of one that is not known, the slowest a bot commonly meets.</summary>
    public static SlackTier For(string method) => Tiers.GetValueOrDefault(method, Two);

    /// <summary>A rate said in calls a minute, with a minute's calls as its burst.</summary>
    public static SlackTier Of(double perMinute) => new(perMinute, Math.Max(1, (int)perMinute));
}
