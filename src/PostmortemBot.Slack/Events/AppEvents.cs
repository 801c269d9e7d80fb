using System.Text.Json;
using System.Text.Json.Serialization;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack.Events;

/// <summary>Somebody opened the app's Home or its messages.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/app_home_opened"/>
[EventType("app_home_opened")]
public sealed record AppHomeOpened : Event
{
    /// <summary>Who opened it.</summary>
    [JsonPropertyName("user")]
    public string UserId { get => field; init => field = value ?? ""; } = "";

    /// <summary>The direct-message channel of that person and the app.</summary>
    [JsonPropertyName("channel")]
    public string? ChannelId { get; init; }

    /// <summary><c>home</c> or <c>messages</c>.</summary>
    public string Tab { get => field; init => field = value ?? ""; } = "";

    /// <summary>The Home view published before.</summary>
    public ViewInfo? View { get; init; }
}

/// <summary>The app was removed from a workspace. Its token is dead; may come before or after <see cref="TokensRevoked"/>.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/app_uninstalled"/>
[EventType("app_uninstalled")]
public sealed record AppUninstalled : Event;

/// <summary>Tokens of the app were revoked.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/tokens_revoked"/>
[EventType("tokens_revoked")]
public sealed record TokensRevoked : Event
{
    /// <summary>Whose.</summary>
    public RevokedTokens Tokens { get => field; init => field = value ?? new(); } = new();
}

/// <summary>Whose tokens were revoked.</summary>
public sealed record RevokedTokens
{
    /// <summary>The people.</summary>
    [JsonPropertyName("oauth")]
    public IReadOnlyList<string> UserIds { get => field; init => field = value ?? []; } = [];

    /// <summary>The bot users.</summary>
    [JsonPropertyName("bot")]
    public IReadOnlyList<string> BotUserIds { get => field; init => field = value ?? []; } = [];
}

/// <summary>An administrator of an organisation added its installation of the app to workspaces.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/team_access_granted"/>
[EventType("team_access_granted")]
public sealed record TeamAccessGranted : Event
{
    /// <summary>The workspaces.</summary>
    public IReadOnlyList<string> TeamIds { get => field; init => field = value ?? []; } = [];
}

/// <summary>An administrator of an organisation took its installation of the app out of workspaces.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/team_access_revoked"/>
[EventType("team_access_revoked")]
public sealed record TeamAccessRevoked : Event
{
    /// <summary>The workspaces.</summary>
    public IReadOnlyList<string> TeamIds { get => field; init => field = value ?? []; } = [];
}

/// <summary>Somebody wrote a link to one of the app's domains.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/link_shared"/>
[EventType("link_shared")]
public sealed record LinkShared : Event
{
    /// <summary>The channel; <c>COMPOSER</c> while the message is being written.</summary>
    [JsonPropertyName("channel")]
    public string ChannelId { get => field; init => field = value ?? ""; } = "";

    /// <summary>Who wrote it.</summary>
    [JsonPropertyName("user")]
    public string UserId { get => field; init => field = value ?? ""; } = "";

    /// <summary>The message's time stamp.</summary>
    public string MessageTs { get => field; init => field = value ?? ""; } = "";

    /// <summary>The thread it stands in.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>The links.</summary>
    public IReadOnlyList<SharedLink> Links { get => field; init => field = value ?? []; } = [];

    /// <summary>What to answer to, together with <see cref="Source"/>.</summary>
    public string? UnfurlId { get; init; }

    /// <summary><c>conversations_history</c> or <c>composer</c>.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the app is in the channel; it hears of links elsewhere too.</summary>
    public bool IsBotUserMember { get; init; }
}

/// <summary>A link to one of the app's domains.</summary>
public sealed record SharedLink
{
    /// <summary>The registered domain.</summary>
    public string Domain { get => field; init => field = value ?? ""; } = "";

    /// <summary>The whole address.</summary>
    public string Url { get => field; init => field = value ?? ""; } = "";
}

/// <summary>Somebody's profile or account changed.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/user_change"/>
[EventType("user_change")]
public sealed record UserChange : Event
{
    /// <summary>The person as they are now.</summary>
    public User User { get => field; init => field = value ?? new(); } = new();
}

/// <summary>A user group was made.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/subteam_created"/>
[EventType("subteam_created")]
public sealed record SubteamCreated : Event
{
    /// <summary>The group.</summary>
    public WebApi.UserGroup Subteam { get => field; init => field = value ?? new(); } = new();
}

/// <summary>A user group has changed, was taken out of use, or came back.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/subteam_updated"/>
[EventType("subteam_updated")]
public sealed record SubteamUpdated : Event
{
    /// <summary>The group as it is now.</summary>
    public WebApi.UserGroup Subteam { get => field; init => field = value ?? new(); } = new();
}

/// <summary>An event this library has no class for; register its handler with the event's name.</summary>
[JsonConverter(typeof(UnknownEventConverter))]
public sealed record UnknownEvent : Event
{
    /// <summary>The event as Slack sent it.</summary>
    public required JsonElement Json { get; init; }
}

internal sealed class UnknownEventConverter : JsonConverter<UnknownEvent>
{
    public override UnknownEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        return new UnknownEvent { Json = json, Type = json.StringField("type"), EventTs = json.StringField("event_ts") };
    }

    public override void Write(Utf8JsonWriter writer, UnknownEvent value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json.GetRawText());
}
