using System.Collections.Frozen;

namespace PostmortemBot.Slack;

/// <summary>
/// How often a method may be called in one workspace. Slack counts in windows of a minute, and says of bursts only that it bears
/// some: "short" ones. So after a rest a fifth of a minute's calls may go at once, and the rest of the minute's follow at even
/// distances, wide enough that no minute, wherever it begins, holds more calls than Slack promises to take.
/// <see href="https://docs.slack.dev/apis/web-api/rate-limits"/>
/// </summary>
/// <param name="PerMinute">Calls in a minute, as Slack promises at least.</param>
/// <param name="Burst">Calls that may go at once after a rest.</param>
internal sealed record SlackTier(double PerMinute, int Burst)
{
    /// <summary>Calls in a minute once the burst is used up.</summary>
    public double Pace { get; init; } = PerMinute - (Burst - 1);

    /// <summary>Which part of a minute's calls may go at once: what an even pace would send in twelve seconds.</summary>
    private const int BurstPart = 5;

    public static readonly SlackTier One = Of(1);
    public static readonly SlackTier Two = Of(20);
    public static readonly SlackTier Three = Of(50);
    public static readonly SlackTier Four = Of(100);

    /// <summary>"Hundreds of requests per minute", which is all Slack says of the light special methods.</summary>
    public static readonly SlackTier Light = Of(200);

    /// <summary>All messages of a workspace together: "several hundred a minute".</summary>
    public static readonly SlackTier Posting = Of(300);

    /// <summary>The messages of one channel: one a second, "short bursts" beyond that allowed.</summary>
    public static readonly SlackTier OneChannel = new(60, 5) { Pace = 60 };

    // From Slack's method pages; where two of Slack's sources differ, the slower.
    private static readonly FrozenDictionary<string, SlackTier> Tiers = new (SlackTier Tier, string Methods)[]
    {
        (One, "apps.uninstall"),
        (Two, "auth.teams.list bookmarks.add bookmarks.edit bookmarks.remove canvases.create conversations.archive conversations.canvases.create conversations.create conversations.list conversations.rename conversations.setPurpose conversations.setTopic conversations.unarchive openid.connect.token openid.connect.userInfo pins.add pins.list pins.remove reactions.remove usergroups.list usergroups.users.list users.conversations users.list"),
        (Three, "apps.connections.open auth.revoke bookmarks.list canvases.access.set canvases.delete canvases.edit canvases.sections.lookup chat.delete chat.deleteScheduledMessage chat.scheduleMessage chat.scheduledMessages.list chat.unfurl chat.update conversations.history conversations.info conversations.invite conversations.join conversations.kick conversations.open conversations.replies dnd.info oauth.v2.exchange reactions.add reactions.get team.info users.lookupByEmail"),
        (Four, "apps.event.authorizations.list chat.postEphemeral conversations.members files.completeUploadExternal files.getUploadURLExternal files.info oauth.v2.access users.info views.open views.publish views.push views.update"),
        (Light, "auth.test chat.getPermalink"),
        (Posting, "chat.postMessage"),
    }.SelectMany(row => row.Methods.Split(' '), (row, method) => KeyValuePair.Create(method, row.Tier)).ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Knows(string method) => Tiers.ContainsKey(method);

    /// <summary>The tier of a method; of one that is not known, the slowest a bot commonly meets.</summary>
    public static SlackTier For(string method) => Tiers.GetValueOrDefault(method, Two);

    /// <summary>A rate said in calls a minute, of which any one minute holds no more.</summary>
    public static SlackTier Of(double perMinute) => new(perMinute, Math.Max(1, (int)(perMinute / BurstPart)));
}
