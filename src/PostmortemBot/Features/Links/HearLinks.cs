using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Features.Links;

/// <summary>Somebody pasted a link to a postmortem.</summary>
public sealed class HearLinks(PageAddress pages, FollowUps followUps) : IEventHandler<LinkShared>
{
    private const string BeingWritten = "COMPOSER";
    private const int MostLinks = 5;

    public async Task<Ack> Handle(EventCallback<LinkShared> callback, CancellationToken cancellationToken)
    {
        var shared = callback.Event;
        // While it is being written nobody knows yet who will read it; and what no person wrote, no person may read.
        if (shared.ChannelId is BeingWritten or "" || shared.MessageTs.Length == 0 || shared.UserId.Length == 0)
            return Ack.Done;
        var numbers = shared.Links.Select(link => pages.NumberIn(link.Url)).OfType<int>().Distinct().Take(MostLinks).ToList();
        if (numbers.Count == 0)
            return Ack.Done;

        var pasted = new PastedLinks(shared.ChannelId, shared.MessageTs, shared.UserId, numbers);
        await followUps.AddAsync(new FollowUp(callback.WorkspaceId, ExplainLinksJob.Name, Guid.Empty, pasted.ToString()), cancellationToken);
        return Ack.Done;
    }
}

/// <summary>Which message, who wrote it, and which postmortems it names, as a job's argument.</summary>
public sealed record PastedLinks(string ChannelId, string Ts, string UserId, IReadOnlyList<int> Numbers)
{
    public override string ToString() => $"{ChannelId} {Ts} {UserId} {string.Join(',', Numbers)}";

    public static PastedLinks Parse(string argument) => argument.Split(' ') is [var channel, var ts, var userId, var numbers]
        ? new PastedLinks(channel, ts, userId, [.. numbers.Split(',').Select(int.Parse)])
        : throw new FormatException("Pasted links are written as channel, ts, person and numbers.");
}
