using Microsoft.Extensions.Options;

namespace PostmortemBot.Sandbox.App;

/// <summary>The app in the workspace: where it listens, how it is signed to, what it may do.</summary>
public sealed class InstalledApp(IOptions<SandboxOptions> options)
{
    public string RequestUrl { get; set; } = options.Value.RequestUrl;
    public string SigningSecret { get; set; } = options.Value.SigningSecret;
    public string BotToken { get; } = options.Value.BotToken;
    public Manifest Manifest { get; set; } = options.Value.Manifest is { Length: > 0 } path ? Manifest.Read(path) : Manifest.Permissive;

    public IReadOnlyList<string> Scopes => Manifest.Scopes;
}
