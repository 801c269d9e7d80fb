using Microsoft.Extensions.Options;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Workspaces.Installing;

/// <summary>Lets requests in from where the app is installed. Without a client id there is one workspace, and nothing to ask.</summary>
public sealed class Installed(IOptions<SlackOptions> options, IOptions<WebOptions> web, InstallationStore store, HomeWorkspace home, TimeProvider clock) : ISlackInstallations
{
    public ValueTask<string?> WhyNot(string workspaceId, string? enterpriseId, DateTimeOffset? at, CancellationToken cancellationToken) =>
        options.Value.ClientId is { Length: > 0 } ? new(LookAsync(workspaceId, enterpriseId, at, cancellationToken)) : new((string?)null);

    private async Task<string?> LookAsync(string workspaceId, string? enterpriseId, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        if (await store.ServingAsync(workspaceId, enterpriseId, cancellationToken) is { } installation)
        {
            // The request itself shows that the organisation's administrators had let the app into this workspace when it was made.
            if (installation is { IsEnterpriseInstall: true, IsLinked: false } && workspaceId != installation.WorkspaceId)
                await store.LinkAsync(workspaceId, installation.WorkspaceId, hasAccess: true, at ?? clock.GetUtcNow(), cancellationToken);
            return null;
        }

        return await IsHomeAsync(workspaceId, cancellationToken)
            ? null
            : $"PostmortemBot is not installed in this workspace, or was removed from it. Nothing was stored. Somebody who may install apps here can do so at {web.Value.PublicUrl.TrimEnd('/')}/slack/install; what was written before is still there afterwards.";
    }

    private async Task<bool> IsHomeAsync(string workspaceId, CancellationToken cancellationToken)
    {
        try
        {
            return await home.IsAsync(workspaceId, cancellationToken);
        }
        catch (SlackApiException away) when (away.MayPass)
        {
            // Slack cannot say now; the handler will meet the same and explain it better.
            return true;
        }
    }
}
