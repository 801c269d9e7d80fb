using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>The options of an external menu: either options or groups of them, at most 100.</summary>
/// <seealso href="https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select"/>
public sealed class BlockOptionsResponse
{
    /// <summary>The options.</summary>
    public IReadOnlyList<Option>? Options { get; init; }

    /// <summary>The options in groups.</summary>
    public IReadOnlyList<OptionGroup>? OptionGroups { get; init; }
}
