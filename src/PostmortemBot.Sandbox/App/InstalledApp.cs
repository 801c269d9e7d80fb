using Microsoft.Extensions.Options;

namespace PostmortemBot.Sandbox.App;

/// <summary>The app in the workspace: where it listens, how it is signed to, what it may do.</summary>
public sealed class InstalledApp(IOptions<SandboxOptions> options)
{
    public string RequestUrl { get; set; } = options.Value.RequestUrl;
    public string SigningSecret { get; set; } = options.Value.SigningSecret;
    public string BotToken { get; } = options.Value.BotToken;
    public Manifest Manifest { get; set; } = options.Value.Manifest is { Length: > 0 } path ? Manifest.Read(path) : Manifest.Permissive;

    /// <summary>Whether the app gave its token up.</summary>
    public bool IsRevoked { get; set; }

    public string ClientId { get; } = options.Value.ClientId;
    public string ClientSecret { get; } = options.Value.ClientSecret;

    /// <summary>The domains whose links the app may show something under. The manifest's own address stands for where the app really listens.</summary>
    public IReadOnlyList<string> UnfurlDomains =>
        Manifest.UnfurlDomains.Contains(Manifest.RequestHost, StringComparer.OrdinalIgnoreCase) && Uri.TryCreate(RequestUrl, UriKind.Absolute, out var here)
            ? [.. Manifest.UnfurlDomains, here.Host]
            : Manifest.UnfurlDomains;

    public IReadOnlyList<string> Scopes => Manifest.Scopes;
}
