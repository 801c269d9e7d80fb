namespace PostmortemBot.Sandbox.Workspace;

/// <summary>Somebody who signed in to the app with Slack: a code of ten minutes and one use, then a token.</summary>
public sealed class SignIn
{
    public required string UserId { get; init; }
    public required string Code { get; init; }
    public required string RedirectUri { get; init; }
    public required DateTimeOffset Expires { get; init; }
    public string? Nonce { get; init; }
    public string Scope { get; init; } = "";
    public bool Used { get; set; }
    public string? Token { get; set; }
}
