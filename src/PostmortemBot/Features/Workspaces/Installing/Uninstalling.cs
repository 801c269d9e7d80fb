using PostmortemBot.Slack;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Features.Workspaces.Installing;

/// <summary>
/// Slack tells that the app was taken out, or its token ended. The two events come in any order and late, when no call works
/// any more. The tokens are erased; what people wrote stays for a reinstall.
/// </summary>
public sealed partial class Uninstalling(InstallationStore store, ILogger<Uninstalling> logger) :
    IEventHandler<AppUninstalled>,
    IEventHandler<TokensRevoked>,
    IEventHandler<TeamAccessGranted>,
    IEventHandler<TeamAccessRevoked>
{
    public Task<Ack> Handle(EventCallback<AppUninstalled> callback, CancellationToken cancellationToken) =>
        EndAsync(callback.InstallationId, callback.EventTime, [], "app_uninstalled", cancellationToken);

    public async Task<Ack> Handle(EventCallback<TokensRevoked> callback, CancellationToken cancellationToken)
    {
        // Tokens of people are none of ours.
        if (callback.Event.Tokens.BotUserIds.Count == 0)
            return Ack.Done;

        return await EndAsync(callback.InstallationId, callback.EventTime, callback.Event.Tokens.BotUserIds, "tokens_revoked", cancellationToken);
    }

    public Task<Ack> Handle(EventCallback<TeamAccessGranted> callback, CancellationToken cancellationToken) =>
        LinkAsync(callback, callback.Event.TeamIds, hasAccess: true, cancellationToken);

    public Task<Ack> Handle(EventCallback<TeamAccessRevoked> callback, CancellationToken cancellationToken) =>
        LinkAsync(callback, callback.Event.TeamIds, hasAccess: false, cancellationToken);

    private async Task<Ack> EndAsync(string installationId, long eventTime, IReadOnlyList<string> botUserIds, string reason, CancellationToken cancellationToken)
    {
        if (await store.MarkDeadSinceAsync(installationId, DateTimeOffset.FromUnixTimeSeconds(eventTime), botUserIds, reason, cancellationToken))
            Ended(logger, installationId, reason);
        return Ack.Done;
    }

    private async Task<Ack> LinkAsync<TEvent>(EventCallback<TEvent> callback, IReadOnlyList<string> teamIds, bool hasAccess, CancellationToken cancellationToken)
        where TEvent : Event
    {
        foreach (var teamId in teamIds)
            await store.LinkAsync(teamId, callback.InstallationId, hasAccess, DateTimeOffset.FromUnixTimeSeconds(callback.EventTime), cancellationToken);
        return Ack.Done;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The app was taken out of {WorkspaceId} ({Reason}): its tokens are erased, its data stay")]
    private static partial void Ended(ILogger logger, string workspaceId, string reason);
}
