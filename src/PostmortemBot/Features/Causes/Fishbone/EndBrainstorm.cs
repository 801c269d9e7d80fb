using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Ends a brainstorm before its time, or gives it five minutes more.</summary>
public sealed class EndBrainstorm(BrainstormStore store, FishboneAccess access, ISlackClients slack, TimeProvider clock) : IBlockActionHandler
{
    public const string Id = "brainstorm.end";
    public const string ExtendId = "brainstorm.extend";

    private static readonly Problem EndedAlready = new("It has ended already: what was written is in the thread of the brainstorm's message.");
    private static readonly Problem Long = new($"That would make it longer than {Brainstorm.MostMinutes} minutes from now. It stays as it is; extend it again later.");
    private static readonly Problem ExtendedAlready = new("Somebody changed its time a moment ago. Look at the message and press again if it needs more.");

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.BrainstormAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);
        if (Brainstorm.WhyNotLead(found.Postmortem, found.Brainstorm, request.UserId) is { } notLead)
            return await slack.TellAsync(request, notLead, cancellationToken);

        var now = clock.GetUtcNow();
        if (!found.Brainstorm.IsWritingAt(now))
        {
            await store.EndAsync(found.Brainstorm, isEarly: false, StartBrainstorm.TheBot, now, cancellationToken);
            return await slack.TellAsync(request, EndedAlready, cancellationToken);
        }

        var refused = request.Action.ActionId == ExtendId ? await ExtendAsync(found.Brainstorm, request.UserId, now, cancellationToken) : await EndAsync(found.Brainstorm, request.UserId, now, cancellationToken);
        return refused is null ? Ack.Done : await slack.TellAsync(request, refused, cancellationToken);
    }

    private async Task<Problem?> EndAsync(Brainstorm brainstorm, string userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await store.EndAsync(brainstorm, isEarly: true, userId, now, cancellationToken) ? null : EndedAlready;

    private async Task<Problem?> ExtendAsync(Brainstorm brainstorm, string userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var endsAt = brainstorm.EndsAt + Brainstorm.Extension;
        if (endsAt > Brainstorm.End(now, Brainstorm.MostMinutes))
            return Long;
        return await store.ExtendAsync(brainstorm, endsAt, userId, now, cancellationToken) ? null : ExtendedAlready;
    }
}

/// <summary>Ends the brainstorms whose time is over. The database knows the time, so it does not matter which bot looks, or whether one was away.</summary>
public sealed class BrainstormClock(BrainstormStore store, TimeProvider clock) : IRecurringJob
{
    public string Id => RecurringIds.Brainstorms;

    public string Cron => "* * * * *";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var brainstorm in await store.DueAsync(now, cancellationToken))
            await store.EndAsync(brainstorm, isEarly: false, StartBrainstorm.TheBot, now, cancellationToken);
    }
}
