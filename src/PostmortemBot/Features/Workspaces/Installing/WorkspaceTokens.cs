using Microsoft.Extensions.Options;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Workspaces.Installing;

/// <summary>
/// The token of a workspace. Without a client id the one in the settings serves whoever asks; with it, that token serves
/// its own workspace only, and every other needs an installation.
/// </summary>
public sealed partial class WorkspaceTokens(
    IOptions<SlackOptions> options,
    InstallationStore store,
    SealedTokens seals,
    HomeWorkspace home,
    TokenRefresh refresh,
    TimeProvider clock,
    ILogger<WorkspaceTokens> logger) : ISlackTokens
{
    public async ValueTask<SlackToken> BotToken(string workspaceId, CancellationToken cancellationToken)
    {
        var configured = options.Value.BotToken;
        if (options.Value.ClientId is not { Length: > 0 })
            return FromSettings(configured ?? throw new SlackTokenMissingException("Slack:BotToken is empty, so Slack cannot be called."));

        // Whoever is installed need not wait until Slack says whose token the settings hold.
        if (await store.ServingAsync(workspaceId, enterpriseId: null, cancellationToken) is not { } installation)
            return await home.IsAsync(workspaceId, cancellationToken) ? FromSettings(configured!) : throw Missing(workspaceId);
        if (installation.IsDueAt(clock.GetUtcNow()))
            installation = await refresh.RefreshAsync(installation, isRefused: false, cancellationToken) ?? throw Missing(workspaceId);
        return Open(installation) ?? throw Missing(workspaceId);
    }

    public async ValueTask<SlackToken?> Renew(string workspaceId, SlackToken expired, CancellationToken cancellationToken)
    {
        if (expired.InstallationId is null || await store.FindAsync(expired.InstallationId, cancellationToken) is not { DeadAt: null } installation)
            return null;
        // Somebody else was quicker.
        if (installation.TokenVersion != expired.Version)
            return Open(installation);
        return await refresh.RefreshAsync(installation, isRefused: true, cancellationToken) is { } fresh ? Open(fresh) : null;
    }

    public async ValueTask Died(string workspaceId, SlackToken dead, SlackApiException refused, CancellationToken cancellationToken)
    {
        if (dead.InstallationId is not { } installationId)
        {
            if (options.Value.ClientId is { Length: > 0 })
                SettingsTokenRefused(logger, refused.Error);
            return;
        }

        if (refused.IsAccessTaken)
        {
            // One workspace's administrators; the organisation's token goes on serving the others.
            if (dead.IsOrgWide)
                await store.LinkAsync(workspaceId, installationId, hasAccess: false, clock.GetUtcNow(), CancellationToken.None);
        }
        else if (await store.MarkDeadAsync(installationId, dead.Version, refused.Error, isRevoked: refused.IsTokenRevoked, CancellationToken.None))
        {
            Dead(logger, installationId, refused.Error);
        }
    }

    /// <summary>No row holds it, so it is of no installation.</summary>
    private static SlackToken FromSettings(string token) => new(token);

    private SlackToken? Open(Installation installation)
    {
        if (seals.Open(installation.WorkspaceId, TokenKind.Bot, installation.Token) is { } token)
            return new SlackToken(token) { IsOrgWide = installation.IsEnterpriseInstall, InstallationId = installation.WorkspaceId, Version = installation.TokenVersion };

        CannotOpen(logger, installation.WorkspaceId);
        return null;
    }

    private static SlackTokenMissingException Missing(string workspaceId) =>
        new($"The app is not installed in workspace {workspaceId}. Somebody who may install apps there opens /slack/install.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack refused the token of {WorkspaceId} ({Error}): the installation is marked dead, its data stay")]
    private static partial void Dead(ILogger logger, string workspaceId, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Slack refused Slack:BotToken ({Error}). Copy the current one from the app's OAuth & Permissions page")]
    private static partial void SettingsTokenRefused(ILogger logger, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The token of {WorkspaceId} cannot be opened: its key is not in the database any more. Install the app there again")]
    private static partial void CannotOpen(ILogger logger, string workspaceId);
}
