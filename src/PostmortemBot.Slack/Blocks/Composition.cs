using System.Text.Json.Serialization;

namespace PostmortemBot.Slack.Blocks;

/// <summary>The colour of a button. <see href="https://docs.slack.dev/reference/block-kit/block-elements/button-element"/></summary>
public enum ButtonStyle
{
    /// <summary>No colour; not sent.</summary>
    Default,

    /// <summary>Green; for one button of a set.</summary>
    Primary,

    /// <summary>Red; for what cannot be undone.</summary>
    Danger,
}

/// <summary>
/// A question asked before an action is sent.
/// <see href="https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object"/>
/// </summary>
public sealed record ConfirmationDialog
{
    /// <summary>At most 100 characters.</summary>
    public required PlainText Title { get; init; }

    /// <summary>At most 300 characters.</summary>
    public required TextObject Text { get; init; }

    /// <summary>The button that goes on, at most 30 characters.</summary>
    public required PlainText Confirm { get; init; }

    /// <summary>The button that stops, at most 30 characters.</summary>
    public required PlainText Deny { get; init; }

    /// <summary>The colour of the button that goes on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ButtonStyle Style { get; init; }
}

/// <summary>
/// Which conversations a menu offers; says at least one thing.
/// <see href="https://docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object"/>
/// </summary>
public sealed record ConversationFilter
{
    /// <summary>Kinds to offer: <c>im</c>, <c>mpim</c>, <c>private</c>, <c>public</c>.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Leaves out conversations with bots.</summary>
    public bool ExcludeBotUsers { get; init; }

    /// <summary>Leaves out channels shared with other organizations.</summary>
    public bool ExcludeExternalSharedChannels { get; init; }
}

/// <summary>
/// When a text field sends block actions; needs <see cref="InputBlock.DispatchAction"/>.
/// <see href="https://docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object"/>
/// </summary>
public sealed record DispatchActionConfig
{
    /// <summary><c>on_enter_pressed</c>, <c>on_character_entered</c>, or both.</summary>
    public required IReadOnlyList<string> TriggerActionsOn { get; init; } = [];
}

/// <summary>
/// A picture that was uploaded to Slack: png, jpg, jpeg or gif. Has exactly one of <see cref="Id"/> and <see cref="Url"/>.
/// <see href="https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object"/>
/// </summary>
public sealed record ImageFileReference
{
    /// <summary>The file's id: F and at least eight letters or digits.</summary>
    public string? Id { get; init; }

    /// <summary>The file's <c>url_private</c> or permalink, at most 3,000 characters.</summary>
    public string? Url { get; init; }
}
