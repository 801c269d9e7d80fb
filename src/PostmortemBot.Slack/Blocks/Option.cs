namespace PostmortemBot.Slack.Blocks;

/// <summary>
/// One choice of a menu, of checkboxes or of radio buttons. Equal when text, value, description and url are.
/// <see href="https://docs.slack.dev/reference/block-kit/composition-objects/option-object"/>
/// </summary>
/// <param name="Text">At most 75 characters; mrkdwn only in checkboxes and radio buttons.</param>
/// <param name="Value">What comes back when it is chosen, at most 75 characters (Slack's pages say 150, its types 75).</param>
public sealed record Option(TextObject Text, string Value)
{
    /// <summary>A second line, at most 75 characters.</summary>
    public TextObject? Description { get; init; }

    /// <summary>Opened when it is chosen; only in an <see cref="OverflowMenu"/>; at most 3,000 characters.</summary>
    public string? Url { get; init; }
}

/// <summary>
/// Options under a heading; at most 100 groups of at most 100 options.
/// <see href="https://docs.slack.dev/reference/block-kit/composition-objects/option-group-object"/>
/// </summary>
public sealed record OptionGroup
{
    /// <summary>At most 75 characters.</summary>
    public required PlainText Label { get; init; }

    /// <summary>1 to 100 options.</summary>
    public required IReadOnlyList<Option> Options { get; init; } = [];
}
