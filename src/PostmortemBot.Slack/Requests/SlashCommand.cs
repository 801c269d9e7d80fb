using System.Text.Json.Serialization;

namespace PostmortemBot.Slack;

/// <summary>A typed slash command.</summary>
/// <seealso href="https://docs.slack.dev/interactivity/implementing-slash-commands"/>
public sealed record SlashCommand
{
    /// <summary>The command with its slash.</summary>
    public required string Command { get; init; }

    /// <summary>What follows the command's first space; may be empty.</summary>
    public string Text { get => field; init => field = value ?? ""; } = "";

    /// <summary>Where the command was typed.</summary>
    public string ChannelId { get => field; init => field = value ?? ""; } = "";

    /// <summary>The channel's name; <c>directmessage</c> or <c>privategroup</c> where it has none to show.</summary>
    public string ChannelName { get => field; init => field = value ?? ""; } = "";

    /// <summary>Opens one modal within three seconds.</summary>
    public string TriggerId { get => field; init => field = value ?? ""; } = "";

    /// <summary>Takes five answers within 30 minutes.</summary>
    public string ResponseUrl { get => field; init => field = ResponseAddress.OrNull(value) ?? ""; } = "";

    /// <summary>Who typed the command.</summary>
    public required string UserId { get; init; }

    /// <summary>The workspace.</summary>
    public required string TeamId { get; init; }

    /// <summary>The workspace's part of its address.</summary>
    public string TeamDomain { get => field; init => field = value ?? ""; } = "";

    /// <summary>The organisation the workspace is part of.</summary>
    public string? EnterpriseId { get; init; }

    /// <summary>Whether the app is installed for the organisation.</summary>
    public bool IsEnterpriseInstall { get; init; }

    /// <summary>This app.</summary>
    public string? ApiAppId { get; init; }

    /// <summary>Whose data and token this request is about.</summary>
    [JsonIgnore]
    public string WorkspaceId => TeamId.Length > 0 ? TeamId : EnterpriseId ?? "";
}
