using System.Text.Encodings.Web;
using PostmortemBot.Sandbox.App;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.OAuth;

/// <summary>The page on which Slack asks whether an app may come in.</summary>
internal static class ConsentPage
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["app_mentions:read"] = "View messages that mention it directly",
        ["channels:history"] = "View messages in public channels it has been added to",
        ["channels:join"] = "Join public channels in the workspace",
        ["channels:read"] = "View basic information about public channels",
        ["chat:write"] = "Send messages as itself",
        ["commands"] = "Add shortcuts and slash commands that people can use",
        ["dnd:read"] = "View Do Not Disturb settings for people in your workspace",
        ["files:read"] = "View files shared in channels it has been added to",
        ["files:write"] = "Upload, edit and delete files as itself",
        ["groups:history"] = "View messages in private channels it has been added to",
        ["groups:read"] = "View basic information about private channels it has been added to",
        ["im:history"] = "View messages in direct messages it has been added to",
        ["im:write"] = "Start direct messages with people",
        ["links:read"] = "View URLs of its domains in messages",
        ["links:write"] = "Show previews of URLs in messages",
        ["pins:write"] = "Add and remove pinned messages",
        ["reactions:read"] = "View emoji reactions in channels it has been added to",
        ["usergroups:read"] = "View user groups in the workspace",
        ["users:read"] = "View people in the workspace",
    };

    public static string Write(AuthorizeRequest asked, InstalledApp app, IReadOnlyList<SlackWorkspace> workspaces)
    {
        var chosen = asked.Team.Length > 0 ? asked.Team : workspaces[0].Team.Id;
        var options = string.Concat(workspaces.Select(w => Option(w.Team.Id, w.Team.Name, chosen)))
            + (workspaces.Any(w => w.Team.EnterpriseId is not null) ? Option(Seed.EnterpriseId, $"{Seed.EnterpriseName} (the whole organization)", chosen) : "");
        var scopes = string.Concat(asked.Scopes.Select(s => $"<li>{Text(Meanings.GetValueOrDefault(s, s))} <code>{Text(s)}</code></li>"));
        return Frame($"Install {app.Name}", $"""
            <form method="post" action="/oauth/v2/authorize">
            <input type="hidden" name="client_id" value="{Text(asked.ClientId)}">
            <input type="hidden" name="scope" value="{Text(string.Join(',', asked.Scopes))}">
            <input type="hidden" name="state" value="{Text(asked.State)}">
            <input type="hidden" name="redirect_uri" value="{Text(asked.RedirectUri)}">
            <label class="where">Workspace <select name="team" aria-label="Workspace">{options}</select></label>
            <div class="logos"><span class="logo app" aria-hidden="true">{Text(app.Name[..1])}</span><span class="dots" aria-hidden="true">⇄</span><span class="logo" aria-hidden="true">#</span></div>
            <h1><strong>{Text(app.Name)}</strong> is requesting permission to access the Slack workspace</h1>
            <h2>What will {Text(app.Name)} be able to do?</h2>
            <ul>{scopes}</ul>
            <p class="buttons"><button name="decision" value="cancel">Cancel</button><button class="allow" name="decision" value="allow">Allow</button></p>
            </form>
            """);
    }

    public static string Trouble(string words) => Frame("Something went wrong", $"<h1>Something went wrong when authorizing this app.</h1><p>{Text(words)}</p><p class=\"quiet\">Slack shows this page instead of sending anybody back to the app.</p>");

    private static string Option(string id, string name, string chosen) =>
        $"<option value=\"{Text(id)}\"{(string.Equals(id, chosen, StringComparison.Ordinal) ? " selected" : "")}>{Text(name)}</option>";

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    private static string Frame(string title, string body) => $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{Text(title)}} | Slack sandbox</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml">
        <style>
        body { margin: 0; background: #fff; color: #1d1c1d; font: 16px/1.5 Lato, "Segoe UI", "DejaVu Sans", sans-serif; }
        header { display: flex; align-items: center; padding: 16px 24px; border-bottom: 1px solid #ddd; font-weight: 900; }
        main { max-width: 620px; margin: 32px auto; padding: 0 24px; }
        .where { display: block; margin-bottom: 24px; color: #616061; font-size: 14px; }
        select { margin-left: 8px; padding: 8px 12px; border: 1px solid #868686; border-radius: 4px; background: #fff; color: inherit; font: inherit; font-weight: 700; }
        .logos { display: flex; align-items: center; justify-content: center; gap: 16px; margin: 8px 0 16px; color: #868686; }
        .logo { display: grid; place-items: center; width: 56px; height: 56px; border-radius: 12px; background: #eee; color: #4a154b; font-size: 28px; font-weight: 900; }
        .logo.app { background: #4a154b; color: #fff; }
        h1 { margin: 0 0 24px; font-size: 24px; font-weight: 400; line-height: 1.3; text-align: center; }
        h2 { margin: 0 0 8px; font-size: 16px; }
        ul { margin: 0; padding: 0; border: 1px solid #ddd; border-radius: 8px; list-style: none; }
        li { padding: 10px 16px; border-top: 1px solid #eee; font-size: 15px; }
        li:first-child { border-top: 0; }
        code { color: #616061; font-size: 12px; }
        .buttons { display: flex; justify-content: flex-end; gap: 12px; margin: 24px 0 48px; }
        button { min-width: 96px; padding: 10px 16px; border: 1px solid #868686; border-radius: 4px; background: #fff; color: inherit; font: inherit; font-weight: 700; cursor: pointer; }
        .allow { border-color: #007a5a; background: #007a5a; color: #fff; }
        .quiet { color: #616061; font-size: 14px; }
        </style>
        </head>
        <body>
        <header>Slack sandbox</header>
        <main>
        {{body}}
        </main>
        </body>
        </html>
        """;
}
