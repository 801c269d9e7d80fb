using System.ComponentModel.DataAnnotations;

namespace PostmortemBot.Sandbox;

public sealed class SandboxOptions
{
    public const string Section = "Sandbox";

    /// <summary>Where the app listens for commands, interactions and events.</summary>
    [Required]
    public string RequestUrl { get; set; } = "http://127.0.0.1:5000/slack/events";

    [Required]
    public string SigningSecret { get; set; } = "sandbox-signing-secret";

    [Required]
    public string BotToken { get; set; } = "xoxb-sandbox";

    /// <summary>What the app shows when it exchanges a code for a token.</summary>
    [Required]
    public string ClientId { get; set; } = "sandbox-client";

    [Required]
    public string ClientSecret { get; set; } = "sandbox-client-secret";

    /// <summary>The app-level token, for Socket Mode.</summary>
    [Required]
    public string AppToken { get; set; } = "xapp-sandbox";

    /// <summary>Whether Socket Mode is switched on, whatever the manifest says.</summary>
    public bool? SocketMode { get; set; }

    /// <summary>Path to the app's manifest (YAML or JSON). Without it every scope is granted and every event sent.</summary>
    public string? Manifest { get; set; }

    /// <summary>Where the workspace is kept between runs. Without it, in memory only.</summary>
    public string? DataFile { get; set; }

    /// <summary>How long Slack waits for an answer, in real time.</summary>
    [Range(1, 60_000)]
    public int AckMilliseconds { get; set; } = 3000;
}
