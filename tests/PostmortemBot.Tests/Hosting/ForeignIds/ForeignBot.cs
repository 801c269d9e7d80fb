using PostmortemBot.Testing;
using PostmortemBot.Testing.Trackers;
using PostmortemBot.Tests.Workspaces;

namespace PostmortemBot.Tests.Hosting.ForeignIds;

/// <summary>A bot in two workspaces, with a tracker, that nothing holds up.</summary>
public sealed class ForeignBot : InstallableBot, IAsyncLifetime
{
    private readonly EmulatedGitHub _github = new();

    protected override Dictionary<string, string?> Settings
    {
        get
        {
            var settings = new Dictionary<string, string?>(base.Settings)
            {
                ["Trackers:Workspaces:0"] = Acme,
                ["Trackers:Workspaces:1"] = Globex,
                ["Trackers:GitHub:BaseUrl"] = _github.BaseUrl,
                ["Trackers:GitHub:Token"] = EmulatedGitHub.Token,
                ["Trackers:GitHub:Repository"] = EmulatedGitHub.Repository,
            };
            foreach (var method in new[] { "views.open", "views.push", "views.update", "views.publish", "chat.postMessage", "chat.postEphemeral", "chat.update", "users.info", "conversations.info", "conversations.members" })
                settings[$"Slack:Rates:{method}"] = "100000";
            return settings;
        }
    }

    public new async ValueTask InitializeAsync()
    {
        await _github.StartAsync();
        await base.InitializeAsync();
        await NewBrowser().Installs(Acme);
        await NewBrowser().Installs(Globex);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _github.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
