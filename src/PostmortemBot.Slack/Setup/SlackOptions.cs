namespace PostmortemBot.Slack;

/// <summary>What the Slack library needs to know; section <c>Slack</c> of the configuration.</summary>
public sealed class SlackOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Slack";

    /// <summary>The bot token (<c>xoxb-</c>) when the app serves one workspace. Slack: OAuth &amp; Permissions, Bot User OAuth Token.</summary>
    public string? BotToken { get; set; }

    /// <summary>
    /// The signing secrets requests are checked with. Slack: Basic Information, App Credentials, Signing Secret.
    /// In the configuration one text with commas or an array; while a secret is being replaced, both are listed.
    /// </summary>
    /// <seealso href="https://docs.slack.dev/authentication/verifying-requests-from-slack"/>
    public IReadOnlyList<string> SigningSecret { get; set; } = [];

    /// <summary>
    /// Receives over a connection that this app opens, so that Slack needs no address to reach it at. Needs <see cref="AppToken"/>;
    /// <see cref="SigningSecret"/> may then be empty, because the connection itself is authenticated.
    /// </summary>
    /// <seealso href="https://docs.slack.dev/apis/events-api/using-socket-mode"/>
    public bool SocketMode { get; set; }

    /// <summary>The app-level token (<c>xapp-</c>) with the scope <c>connections:write</c>. Slack: Basic Information, App-Level Tokens.</summary>
    public string? AppToken { get; set; }

    /// <summary>
    /// How many connections this process holds in Socket Mode. With two, one goes on while Slack renews the other. Slack allows
    /// ten for all processes of an app together.
    /// </summary>
    public int SocketConnections { get; set; } = 2;

    /// <summary>The app's id for installing it in workspaces. Slack: Basic Information, App Credentials. Null: it is not offered.</summary>
    /// <seealso href="https://docs.slack.dev/authentication/installing-with-oauth"/>
    public string? ClientId { get; set; }

    /// <summary>The secret that goes with <see cref="ClientId"/>.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The app's own credentials, for installing it and for signing people in.</summary>
    internal (string Id, string Secret) Credentials => this is { ClientId: { Length: > 0 } id, ClientSecret: { Length: > 0 } secret }
        ? (id, secret)
        : throw new InvalidOperationException("Slack:ClientId and Slack:ClientSecret are empty, so the app can neither be installed by OAuth nor sign people in. Copy them from api.slack.com/apps, your app, Basic Information, App Credentials.");

    /// <summary>Where the Web API is.</summary>
    public Uri ApiBaseUrl { get; set; } = new("https://slack.com/api/");

    /// <summary>
    /// The longest a call waits for its turn, whether Slack asked to slow down or its published rate is used up; a longer
    /// pause throws <see cref="SlackRateLimitException"/>, so that a queue may wait instead.
    /// </summary>
    /// <seealso href="https://docs.slack.dev/apis/web-api/rate-limits"/>
    public TimeSpan MaxRateLimitWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The same for the further pages of a list, which would otherwise begin with its first page again.</summary>
    public TimeSpan MaxPageWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Calls a minute, by method, where Slack gives this app another rate than it has published: for example
    /// <c>conversations.history</c> 1 for an app that is sold outside Slack's Marketplace.
    /// </summary>
    /// <seealso href="https://docs.slack.dev/apis/web-api/rate-limits"/>
    public IDictionary<string, double> Rates { get; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>How long one attempt of a call may take.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long <c>views.open</c> and <c>views.push</c> may take in all, pauses included: their trigger lives three seconds.</summary>
    public TimeSpan InteractiveTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long after a request's arrival its handler's token cancels. Slack waits three seconds.</summary>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromSeconds(2.8);
}
