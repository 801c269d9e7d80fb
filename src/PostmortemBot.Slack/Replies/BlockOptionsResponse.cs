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

    /// <summary>The answer as Slack reads it.</summary>
    internal ReadOnlyMemory<byte> Json => Write();

    private byte[] Write()
    {
        if (OptionGroups is null) return SlackWire.Write(new { Options = Checked(Options ?? []) });

        BlockLimits.Check(OptionGroups);
        return SlackWire.Write(new { OptionGroups });
    }

    private static IReadOnlyList<Option> Checked(IReadOnlyList<Option> options)
    {
        // Nothing found is an answer; Slack then says so itself.
        if (options.Count > 0) BlockLimits.Check(options);
        return options;
    }
}
