using System.Text.Json.Serialization;

namespace PostmortemBot.Slack.Events;

/// <summary>An event and the envelope it came in.</summary>
/// <typeparam name="TEvent">The event's class.</typeparam>
/// <seealso href="https://docs.slack.dev/apis/events-api#events-JSON"/>
public sealed record EventCallback<TEvent> where TEvent : Event
{
    /// <summary>What happened.</summary>
    public required TEvent Event { get; init; }

    /// <summary>The delivery's id; stays the same when Slack repeats it.</summary>
    public string EventId { get => field; init => field = value ?? ""; } = "";

    /// <summary>When it happened, in Unix seconds.</summary>
    public long EventTime { get; init; }

    /// <summary>The workspace it happened in; in shared channels it may be another organisation's.</summary>
    public string? TeamId { get; init; }

    /// <summary>The workspace of this app's installation.</summary>
    public string? ContextTeamId { get; init; }

    /// <summary>The organisation.</summary>
    public string? EnterpriseId { get; init; }

    /// <summary>This app.</summary>
    public string? ApiAppId { get; init; }

    /// <summary>The installation that may see the event; Slack names one.</summary>
    public IReadOnlyList<EventAuthorization> Authorizations { get => field; init => field = value ?? []; } = [];

    /// <summary>Whether the channel is shared with another organisation.</summary>
    public bool IsExtSharedChannel { get; init; }

    /// <summary>Whose data and token this event is about.</summary>
    [JsonIgnore]
    public string WorkspaceId => EventWorkspace.Of(Authorizations, ContextTeamId, TeamId, EnterpriseId);

    /// <summary>Which installation this event belongs to: the organisation where the app is installed for it as a whole, else the workspace.</summary>
    [JsonIgnore]
    public string InstallationId =>
        Authorizations is [{ IsEnterpriseInstall: true, EnterpriseId: { Length: > 0 } organisation }, ..] ? organisation : WorkspaceId;

    /// <summary>The bot's own user id, where Slack tells it.</summary>
    [JsonIgnore]
    public string? BotUserId => Authorizations is [{ IsBot: true } bot, ..] ? bot.UserId : null;
}

/// <summary>An installation that may see an event.</summary>
public sealed record EventAuthorization
{
    /// <summary>The workspace.</summary>
    public string? TeamId { get; init; }

    /// <summary>The organisation.</summary>
    public string? EnterpriseId { get; init; }

    /// <summary>Who may see it: the bot, or a person who installed the app.</summary>
    public string? UserId { get; init; }

    /// <summary>Whether <see cref="UserId"/> is the bot.</summary>
    public bool IsBot { get; init; }

    /// <summary>Whether the app is installed for the organisation.</summary>
    public bool IsEnterpriseInstall { get; init; }
}
