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
        ClientId = settings.ClientId;
        ClientSecret = settings.ClientSecret;
        AppToken = settings.AppToken;
        Manifest = settings.Manifest is { Length: > 0 } path ? Manifest.Read(path) : Manifest.Permissive;
        SocketMode = settings.SocketMode ?? Manifest.SocketMode;
    }

    public string RequestUrl { get; set; }
    public string SigningSecret { get; set; }
    public string ClientId { get; }
    public string ClientSecret { get; set; }
    public string AppToken { get; }
    /// <summary>Everything goes over the app's sockets, and nothing by HTTP.</summary>
    public bool SocketMode { get; set; }
    public Manifest Manifest { get; set; }

    /// <summary>The domains whose links the app may show something under. The manifest's own address stands for where the app really listens.</summary>
    public IReadOnlyList<string> UnfurlDomains =>
        Manifest.UnfurlDomains.Contains(Manifest.RequestHost, StringComparer.OrdinalIgnoreCase) && Uri.TryCreate(RequestUrl, UriKind.Absolute, out var here)
            ? [.. Manifest.UnfurlDomains, here.Host]
            : Manifest.UnfurlDomains;

    public IReadOnlyList<string> Scopes => Manifest.Scopes;

    public string Name => Manifest.Name;

    /// <summary>Null to do as the manifest says.</summary>
    public bool? TokenRotationOrdered { get; set; }

    public bool TokenRotation => TokenRotationOrdered ?? Manifest.TokenRotation;

    /// <summary>The address redirects go below, when it is not the one requests go to.</summary>
    public string? RedirectBase { get; set; }

    /// <summary>Whether a redirect goes to the app. The manifest names the app's public address; here it listens where its requests go.</summary>
    public bool Redirects(string redirectUri) =>
        Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri) && uri.Fragment.Length == 0
        && Uri.TryCreate(RedirectBase ?? RequestUrl, UriKind.Absolute, out var own) && string.Equals(uri.GetLeftPart(UriPartial.Authority), own.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
        && (Manifest.RedirectPaths.Count == 0 || Manifest.RedirectPaths.Any(path => uri.AbsolutePath.StartsWith(path, StringComparison.Ordinal)));
}
