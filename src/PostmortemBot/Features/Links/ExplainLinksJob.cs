using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Links;

/// <summary>
/// Shows under links what the postmortem is about: only where who pasted it and everybody who sees the channel may read it.
/// Elsewhere nothing is shown, so that a link tells no more than the address does.
/// </summary>
public sealed partial class ExplainLinksJob(
    PostmortemStore postmortems,
    LinksStore store,
    ChannelReaders readers,
    People people,
    PageAddress pages,
    ISlackClients slack,
    ILogger<ExplainLinksJob> logger) : IJob
{
    public const string Name = "links.explain";

    public async Task RunAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        var pasted = PastedLinks.Parse(subject.Argument);
        var reader = new Reader(subject.WorkspaceId, pasted.UserId);
        // The rule looks at the person's row; somebody new has none yet.
        try
        {
            await people.GetAsync(reader.WorkspaceId, reader.UserId, cancellationToken);
        }
        catch (SlackApiException hidden) when (hidden.Error is "user_not_found" or "user_not_visible")
        {
            // Somebody whom the bot may not know may not read it either.
            return;
        }

        var unfurls = new Dictionary<string, Unfurl>(StringComparer.Ordinal);
        foreach (var number in pasted.Numbers)
        {
            if (await postmortems.FindByNumberAsync(reader, number, cancellationToken) is { } postmortem
                && await readers.AllMayReadAsync(postmortem, pasted.ChannelId, cancellationToken))
                unfurls[pages.Of(number)] = LinkBlocks.Draw(postmortem, await store.SummaryAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken), pages.Of(number));
        }

        if (unfurls.Count == 0)
            return;
        try
        {
            await slack.For(subject.WorkspaceId).Chat.Unfurl(pasted.ChannelId, pasted.Ts, unfurls, cancellationToken);
        }
        catch (SlackApiException refused) when (refused.Error.StartsWith("cannot_", StringComparison.Ordinal) || refused.Error is "missing_scope")
        {
            NotShown(logger, pasted.ChannelId, pasted.Ts, refused.Error);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Nothing is shown under the links of {Channel} {Ts}: {Error}")]
    private static partial void NotShown(ILogger logger, string channel, string ts, string error);
}
