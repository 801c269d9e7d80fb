using System.Text.Json.Serialization;

namespace PostmortemBot.Slack.Events;

/// <summary>A channel was archived.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/channel_archive"/>
[EventType("channel_archive")]
[EventType("group_archive")]
public sealed record ChannelArchive : Event
{
    /// <summary>The channel.</summary>
    [JsonPropertyName("channel")]
    public string ChannelId { get => field; init => field = value ?? ""; } = "";

    /// <summary>Who did it.</summary>
    [JsonPropertyName("user")]
    public string? UserId { get; init; }
}

/// <summary>A channel was taken out of the archive.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/channel_unarchive"/>
[EventType("channel_unarchive")]
[EventType("group_unarchive")]
public sealed record ChannelUnarchive : Event
{
    /// <summary>The channel.</summary>
    [JsonPropertyName("channel")]
    public string ChannelId { get => field; init => field = value ?? ""; } = "";

    /// <summary>Who did it.</summary>
    [JsonPropertyName("user")]
    public string? UserId { get; init; }
}

/// <summary>A channel was deleted.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/channel_deleted"/>
[EventType("channel_deleted")]
[EventType("group_deleted")]
public sealed record ChannelDeleted : Event
{
    /// <summary>The channel.</summary>
    [JsonPropertyName("channel")]
    public string ChannelId { get => field; init => field = value ?? ""; } = "";

    /// <summary>Who did it.</summary>
    [JsonPropertyName("user")]
    public string? UserId { get; init; }
}

/// <summary>A channel has a new name.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/channel_rename"/>
[EventType("channel_rename")]
[EventType("group_rename")]
public sealed record ChannelRename : Event
{
    /// <summary>The channel and its new name.</summary>
    public RenamedChannel Channel { get => field; init => field = value ?? new(); } = new();

    /// <summary>The channel.</summary>
    [JsonIgnore]
    public string ChannelId => Channel.Id;
}

/// <summary>A channel and its new name.</summary>
public sealed record RenamedChannel
{
    /// <summary>The channel.</summary>
    public string Id { get => field; init => field = value ?? ""; } = "";

    /// <summary>Its new name.</summary>
    public string Name { get => field; init => field = value ?? ""; } = "";
}

/// <summary>A channel has a new id, as when it is shared with another organisation.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/channel_id_changed"/>
[EventType("channel_id_changed")]
public sealed record ChannelIdChanged : Event
{
    /// <summary>What it was.</summary>
    public string OldChannelId { get => field; init => field = value ?? ""; } = "";

    /// <summary>What it is now.</summary>
    public string NewChannelId { get => field; init => field = value ?? ""; } = "";
}

/// <summary>Somebody, perhaps the app itself, joined a channel.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/member_joined_channel"/>
[EventType("member_joined_channel")]
public sealed record MemberJoinedChannel : Event
{
    /// <summary>Who joined.</summary>
    [JsonPropertyName("user")]
    public string UserId { get => field; init => field = value ?? ""; } = "";

    /// <summary>The channel.</summary>
    [JsonPropertyName("channel")]
    public string ChannelId { get => field; init => field = value ?? ""; } = "";

    /// <summary>Who invited them.</summary>
    [JsonPropertyName("inviter")]
    public string? InviterId { get; init; }
}

/// <summary>Somebody, perhaps the app itself, left a channel.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/member_left_channel"/>
[EventType("member_left_channel")]
public sealed record MemberLeftChannel : Event
{
    /// <summary>Who left.</summary>
    [JsonPropertyName("user")]
    public string UserId { get => field; init => field = value ?? ""; } = "";

    /// <summary>The channel.</summary>
    [JsonPropertyName("channel")]
    public string ChannelId { get => field; init => field = value ?? ""; } = "";
}
