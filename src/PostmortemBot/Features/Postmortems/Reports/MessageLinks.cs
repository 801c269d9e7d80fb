using System.Text.RegularExpressions;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems.Reports;

/// <summary>
/// Links to messages, for those who read the report: one into a private channel says which channel that is, and opens nothing for
/// who is not in it. So it is left out wherever the report is for more people than the channel.
/// </summary>
public sealed partial class MessageLinks(ChannelStore known, Channels channels)
{
    public async Task<ReportSection> ForReadersAsync(Postmortem postmortem, ReportSection section, CancellationToken cancellationToken)
    {
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        foreach (var channelId in Link().Matches(section.Markdown).Select(link => link.Groups["channel"].Value).Distinct(StringComparer.Ordinal))
        {
            if (!await MayBeShownAsync(postmortem, channelId, cancellationToken))
                hidden.Add(channelId);
        }

        return hidden.Count == 0 ? section : section with
        {
            Markdown = Link().Replace(section.Markdown, link => hidden.Contains(link.Groups["channel"].Value) ? $"{link.Groups["words"].Value} in another channel" : link.Value),
        };
    }

    private async Task<bool> MayBeShownAsync(Postmortem postmortem, string channelId, CancellationToken cancellationToken)
    {
        if (postmortem.Audience == Audience.Channel && channelId == postmortem.ChannelId)
            return true;

        try
        {
            var channel = await known.FindAsync(postmortem.WorkspaceId, channelId, cancellationToken)
                ?? await channels.LookUpAsync(postmortem.WorkspaceId, channelId, cancellationToken);
            return channel is { IsPrivate: false };
        }
        catch (SlackApiException)
        {
            // Nobody can say now; a link that is missing does less harm than one too many.
            return false;
        }
    }

    [GeneratedRegex(@"\[(?<words>[^\[\]]{1,300})\]\(<?https://[a-zA-Z0-9.\-]{1,200}/archives/(?<channel>[A-Z0-9]{2,30})(?:/[^\s<>()]{0,300})?>?\)", RegexOptions.ExplicitCapture, MatchLimit.Milliseconds)]
    private static partial Regex Link();
}
