using System.Collections.Concurrent;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

/// <summary>Knows a workspace's user groups by their handles. Slack has one list of them, so one call serves every mention.</summary>
public sealed class UserGroups(ISlackClients slack, TimeProvider clock)
{
    public const string Unknown = "a group";

    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(10);

    private static readonly IReadOnlyDictionary<string, string> NoHandles = new Dictionary<string, string>();

    private readonly ConcurrentDictionary<string, (IReadOnlyDictionary<string, string> Handles, DateTimeOffset Until)> _remembered = new(StringComparer.Ordinal);

    /// <summary>The handle, such as on-call; null when Slack does not tell.</summary>
    public async ValueTask<string?> HandleAsync(string workspaceId, string groupId, LookUpBudget budget, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!_remembered.TryGetValue(workspaceId, out var known) || known.Until <= now)
        {
            var (outcome, handles) = await budget.AskAsync(token => ListAsync(workspaceId, token), cancellationToken);
            if (outcome is LookUpOutcome.Unknown)
                return null;
            // A free plan has no groups, and an older installation not the scope: the mention stays without a name.
            _remembered[workspaceId] = known = (handles ?? NoHandles, now + RememberedFor);
        }

        return known.Handles.GetValueOrDefault(groupId);
    }

    /// <summary>A group is new or has changed: the next mention asks again.</summary>
    public void Forget(string workspaceId) => _remembered.TryRemove(workspaceId, out _);

    private async Task<IReadOnlyDictionary<string, string>> ListAsync(string workspaceId, CancellationToken cancellationToken)
    {
        var handles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in await slack.For(workspaceId).UserGroups.List(includeDisabled: true, cancellationToken: cancellationToken))
        {
            if ((group.Handle.Length > 0 ? group.Handle : group.Name) is { Length: > 0 } handle)
                handles[group.Id] = handle;
        }

        return handles;
    }
}
