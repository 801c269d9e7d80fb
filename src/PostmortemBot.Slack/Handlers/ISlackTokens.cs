namespace PostmortemBot.Slack;

/// <summary>Finds the token a workspace is called with. Only the client asks; handlers never see a token.</summary>
public interface ISlackTokens
{
    /// <summary>The bot token of a workspace.</summary>
    /// <exception cref="SlackTokenMissingException">The workspace has no token.</exception>
    ValueTask<string> BotToken(string workspaceId, CancellationToken cancellationToken);
}
