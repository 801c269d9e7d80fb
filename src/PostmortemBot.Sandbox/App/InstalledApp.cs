using Microsoft.Extensions.Options;

namespace PostmortemBot.Sandbox.App;

/// <summary>The app in the workspace: where it listens, how it is signed to, what it may do.</summary>
public sealed class InstalledApp(IOptions<SandboxOptions> options)
{
    public string RequestUrl { get; set; } = options.Value.RequestUrl;
    public string SigningSecret { get; set; } = options.Value.SigningSecret;
    public string BotToken { get; } = options.Value.BotToken;
    public Manifest Manifest { get; set; } = options.Value.Manifest is { Length: > 0 } path ? Manifest.Read(path) : Manifest.Permissive;

    /// <summary>What the permissive default grants; chat:write.public only a manifest can give, so that not_in_channel is met early.</summary>
    public static IReadOnlyList<string> AllScopes { get; } =
    [
        "app_mentions:read", "bookmarks:read", "bookmarks:write", "channels:history", "channels:join", "channels:manage", "channels:read",
        "chat:write", "commands", "files:read", "files:write", "groups:history", "groups:read",
        "groups:write", "im:history", "im:read", "im:write", "mpim:history", "mpim:read", "mpim:write", "pins:read", "pins:write",
        "reactions:read", "reactions:write", "team:read", "users:read", "users:read.email",
    ];

    public IReadOnlyList<string> Scopes => Manifest.Scopes ?? AllScopes;
}
