using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Loops;

/// <summary>Shows the runbooks of a service under the card of its new incident.</summary>
public sealed class HearOfIncidents(FollowUps followUps) : IChangeListener
{
    public Task ChangedAsync(Postmortem postmortem, CancellationToken cancellationToken) => postmortem.Status == PostmortemStatus.Draft
        ? followUps.AddAsync(new FollowUp(postmortem.WorkspaceId, ShowRunbooksJob.Name, postmortem.PostmortemId), cancellationToken)
        : Task.CompletedTask;
}

/// <summary>
/// Posts, once for each incident, the runbooks that everybody in its channel may read: those for everybody, and those
/// whose postmortem all of them may read.
/// </summary>
public sealed class ShowRunbooksJob(
    PostgresDatabase database,
    LoopStore store,
    PostmortemStore postmortems,
    ChannelReaders readers,
    Deliveries deliveries,
    TimeProvider clock) : IJob
{
    public const string Name = "loops.runbooks";
    private const int Most = 5;

    /// <summary>Later they would be no help any more, only noise.</summary>
    private static readonly TimeSpan New = TimeSpan.FromDays(3);

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        // The card's own name: what stands under it waits until it is there.
        database.AloneAsync($"card {subject.Id}", () => ShowAsync(subject, cancellationToken), cancellationToken);

    private async Task ShowAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await postmortems.GetAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { CardTs: { } cardTs, Status: PostmortemStatus.Draft } incident)
            return;
        var key = $"runbooks:{incident.PostmortemId}";
        if (clock.GetUtcNow() - incident.CreatedAt > New || await store.WasShownAsync(incident.WorkspaceId, key, cancellationToken))
            return;
        var found = await store.RunbooksAsync(incident, cancellationToken);
        var shown = new List<LoopEntry>();
        foreach (var runbook in found)
        {
            if (shown.Count < Most && await MayBeShownAsync(runbook, incident.ChannelId, cancellationToken))
                shown.Add(runbook);
        }

        if (shown.Count == 0)
            return;
        await deliveries.PostAsync(incident.WorkspaceId, key, new Message
        {
            Channel = incident.ChannelId,
            ThreadTs = cardTs,
            Text = "Runbooks of earlier incidents here",
            Blocks = LoopBlocks.Runbooks(shown),
        }, cancellationToken);
    }

    private async Task<bool> MayBeShownAsync(LoopEntry runbook, string channelId, CancellationToken cancellationToken)
    {
        if (runbook.IsForEverybody)
            return true;
        return await postmortems.GetAsync(runbook.WorkspaceId, runbook.PostmortemId, cancellationToken) is { } source
            && await readers.AllMayReadAsync(source, channelId, cancellationToken);
    }
}
