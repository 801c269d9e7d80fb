using System.Text;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;

namespace PostmortemBot.Features.Web;

/// <summary>The pages that are not reports.</summary>
public static class WebPages
{
    public static WebPage SignInFirst() => new(
        Small("Sign in from Slack", "<p>These pages show what you may read in Slack, so Slack says who you are. Type <code>/postmortem web</code> there: it gives you a link of your own, which works once and for ten minutes.</p>"),
        StatusCodes.Status401Unauthorized);

    public static WebPage LinkIsGone() => new(
        Small("This link no longer works", "<p>A sign-in link works once and for ten minutes. Type <code>/postmortem web</code> in Slack for a new one.</p>"),
        StatusCodes.Status410Gone);

    /// <summary>The same page whether there is nothing or nothing for this reader.</summary>
    public static WebPage NotFound(Person? visitor) => new(
        Page.Write("Not found", visitor is null ? "" : Bar(visitor), "<div class=\"small\"><h1>There is no such postmortem</h1><p>Or it belongs to a private channel you are not in.</p></div>"),
        StatusCodes.Status404NotFound);

    public static WebPage SignIn(string token, string returnUrl, string name) => new(Small(
        "Read the postmortems",
        $"""
        <p>This signs you in as <strong dir="auto">{Html.Text(name)}</strong> in this browser, for twelve hours.</p>
        <form method="post" action="/sign-in">
        <input type="hidden" name="token" value="{Html.Text(token)}">
        <input type="hidden" name="returnUrl" value="{Html.Text(returnUrl)}">
        <button type="submit">Continue</button>
        </form>
        """));

    public static WebPage SignedOut() => new(Small("Signed out", "<p>Type <code>/postmortem web</code> in Slack to come back.</p>"));

    public static WebPage List(Person visitor, IReadOnlyList<Postmortem> postmortems, int? olderThan)
    {
        var body = new StringBuilder("<header class=\"masthead\"><p class=\"kicker\">Postmortems</p><h1>What we learned</h1></header><main>");
        if (postmortems.Count == 0)
            body.Append("<p>There is nothing you can read yet. <code>/postmortem</code> in an incident's channel starts the first one.</p>");
        else
            Table(body, postmortems);
        if (olderThan is { } number)
            body.Append($"<p><a href=\"/postmortems?before={number}\">Older ones</a></p>");
        return new WebPage(Page.Write("Postmortems", Bar(visitor), body.Append("</main>").ToString()));
    }

    public static string Bar(Person visitor) =>
        $"<div class=\"bar\"><a href=\"/postmortems\">All postmortems</a><form method=\"post\" action=\"/sign-out\"><span dir=\"auto\">{Html.Text(visitor.DisplayName)}</span> · <button class=\"plain\" type=\"submit\">Sign out</button></form></div>";

    private static void Table(StringBuilder body, IReadOnlyList<Postmortem> postmortems)
    {
        body.Append("<div class=\"wide\" tabindex=\"0\"><table><thead><tr><th>Key</th><th>Title</th><th>Severity</th><th>Status</th><th>Services</th><th>Started</th></tr></thead><tbody>");
        foreach (var postmortem in postmortems)
        {
            body.Append($"<tr><td>{postmortem.Key}</td><td dir=\"auto\"><a href=\"/postmortems/{postmortem.Key}\">{Html.Text(postmortem.Title)}</a></td>")
                .Append($"<td>{Page.Severity(postmortem.Severity)}</td><td>{Page.Status(postmortem.Status)}</td>")
                .Append($"<td dir=\"auto\">{Html.Text(string.Join(", ", postmortem.Services))}</td><td>{Html.Time(postmortem.StartedAt ?? postmortem.CreatedAt)}</td></tr>");
        }

        body.Append("</tbody></table></div>");
    }

    private static string Small(string title, string html) => Page.Write(title, "", $"<div class=\"small\"><h1>{Html.Text(title)}</h1>{html}</div>");
}
