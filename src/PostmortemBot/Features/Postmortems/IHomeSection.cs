using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Postmortems;

/// <summary>What a feature contributes to a person's App Home tab.</summary>
public interface IHomeSection
{
    /// <summary>Position on the tab, ascending.</summary>
    int Order { get; }

    /// <summary>At most 30 blocks, so that the tab stays within Slack's 100. Empty: nothing to show.</summary>
    Task<IReadOnlyList<Block>> BlocksAsync(Reader reader, CancellationToken cancellationToken);
}

/// <summary>Asks for a person's Home tab to be drawn again; the argument is the person's id.</summary>
public static class HomeJobs
{
    public const string Publish = "home.publish";
}
