using Microsoft.Extensions.Options;
using PostmortemBot.Jobs;

namespace PostmortemBot.Features.Trackers;

/// <summary>Asks for an announcement, where one is wanted.</summary>
public sealed class Announcements(FollowUps followUps, IOptions<TrackerOptions> options)
{
    public async Task AskAsync(string workspaceId, Guid actionItemId, CancellationToken cancellationToken)
    {
        if (options.Value.Webhook.IsOn && options.Value.MayUse(workspaceId))
            await followUps.AddAsync(new FollowUp(workspaceId, Outgoing.AnnounceJob.Name, actionItemId), cancellationToken);
    }
}
