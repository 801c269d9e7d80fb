using Microsoft.Extensions.Options;

namespace PostmortemBot.Sandbox.App;

/// <summary>The app in the workspace: where it listens, how it is signed to, what it may do.</summary>
public sealed class InstalledApp
{
    public InstalledApp(IOptions<SandboxOptions> options)
    {
        var settings = options.Value;
        RequestUrl = settings.RequestUrl;
        SigningSecret = settings.SigningSecret;
        BotToken = settings.BotToken;
        AppToken = settings.AppToken;
        Manifest = settings.Manifest is { Length: > 0 } path ? Manifest.Read(path) : Manifest.Permissive;
        SocketMode = settings.SocketMode ?? Manifest.SocketMode;
    }

    public string RequestUrl { get; set; }
    public string SigningSecret { get; set; }
    public string BotToken { get; }
    public string AppToken { get; }
    /// <summary>Everything goes over the app's sockets, and nothing by HTTP.</summary>
    public bool SocketMode { get; set; }
    public Manifest Manifest { get; set; }

    public IReadOnlyList<string> Scopes => Manifest.Scopes;
}
