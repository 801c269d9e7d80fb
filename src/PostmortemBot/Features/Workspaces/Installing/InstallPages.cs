using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;

namespace PostmortemBot.Features.Workspaces.Installing;

/// <summary>What a browser shows on the way to an installation. Every page says what happened and what to do; none holds a code, a state or a token.</summary>
public static class InstallPages
{
    private const string Again = $"<p><a href=\"{InstallFlow.StartPath}\">Start again</a></p>";

    public static WebPage NotSwitchedOn() => Small(
        StatusCodes.Status404NotFound,
        "Installing from here is not switched on",
        """
        <p>This bot serves the one workspace whose token its settings hold, and needs no installation there.</p>
        <p>To offer it to further workspaces, whoever runs it sets <code>Slack:ClientId</code> and <code>Slack:ClientSecret</code>
        (at api.slack.com/apps: the app, <em>Basic Information</em>, <em>App Credentials</em>), adds this bot's address with
        <code>/slack/oauth/callback</code> to the app's <em>Redirect URLs</em>, and starts it again.</p>
        """);

    public static WebPage StateRefused(StateCheck check) => check switch
    {
        StateCheck.TooLate => Small(
            StatusCodes.Status410Gone,
            "That took too long",
            "<p>An installation must be finished within ten minutes, so nothing was installed.</p>" + Again),
        StateCheck.Used => Small(
            StatusCodes.Status410Gone,
            "This installation was finished before",
            "<p>The address in your browser works once. If it worked then, PostmortemBot is installed: open Slack and type <code>/postmortem</code> in an incident channel. If it did not, nothing was changed.</p>" + Again),
        StateCheck.OtherBrowser => Small(
            StatusCodes.Status400BadRequest,
            "This installation was begun elsewhere",
            "<p>It was begun in another browser, or in another window after this one, so nothing was installed. This keeps others from having you finish what they began. If it was you, start again and stay in one window.</p>" + Again),
        _ => Small(
            StatusCodes.Status400BadRequest,
            "This installation was not begun here",
            "<p>Slack's answer does not belong to anything begun here, so nothing was installed. If somebody sent you this link, do not use it.</p>" + Again),
    };

    public static WebPage Declined() => Small(
        StatusCodes.Status403Forbidden,
        "PostmortemBot was not installed",
        "<p>At Slack somebody chose <em>Cancel</em>, so nothing was installed. If your workspace asks for an administrator's approval, ask for it and come back.</p>" + Again);

    public static WebPage NoCode() => Small(
        StatusCodes.Status400BadRequest,
        "Slack did not finish the installation",
        "<p>Slack sent you back without what an installation needs, so nothing was installed. If your workspace asks for an administrator's approval, ask for it and come back.</p>" + Again);

    /// <param name="error">Slack's word, or the client's for Slack being away.</param>
    /// <param name="redirectUri">Where Slack should send browsers.</param>
    public static WebPage NotExchanged(string error, string redirectUri) => error switch
    {
        "invalid_code" or "code_already_used" or "code_expired" => Small(
            StatusCodes.Status400BadRequest,
            "Slack does not take this code",
            "<p>Slack's code works once and for ten minutes. This one was used before, or is too old, so nothing was changed.</p>" + Again),
        "bad_redirect_uri" or "oauth_authorization_url_mismatch" => Small(
            StatusCodes.Status500InternalServerError,
            "This bot's address is not registered at Slack",
            $"<p>Nothing was installed. Whoever runs this bot adds <code>{Html.Text(redirectUri)}</code> to the app's <em>Redirect URLs</em> at api.slack.com/apps, under <em>OAuth &amp; Permissions</em>.</p>" + Again),
        "invalid_client_id" or "bad_client_secret" => Small(
            StatusCodes.Status500InternalServerError,
            "Slack does not know this bot",
            "<p>Nothing was installed. Whoever runs this bot compares <code>Slack:ClientId</code> and <code>Slack:ClientSecret</code> with the app's <em>Basic Information</em> at api.slack.com/apps.</p>" + Again),
        _ => Small(
            StatusCodes.Status502BadGateway,
            "Slack did not answer as it should",
            "<p>Slack could not be reached, or could not finish the installation. Nothing was stored here. Try again in a minute; if it stays so, look at slack-status.com.</p>" + Again),
    };

    public static WebPage Mixed() => Small(
        StatusCodes.Status409Conflict,
        "Slack's answer does not fit",
        "<p>Slack's answer is for another app or another workspace than this installation, so nothing was stored; an installation that works already goes on as before. Whoever runs this bot finds the reason in its log.</p>" + Again);

    public static WebPage MissingScopes(IReadOnlyList<string> missing) => Small(
        StatusCodes.Status403Forbidden,
        "Some permissions are missing",
        $"<p>Slack granted less than PostmortemBot needs, so it was not installed. Missing:</p><ul>{string.Concat(missing.Select(scope => $"<li><code>{Html.Text(scope)}</code></li>"))}</ul><p>Install it again and leave every permission on. If the app's own page at Slack does not list them, whoever runs this bot updates the app from the current manifest.</p>" + Again);

    public static WebPage Installed(string name, bool isOrganisation, Uri slack) => Small(
        StatusCodes.Status200OK,
        "PostmortemBot is installed",
        $"""
        <p>PostmortemBot is now installed in <strong dir="auto">{Html.Text(name)}</strong>.{(isOrganisation ? " An administrator of the organisation must now add it to each workspace, under <em>Manage apps</em>." : "")}</p>
        <ol>
        <li>Open Slack and go to an incident's channel.</li>
        <li>Type <code>/postmortem</code> there. In a private channel, <code>/invite @postmortem</code> first.</li>
        <li>Once for the workspace: <code>/postmortem settings</code> chooses the channel that reports go to.</li>
        </ol>
        <p><a href="{Html.Text(slack.AbsoluteUri)}">Open Slack</a></p>
        """);

    private static WebPage Small(int status, string title, string html) =>
        new(Page.Write(title, "", $"<div class=\"small\"><h1>{Html.Text(title)}</h1>{html}</div>"), status);
}
