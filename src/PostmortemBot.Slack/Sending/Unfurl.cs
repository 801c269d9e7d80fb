using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>What is shown under a link.</summary>
/// <seealso href="https://docs.slack.dev/messaging/unfurling-links-in-messages"/>
public sealed record Unfurl
{
    /// <summary>The blocks; at most 50. Modals' input blocks have no place here.</summary>
    public required IReadOnlyList<Block> Blocks { get; init; }

    /// <summary>A line of this colour beside it, such as <c>#1264a3</c>.</summary>
    public string? Color { get; init; }
}
