using System.Text.Json.Serialization;

namespace PostmortemBot.Slack.Blocks;

/// <summary>
/// A button, in a section or an actions block. One with a <see cref="Url"/> sends a block action too.
/// <see href="https://docs.slack.dev/reference/block-kit/block-elements/button-element"/>
/// </summary>
public sealed record Button() : InteractiveElement("button"), IActionElement
{
    /// <summary>At most 75 characters, of which about 30 are shown.</summary>
    public required PlainText Text { get; init; }

    /// <summary>Comes back with the action, at most 2,000 characters.</summary>
    public string? Value { get; init; }

    /// <summary>Opened in the browser, at most 3,000 characters.</summary>
    public string? Url { get; init; }

    /// <summary>The colour.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ButtonStyle Style { get; init; }

    /// <summary>Asked before the action is sent.</summary>
    public ConfirmationDialog? Confirm { get; init; }

    /// <summary>Read aloud in place of the text, at most 75 characters.</summary>
    public string? AccessibilityLabel { get; init; }
}

/// <summary>
/// A small picture in a section or a context block. Has exactly one of <see cref="ImageUrl"/> and <see cref="SlackFile"/>.
/// <see href="https://docs.slack.dev/reference/block-kit/block-elements/image-element"/>
/// </summary>
public sealed record Image() : BlockElement("image"), IContextElement
{
    /// <summary>What the picture shows, for those who cannot see it; at most 2,000 characters.</summary>
    public required string AltText { get; init; } = "";

    /// <summary>A public address, at most 3,000 characters.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>A picture that was uploaded to Slack.</summary>
    public ImageFileReference? SlackFile { get; init; }
}
