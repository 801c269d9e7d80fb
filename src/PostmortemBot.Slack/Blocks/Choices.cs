namespace PostmortemBot.Slack.Blocks;

/// <summary>
/// Checkboxes: any number of up to 10 options.
/// <see href="https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element"/>
/// </summary>
public sealed record CheckboxGroup() : InteractiveElement("checkboxes"), IActionElement, IInputBlockElement
{
    /// <summary>1 to 10 options.</summary>
    public required IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>The options that are ticked at first, each equal to one of <see cref="Options"/>.</summary>
    public IReadOnlyList<Option> InitialOptions { get; init; } = [];

    /// <summary>Asked before a choice is sent.</summary>
    public ConfirmationDialog? Confirm { get; init; }

    /// <summary>Puts the cursor here when the view opens; on one element of a view.</summary>
    public bool FocusOnLoad { get; init; }
}

/// <summary>
/// Radio buttons: one of up to 10 options.
/// <see href="https://docs.slack.dev/reference/block-kit/block-elements/radio-button-group-element"/>
/// </summary>
public sealed record RadioButtonGroup() : InteractiveElement("radio_buttons"), IActionElement, IInputBlockElement
{
    /// <summary>1 to 10 options.</summary>
    public required IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>The option that is chosen at first, equal to one of <see cref="Options"/>.</summary>
    public Option? InitialOption { get; init; }

    /// <summary>Asked before a choice is sent.</summary>
    public ConfirmationDialog? Confirm { get; init; }

    /// <summary>Puts the cursor here when the view opens; on one element of a view.</summary>
    public bool FocusOnLoad { get; init; }
}

/// <summary>
/// The three dots: 1 to 5 options, in a section or an actions block.
/// <see href="https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element"/>
/// </summary>
public sealed record OverflowMenu() : InteractiveElement("overflow"), IActionElement
{
    /// <summary>1 to 5 options, in plain text; they may carry a url.</summary>
    public required IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>Asked before a choice is sent.</summary>
    public ConfirmationDialog? Confirm { get; init; }
}
