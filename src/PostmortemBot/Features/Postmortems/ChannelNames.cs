using System.Collections.Concurrent;

namespace PostmortemBot.Features.Postmortems;

/// <summary>
/// What a mentioned channel is called in stored text. That text may be read by the whole workspace one day, so a private
/// channel never has a name there.
/// </summary>
public sealed class ChannelNames(ChannelStore store, Channels channels, TimeProvider clock)
{
    public const string Private = "a private channel";
    public const string Unknown = "a channel";

    private const int MostRemembered = 10_000;
    private static readonly TimeSpan StoredFor = TimeSpan.FromHours(24);
    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(string WorkspaceId, string ChannelId), DateTimeOffset> _hidden = new();

    /// <summary>The words for each channel; asks Slack about as many as the budget allows.</summary>
    public async Task<IReadOnlyDictionary<string, string>> WordsAsync(string workspaceId, IReadOnlyCollection<string> channelIds, LookUpBudget budget, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var stored = (await store.FindManyAsync(workspaceId, channelIds, cancellationToken)).ToDictionary(channel => channel.ChannelId, StringComparer.Ordinal);
        foreach (var channelId in channelIds)
        {
            if (stored.TryGetValue(channelId, out var known) && (known.IsPrivate || known.RefreshedAt > now - StoredFor))
                words[channelId] = Words(known);
            else if (_hidden.TryGetValue((workspaceId, channelId), out var until) && until > now)
                words[channelId] = Private;
            else
                words[channelId] = await AskAsync(workspaceId, channelId, budget, now, cancellationToken);
        }

        return words;
    }

    private static string Words(Channel channel) => channel.IsPrivate ? Private : "#" + channel.Name;

    private async Task<string> AskAsync(string workspaceId, string channelId, LookUpBudget budget, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (outcome, channel) = await budget.AskAsync(token => channels.LookUpAsync(workspaceId, channelId, token), cancellationToken);
        if (channel is not null)
            return Words(channel);
        if (outcome is not LookUpOutcome.Found)
            return Unknown;

        // Slack answered that it shows no such channel.
        if (_hidden.Count >= MostRemembered)
            _hidden.Clear();
        _hidden[(workspaceId, channelId)] = now + RememberedFor;
        return Private;
    }
}
