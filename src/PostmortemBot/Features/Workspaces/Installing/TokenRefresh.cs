using System.Collections.Concurrent;
using PostmortemBot.Database;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.OAuth;

namespace PostmortemBot.Features.Workspaces.Installing;

/// <summary>
/// Changes a token for a new one, once, however many ask at the same time in however many processes: Slack takes a refresh
/// token only once. The new pair is stored before anybody uses it.
/// </summary>
public sealed partial class TokenRefresh(PostgresDatabase database, InstallationStore store, SealedTokens seals, ISlackOAuth slack, TimeProvider clock, ILogger<TokenRefresh> logger)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _here = new(StringComparer.Ordinal);

    /// <summary>The installation with a token to use; null when it has none any more.</summary>
    /// <param name="known">As it was read.</param>
    /// <param name="isRefused">Slack has called its token expired, whatever the clock says.</param>
    /// <param name="cancellationToken">Ends the wait for others, not a refresh that has begun.</param>
    public async Task<Installation?> RefreshAsync(Installation known, bool isRefused, CancellationToken cancellationToken)
    {
        var mustWait = isRefused || known.ExpiresAt <= clock.GetUtcNow();
        // One wait on the database for each process, not one for each caller.
        var here = _here.GetOrAdd(known.WorkspaceId, static _ => new SemaphoreSlim(1));
        if (!await here.WaitAsync(mustWait ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellationToken))
            return known;
        try
        {
            Installation? result = null;
            await database.AloneAsync($"token {known.WorkspaceId}", async () => result = await AloneAsync(known, isRefused), cancellationToken);
            return result;
        }
        finally
        {
            here.Release();
        }
    }

    private async Task<Installation?> AloneAsync(Installation known, bool isRefused)
    {
        // Others may have been here while this one waited.
        if (await store.FindAsync(known.WorkspaceId, CancellationToken.None) is not { DeadAt: null } current)
            return null;
        if (current.TokenVersion != known.TokenVersion || (!isRefused && !current.IsDueAt(clock.GetUtcNow())))
            return current;
        if (seals.Open(current.WorkspaceId, TokenKind.Refresh, current.RefreshToken) is not { } refreshToken)
            return await EndAsync(current, isRefused, "token_expired", isRevoked: true);

        try
        {
            // Not the caller's patience: an answer nobody waits for would be a spent token without its successor.
            var fresh = await slack.Refresh(refreshToken, CancellationToken.None);
            return await KeepAsync(current, fresh);
        }
        catch (SlackApiException refused) when (refused.IsTokenDead || refused.Error is "invalid_refresh_token" or "token_expired")
        {
            NotRefreshed(logger, current.WorkspaceId, refused.Error);
            // Where the caller may be what is wrong, the pair may still be good another day.
            return await EndAsync(current, isRefused, refused.Error, isRevoked: !refused.IsTokenDead || refused.IsTokenRevoked);
        }
        catch (SlackApiException away) when (!isRefused && current.ExpiresAt > clock.GetUtcNow())
        {
            // The token is good for a while yet; the next one to ask tries again.
            NotRefreshed(logger, current.WorkspaceId, away.Error);
            return current;
        }
    }

    private async Task<Installation?> KeepAsync(Installation current, OauthV2AccessResponse fresh)
    {
        if (fresh.AccessToken.Length == 0)
            throw new SlackApiException("oauth.v2.access", SlackApiException.UnreadableAnswer);

        var next = current with
        {
            Token = seals.Seal(current.WorkspaceId, TokenKind.Bot, fresh.AccessToken),
            RefreshToken = fresh.RefreshToken is { Length: > 0 } refresh ? seals.Seal(current.WorkspaceId, TokenKind.Refresh, refresh) : null,
            ExpiresAt = fresh.ExpiresIn is { } seconds ? clock.GetUtcNow().AddSeconds(seconds) : null,
            TokenVersion = current.TokenVersion + 1,
        };
        if (!await store.SetTokensAsync(current, next.Token, next.RefreshToken, next.ExpiresAt, CancellationToken.None))
            return await store.FindAsync(current.WorkspaceId, CancellationToken.None) is { DeadAt: null } newer ? newer : null;

        Refreshed(logger, current.WorkspaceId);
        return next;
    }

    /// <summary>There is no way to a new token. The old one may have time left.</summary>
    private async Task<Installation?> EndAsync(Installation current, bool isRefused, string reason, bool isRevoked)
    {
        if (!isRefused && current.ExpiresAt > clock.GetUtcNow())
            return current;

        await store.MarkDeadAsync(current.WorkspaceId, current.TokenVersion, reason, isRevoked, CancellationToken.None);
        Ended(logger, current.WorkspaceId, reason);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The token of {WorkspaceId} was refreshed")]
    private static partial void Refreshed(ILogger logger, string workspaceId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The token of {WorkspaceId} could not be refreshed: {Error}")]
    private static partial void NotRefreshed(ILogger logger, string workspaceId, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The token of {WorkspaceId} has ended and there is no new one ({Reason}): the installation is marked dead, its data stay")]
    private static partial void Ended(ILogger logger, string workspaceId, string reason);
}

/// <summary>Refreshes tokens that end within two hours, so that nobody has to wait for it, and looks after what was given up too early.</summary>
public sealed partial class RefreshTokens(InstallationStore store, TokenRefresh refresh, TokenRevival revival, ILogger<RefreshTokens> logger) : IRecurringJob
{
    public string Id => RecurringIds.Tokens;
    public string Cron => "*/15 * * * *";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var workspaceId in await store.DueForRefreshAsync(cancellationToken))
        {
            if (await store.FindAsync(workspaceId, cancellationToken) is not { DeadAt: null } installation)
                continue;
            try
            {
                await refresh.RefreshAsync(installation, isRefused: false, cancellationToken);
            }
            catch (SlackApiException away)
            {
                // One workspace must not keep the others from theirs; a quarter of an hour later comes the next try.
                Failed(logger, workspaceId, away.Error);
            }
        }

        await revival.TryAllAsync(cancellationToken);
        // Work may be put aside in the very moment an installation commits; nobody else would wake it.
        await store.ResumeParkedAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The token of {WorkspaceId} has ended and could not be refreshed yet: {Error}")]
    private static partial void Failed(ILogger logger, string workspaceId, string error);
}
