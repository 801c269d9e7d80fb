using System.Text.Json.Serialization;

namespace PostmortemBot.Slack;

/// <summary>What all interactions have in common.</summary>
/// <seealso href="https://docs.slack.dev/interactivity/handling-user-interaction"/>
public abstract record InteractionRequest
{
    /// <summary>The workspace; null when the app is installed for an organisation.</summary>
    public InteractionTeam? Team { get; init; }

    /// <summary>Who acted.</summary>
    public InteractionUser User { get => field; init => field = value ?? new(); } = new();

    /// <summary>The organisation.</summary>
    public InteractionEnterprise? Enterprise { get; init; }

    /// <summary>Whether the app is installed for the organisation.</summary>
    public bool IsEnterpriseInstall { get; init; }

    /// <summary>This app.</summary>
    public string? ApiAppId { get; init; }

    /// <summary>Whose data and token this request is about.</summary>
    [JsonIgnore]
    public string WorkspaceId => Some(Team?.Id) ?? Some(User.TeamId) ?? Some(Enterprise?.Id) ?? "";

    /// <summary>Who acted.</summary>
    [JsonIgnore]
    public string UserId => User.Id;

    private static string? Some(string? id) => string.IsNullOrEmpty(id) ? null : id;
}

/// <summary>The workspace of an interaction.</summary>
public sealed record InteractionTeam
{
    /// <summary>The workspace's id.</summary>
    public string? Id { get; init; }

    /// <summary>The workspace's part of its address.</summary>
    public string? Domain { get; init; }

    /// <summary>The organisation it is part of.</summary>
    public string? EnterpriseId { get; init; }
}

/// <summary>The person of an interaction. Names are left out on purpose: Slack sends one, the other or none.</summary>
public sealed record InteractionUser
{
    /// <summary>The person's id.</summary>
    public string Id { get => field; init => field = value ?? ""; } = "";

    /// <summary>The person's workspace.</summary>
    public string? TeamId { get; init; }
}

/// <summary>The organisation of an interaction.</summary>
public sealed record InteractionEnterprise
{
    /// <summary>The organisation's id.</summary>
    public string? Id { get; init; }

    /// <summary>The organisation's name.</summary>
    public string? Name { get; init; }
}

/// <summary>The channel of an interaction.</summary>
public sealed record InteractionChannel
{
    /// <summary>The channel's id.</summary>
    public string Id { get => field; init => field = value ?? ""; } = "";

    /// <summary>The channel's name.</summary>
    public string? Name { get; init; }
}
