namespace PostmortemBot.Slack.Blocks;

/// <summary>
/// A menu of given options. Has either <see cref="Options"/> or <see cref="OptionGroups"/>.
/// <see href="https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element"/>
/// </summary>
public sealed record StaticSelectMenu() : MenuElement("static_select")
{
    /// <summary>1 to 100 options.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>1 to 100 groups of options.</summary>
    public IReadOnlyList<OptionGroup> OptionGroups { get; init; } = [];

    /// <summary>The option that is chosen at first, equal to one of the options.</summary>
    public Option? InitialOption { get; init; }
}

/// <summary>
/// A menu of given options of which several may be chosen. Has either <see cref="Options"/> or <see cref="OptionGroups"/>.
/// <see href="https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element"/>
/// </summary>
public sealed record StaticMultiSelectMenu() : MenuElement("multi_static_select")
{
    /// <summary>1 to 100 options.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>1 to 100 groups of options.</summary>
    public IReadOnlyList<OptionGroup> OptionGroups { get; init; } = [];

    /// <summary>The options that are chosen at first, each equal to one of the options.</summary>
    public IReadOnlyList<Option> InitialOptions { get; init; } = [];

    /// <summary>How many may be chosen, at least 1.</summary>
    public int? MaxSelectedItems { get; init; }
}

/// <summary>
/// A menu whose options are asked for while the person types.
/// <see href="https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element"/>
/// </summary>
public sealed record ExternalSelectMenu() : MenuElement("external_select")
{
    /// <summary>How many characters must be typed before options are asked for; Slack's default is 3.</summary>
    public int? MinQueryLength { get; init; }

    /// <summary>The option that is chosen at first.</summary>
    public Option? InitialOption { get; init; }
}

/// <summary>
/// A menu of which several may be chosen, whose options are asked for while the person types.
/// <see href="https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element"/>
/// </summary>
public sealed record ExternalMultiSelectMenu() : MenuElement("multi_external_select")
{
    /// <summary>How many characters must be typed before options are asked for; Slack's default is 3.</summary>
    public int? MinQueryLength { get; init; }

    /// <summary>The options that are chosen at first.</summary>
    public IReadOnlyList<Option> InitialOptions { get; init; } = [];

    /// <summary>How many may be chosen, at least 1.</summary>
    public int? MaxSelectedItems { get; init; }
}
