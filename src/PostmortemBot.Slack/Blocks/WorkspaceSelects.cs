namespace PostmortemBot.Slack.Blocks;

/// <summary>
/// A menu of the workspace's people. <see href="https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element"/>
/// </summary>
public sealed record UserSelectMenu() : MenuElement("users_select")
{
    /// <summary>The id of the person chosen at first.</summary>
    public string? InitialUser { get; init; }
}

/// <summary>
/// A menu of the workspace's people of whom several may be chosen.
/// <see href="https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element"/>
/// </summary>
public sealed record UserMultiSelectMenu() : MenuElement("multi_users_select")
{
    /// <summary>The ids of the people chosen at first.</summary>
    public IReadOnlyList<string> InitialUsers { get; init; } = [];

    /// <summary>How many may be chosen, at least 1.</summary>
    public int? MaxSelectedItems { get; init; }
}

/// <summary>
/// A menu of channels and conversations that the person can see.
/// <see href="https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element"/>
/// </summary>
public sealed record ConversationSelectMenu() : MenuElement("conversations_select")
{
    /// <summary>The id of the conversation chosen at first; goes before <see cref="DefaultToCurrentConversation"/>.</summary>
    public string? InitialConversation { get; init; }

    /// <summary>Chooses the conversation the person is looking at.</summary>
    public bool DefaultToCurrentConversation { get; init; }

    /// <summary>Which conversations are offered.</summary>
    public ConversationFilter? Filter { get; init; }

    /// <summary>Gives the submission a response_url for the chosen conversation; only in an input block of a modal.</summary>
    public bool ResponseUrlEnabled { get; init; }
}

/// <summary>
/// A menu of channels and conversations of which several may be chosen.
/// <see href="https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element"/>
/// </summary>
public sealed record ConversationMultiSelectMenu() : MenuElement("multi_conversations_select")
{
    /// <summary>The ids of the conversations chosen at first; ignored with <see cref="DefaultToCurrentConversation"/>.</summary>
    public IReadOnlyList<string> InitialConversations { get; init; } = [];

    /// <summary>Chooses the conversation the person is looking at.</summary>
    public bool DefaultToCurrentConversation { get; init; }

    /// <summary>Which conversations are offered.</summary>
    public ConversationFilter? Filter { get; init; }

    /// <summary>How many may be chosen, at least 1.</summary>
    public int? MaxSelectedItems { get; init; }
}

/// <summary>
/// A menu of public channels. <see href="https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element"/>
/// </summary>
public sealed record ChannelSelectMenu() : MenuElement("channels_select")
{
    /// <summary>The id of the channel chosen at first.</summary>
    public string? InitialChannel { get; init; }

    /// <summary>Gives the submission a response_url for the chosen channel; only in an input block of a modal.</summary>
    public bool ResponseUrlEnabled { get; init; }
}

/// <summary>
/// A menu of public channels of which several may be chosen.
/// <see href="https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element"/>
/// </summary>
public sealed record ChannelMultiSelectMenu() : MenuElement("multi_channels_select")
{
    /// <summary>The ids of the channels chosen at first.</summary>
    public IReadOnlyList<string> InitialChannels { get; init; } = [];

    /// <summary>How many may be chosen, at least 1.</summary>
    public int? MaxSelectedItems { get; init; }
}
