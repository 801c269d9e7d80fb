using Microsoft.Extensions.Options;

namespace PostmortemBot.Slack;

/// <summary>The one token of an app that serves one workspace.</summary>
internal sealed class TokenFromOptions(IOptions<SlackOptions> options) : ISlackTokens
{
    public ValueTask<SlackToken> BotToken(string workspaceId, CancellationToken cancellationToken) =>
        options.Value.BotToken is { Length: > 0 } token
            ? new(new SlackToken(token))
            : throw new SlackTokenMissingException("Slack:BotToken is empty, so Slack cannot be called. Copy it from api.slack.com/apps, your app, OAuth & Permissions, Bot User OAuth Token (environment: Slack__BotToken).");
}
