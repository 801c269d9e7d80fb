using PostmortemBot.Slack;
using PostmortemBot.Slack.OAuth;

namespace PostmortemBot.Features.Workspaces.Installing;

/// <summary>
/// Gives back what Slack granted when it is not taken into use, so that no token is left that nobody keeps. Where the app is
/// installed already it is left alone: Slack gives that workspace the token it has, and taking it back would end what works.
/// </summary>
public sealed partial class UnwantedTokens(InstallationStore store, HomeWorkspace home, ISlackOAuth slack, ILogger<UnwantedTokens> logger)
{
    /// <param name="granted">What Slack granted.</param>
    /// <param name="alsoIn">Where the token says it belongs, if that is another place than the answer names.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task GiveBackAsync(OauthV2AccessResponse granted, string? alsoIn, CancellationToken cancellationToken)
    {
        var installation = granted.ToString();
        if (granted.AccessToken.Length == 0)
            return;
        try
        {
            foreach (var place in new[] { granted.Team?.Id, granted.Enterprise?.Id, alsoIn })
            {
                if (place is not { Length: > 0 } || !await IsServedAsync(place, granted.Enterprise?.Id, cancellationToken))
                    continue;
                Kept(logger, place);
                return;
            }

            await slack.Revoke(granted.AccessToken, cancellationToken);
            GivenBack(logger, installation);
        }
        catch (SlackApiException failure)
        {
            NotGivenBack(logger, failure.Error, installation);
        }
    }

    private async Task<bool> IsServedAsync(string place, string? enterpriseId, CancellationToken cancellationToken) =>
        await store.ServingAsync(place, enterpriseId, cancellationToken) is not null || await home.IsAsync(place, cancellationToken);

    [LoggerMessage(Level = LogLevel.Information, Message = "What Slack granted for a refused installation was given back ({Installation})")]
    private static partial void GivenBack(ILogger logger, string installation);

    [LoggerMessage(Level = LogLevel.Information, Message = "An installation was refused; the one that {Place} has goes on")]
    private static partial void Kept(ILogger logger, string place);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What Slack granted for a refused installation could not be given back: {Error} ({Installation}). Remove the app there, under Manage apps")]
    private static partial void NotGivenBack(ILogger logger, string error, string installation);
}
