namespace PostmortemBot.Slack;

/// <summary>
/// Finds the token a workspace is called with. Only the client asks; handlers never see a token.
/// An app that serves several workspaces registers its own; the one used otherwise gives the options' token to every workspace.
/// </summary>
public interface ISlackTokens
{
    /// <summary>The bot token of a workspace.</summary>
    /// <exception cref="SlackTokenMissingException">The workspace has no token.</exception>
    ValueTask<SlackToken> BotToken(string workspaceId, CancellationToken cancellationToken);

    /// <summary>
    /// Slack called the token expired. Gives a fresh one, with which the call is tried once more, or null when there is none to have.
    /// Several calls may ask at once, in several processes: a refresh token is good for one of them.
    /// </summary>
    /// <seealso href="https://docs.slack.dev/authentication/using-token-rotation"/>
    ValueTask<SlackToken?> Renew(string workspaceId, SlackToken expired, CancellationToken cancellationToken) => new((SlackToken?)null);

    /// <summary>Slack called the token dead: <see cref="SlackApiException.IsTokenDead"/>.</summary>
    ValueTask Died(string workspaceId, SlackToken dead, SlackApiException refused, CancellationToken cancellationToken) => default;
}

/// <summary>A token and what the client must know of it. It does not print.</summary>
public sealed class SlackToken(string value)
{
    /// <summary>The token itself.</summary>
    internal string Value { get; } = value;

    /// <summary>Whether it is for all workspaces of an organisation, so that some calls must say which is meant.</summary>
    public bool IsOrgWide { get; init; }

    /// <summary>The app's own name for the installation it belongs to: that of the workspace, or of its organisation.</summary>
    public string? InstallationId { get; init; }

    /// <summary>The app's own mark by which it tells this token from the one before and the one after it.</summary>
    public long Version { get; init; }

    /// <summary>Says which token it is, and not the token.</summary>
    public override string ToString() => $"token {Version}";
}
