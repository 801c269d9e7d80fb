namespace PostmortemBot.Slack.Blocks;

/// <summary>
/// Text, or up to ten short texts in two columns, with one element beside it.
/// <see href="https://docs.slack.dev/reference/block-kit/blocks/section-block"/>
/// </summary>
public sealed record SectionBlock() : Block("section")
{
    /// <summary>1 to 3,000 characters. Needed when there are no <see cref="Fields"/>.</summary>
    public TextObject? Text { get; init; }

    /// <summary>Up to 10 texts of at most 2,000 characters, shown in two columns.</summary>
    public IReadOnlyList<TextObject> Fields { get; init; } = [];

    /// <summary>One element beside the text: a button, a menu, a date or time picker, choices or an image.</summary>
    public BlockElement? Accessory { get; init; }

    /// <summary>Shows the whole text at once, without "see more".</summary>
    public bool Expand { get; init; }
}

/// <summary>
/// A line of large text. <see href="https://docs.slack.dev/reference/block-kit/blocks/header-block"/>
/// </summary>
public sealed record HeaderBlock() : Block("header")
{
    /// <summary>At most 150 characters.</summary>
    public required PlainText Text { get; init; }
}

/// <summary>
/// A thin line. <see href="https://docs.slack.dev/reference/block-kit/blocks/divider-block"/>
/// </summary>
public sealed record DividerBlock() : Block("divider");

/// <summary>
/// Small grey text and images. <see href="https://docs.slack.dev/reference/block-kit/blocks/context-block"/>
/// </summary>
public sealed record ContextBlock() : Block("context")
{
    /// <summary>1 to 10 texts and images.</summary>
    public required IReadOnlyList<IContextElement> Elements { get; init; } = [];
}

/// <summary>
/// A row of buttons, menus and pickers. <see href="https://docs.slack.dev/reference/block-kit/blocks/actions-block"/>
/// </summary>
public sealed record ActionsBlock() : Block("actions")
{
    /// <summary>1 to 25 elements.</summary>
    public required IReadOnlyList<IActionElement> Elements { get; init; } = [];
}

/// <summary>
/// A field to fill in. <see href="https://docs.slack.dev/reference/block-kit/blocks/input-block"/>
/// </summary>
public sealed record InputBlock() : Block("input")
{
    /// <summary>At most 2,000 characters.</summary>
    public required PlainText Label { get; init; }

    /// <summary>The one element that is filled in.</summary>
    public required IInputBlockElement Element { get; init; }

    /// <summary>Small text below the element, at most 2,000 characters.</summary>
    public PlainText? Hint { get; init; }

    /// <summary>Whether it may stay empty.</summary>
    public bool Optional { get; init; }

    /// <summary>Whether a change is sent at once as a block action, and not only with Submit.</summary>
    public bool DispatchAction { get; init; }
}

/// <summary>
/// A picture of its own. Has exactly one of <see cref="ImageUrl"/> and <see cref="SlackFile"/>.
/// <see href="https://docs.slack.dev/reference/block-kit/blocks/image-block"/>
/// </summary>
public sealed record ImageBlock() : Block("image")
{
    /// <summary>What the picture shows, for those who cannot see it; at most 2,000 characters.</summary>
    public required string AltText { get; init; } = "";

    /// <summary>A public address, at most 3,000 characters.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>A picture that was uploaded to Slack.</summary>
    public ImageFileReference? SlackFile { get; init; }

    /// <summary>At most 2,000 characters.</summary>
    public PlainText? Title { get; init; }
}
