using Microsoft.Extensions.Options;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Trackers.GitHub;
using PostmortemBot.Features.Trackers.Jira;

namespace PostmortemBot.Features.Trackers;

/// <summary>The trackers that are set up.</summary>
public sealed class TrackerList(IServiceProvider services, IOptions<TrackerOptions> options) : IItemTrackers
{
    private readonly IReadOnlyList<ITracker> _all = [.. Build(services, options.Value)];

    /// <summary>Those that a workspace may use.</summary>
    public IReadOnlyList<ITracker> For(string workspaceId) => options.Value.MayUse(workspaceId) ? _all : [];

    public bool AreOn(string workspaceId) => For(workspaceId).Count > 0;

    public ITracker? Find(string workspaceId, string? id) => For(workspaceId).FirstOrDefault(tracker => tracker.Id == id);

    /// <summary>What people call a tracker, set up or not.</summary>
    public static string Name(string? id) => id == GitHubTracker.TrackerId ? "GitHub" : "Jira";

    private static IEnumerable<ITracker> Build(IServiceProvider services, TrackerOptions options)
    {
        if (options.GitHub.IsOn)
            yield return services.GetRequiredService<GitHubTracker>();
        if (options.Jira.IsOn)
            yield return services.GetRequiredService<JiraTracker>();
    }
}
