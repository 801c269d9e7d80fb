using PostmortemBot.Slack;
using PostmortemBot.Slack.OAuth;

namespace PostmortemBot.Features.Workspaces.Installing;

/// <summary>
/// Asks Slack again about tokens that it refused without taking them back: when the bot calls from an address that the app
/// does not allow, every token is invalid, and all are good again once that is mended.
/// </summary>
public sealed partial class TokenRevival(InstallationStore store, SealedTokens seals, ISlackOAuth slack, TimeProvider clock, ILogger<TokenRevival> logger)
{
    /// <summary>After that it is no mistake any more, and the token is erased.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    public async Task TryAllAsync(CancellationToken cancellationToken)
    {
        foreach (var workspaceId in await store.DoubtedAsync(cancellationToken))
        {
            if (await store.FindAsync(workspaceId, cancellationToken) is { DeadAt: { } deadAt } doubted)
                await TryAsync(doubted, isLast: clock.GetUtcNow() - deadAt > KeptFor, cancellationToken);
        }
    }

    private async Task TryAsync(Installation doubted, bool isLast, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(doubted, cancellationToken) is not { } refused)
        {
            if (await store.ReviveAsync(doubted.WorkspaceId, doubted.TokenVersion, cancellationToken))
                Revived(logger, doubted.WorkspaceId);
        }
        else if (isLast || refused.IsTokenRevoked)
        {
            await store.EraseAsync(doubted.WorkspaceId, doubted.TokenVersion, refused.Error, cancellationToken);
        }
    }

    private async Task<SlackApiException?> RefusalAsync(Installation doubted, CancellationToken cancellationToken)
    {
        if (seals.Open(doubted.WorkspaceId, TokenKind.Bot, doubted.Token) is not { } token)
            return new SlackApiException("auth.test", "not_authed");
        try
        {
            await slack.Test(token, cancellationToken);
            return null;
        }
        catch (SlackApiException refused)
        {
            // One that has merely expired is known to Slack again; it is refreshed like any other.
            return refused.Error is "token_expired" ? null : refused;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack takes the token of {WorkspaceId} again: the installation lives")]
    private static partial void Revived(ILogger logger, string workspaceId);
}
