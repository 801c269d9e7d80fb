using System.Text.Json.Serialization;

namespace PostmortemBot.Slack;

/// <summary>A person was chosen.</summary>
public sealed record UserSelectAction() : BlockAction("users_select")
{
    /// <summary>The id; null when the choice was taken back.</summary>
    public string? SelectedUser { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? ChosenValue => SelectedUser;
}

/// <summary>A conversation was chosen.</summary>
public sealed record ConversationSelectAction() : BlockAction("conversations_select")
{
    /// <summary>The id; null when the choice was taken back.</summary>
    public string? SelectedConversation { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? ChosenValue => SelectedConversation;
}

/// <summary>A channel was chosen.</summary>
public sealed record ChannelSelectAction() : BlockAction("channels_select")
{
    /// <summary>The id; null when the choice was taken back.</summary>
    public string? SelectedChannel { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? ChosenValue => SelectedChannel;
}

/// <summary>Some people were chosen.</summary>
public sealed record UserMultiSelectAction() : BlockAction("multi_users_select")
{
    /// <summary>The ids.</summary>
    public IReadOnlyList<string> SelectedUsers { get => field; init => field = value ?? []; } = [];
}

/// <summary>Some conversations were chosen.</summary>
public sealed record ConversationMultiSelectAction() : BlockAction("multi_conversations_select")
{
    /// <summary>The ids.</summary>
    public IReadOnlyList<string> SelectedConversations { get => field; init => field = value ?? []; } = [];
}

/// <summary>Some channels were chosen.</summary>
public sealed record ChannelMultiSelectAction() : BlockAction("multi_channels_select")
{
    /// <summary>The ids.</summary>
    public IReadOnlyList<string> SelectedChannels { get => field; init => field = value ?? []; } = [];
}
