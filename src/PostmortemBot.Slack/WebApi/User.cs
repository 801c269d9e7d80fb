namespace PostmortemBot.Slack;

/// <summary>A person or a bot.</summary>
/// <seealso href="https://docs.slack.dev/reference/objects/user-object"/>
public sealed record User
{
    /// <summary>The id.</summary>
    public string Id { get => field; init => field = value ?? ""; } = "";

    /// <summary>The workspace they belong to.</summary>
    public string TeamId { get => field; init => field = value ?? ""; } = "";

    /// <summary>The account's name; people see <see cref="UserProfile.DisplayName"/> instead.</summary>
    public string Name { get => field; init => field = value ?? ""; } = "";

    /// <summary>The full name.</summary>
    public string? RealName { get; init; }

    /// <summary>The time zone, such as <c>Europe/Berlin</c>; null for bots and strangers.</summary>
    public string? Tz { get; init; }

    /// <summary>The time zone's distance from UTC now, in seconds.</summary>
    public int TzOffset { get; init; }

    /// <summary>Whether the account was deactivated.</summary>
    public bool Deleted { get; init; }

    /// <summary>Whether it is a bot.</summary>
    public bool IsBot { get; init; }

    /// <summary>Whether they administer the workspace.</summary>
    public bool IsAdmin { get; init; }

    /// <summary>Whether they own the workspace.</summary>
    public bool IsOwner { get; init; }

    /// <summary>Whether they are a guest.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>Whether they are a guest of one channel.</summary>
    public bool IsUltraRestricted { get; init; }

    /// <summary>Whether they belong to another organisation and share no channel with the app.</summary>
    public bool IsStranger { get; init; }

    /// <summary>What people see of them.</summary>
    public UserProfile Profile { get => field; init => field = value ?? new(); } = new();
}

/// <summary>What people see of somebody.</summary>
/// <seealso href="https://docs.slack.dev/reference/objects/user-object#profile"/>
public sealed record UserProfile
{
    /// <summary>The name they chose to be shown; may be empty.</summary>
    public string DisplayName { get => field; init => field = value ?? ""; } = "";

    /// <summary>The full name.</summary>
    public string? RealName { get; init; }

    /// <summary>The e-mail address; needs the scope <c>users:read.email</c>.</summary>
    public string? Email { get; init; }

    /// <summary>A picture of 48 pixels.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("image_48")]
    public string? Image48 { get; init; }
}
