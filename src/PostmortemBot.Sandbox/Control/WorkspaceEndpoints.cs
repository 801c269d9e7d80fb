using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PostmortemBot.Sandbox.Acts;
using PostmortemBot.Sandbox.Api;
using PostmortemBot.Sandbox.App;
using PostmortemBot.Sandbox.Delivery;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Control;

/// <summary>/sandbox/workspace, users and channels: what an administrator does.</summary>
internal static partial class WorkspaceEndpoints
{
    public static void MapSandboxWorkspace(this IEndpointRouteBuilder routes)
    {
        var control = routes.MapGroup("/sandbox").DisableAntiforgery().AddEndpointFilter<RefusalFilter>();
        control.MapGet("workspace", Show);
        control.MapGet("workspaces", (Teams teams) => Results.Json(new { workspaces = teams.All.Select(w => new { w.Team.Id, w.Team.Name, w.Team.Domain, w.Team.EnterpriseId, w.HasApp }) }, Json.Own));
        control.MapPost("users", AddUser);
        control.MapPatch("users/{id}", (string id, PersonChange b, People p) => Results.Json(p.Change(id, b), Json.Own));
        control.MapPost("channels", AddChannel);
        control.MapPatch("channels/{id}", (string id, RenameBody b, SlackWorkspace w, Membership m) => In(w, () => m.Rename(Channel(w, id), ValidName(b.Name))));
        control.MapPost("channels/{id}/members", (string id, MemberBody b, SlackWorkspace w, Membership m) => In(w, () => m.Join(Channel(w, id), User(w, b.User), b.Inviter)));
        control.MapDelete("channels/{id}/members/{user}", (string id, string user, SlackWorkspace w, Membership m) => In(w, () => m.Leave(Channel(w, id), User(w, user))));
        control.MapPost("channels/{id}/archive", (string id, ArchiveBody b, SlackWorkspace w, Membership m) => In(w, () => m.Archive(Channel(w, id), b.Archived, w.Users[0].Id)));
    }

    private static IResult Show(SlackWorkspace workspace, InstalledApp app)
    {
        lock (workspace.Gate)
        {
            return Results.Json(new
            {
                team = workspace.Team,
                bot = workspace.Bot,
                users = workspace.Users,
                channels = workspace.Channels.Select(c => new { c.Id, c.Name, c.IsPrivate, c.IsIm, c.IsArchived, c.Members }),
                app = new { app.Manifest.Commands, app.Manifest.Shortcuts, app.Scopes, app.Manifest.BotEvents, home_tab = app.Manifest.HomeTab, app.RequestUrl, app.SocketMode },
                now = workspace.Clock.Now,
                version = workspace.Version,
            }, Json.Own);
        }
    }

    private static IResult AddUser(NewUserBody body, SlackWorkspace workspace)
    {
        lock (workspace.Gate)
        {
            if (!Name().IsMatch(body.Name)) throw new RefusedException("invalid_name", "A name is lower-case letters, digits, - and _.");
            if (workspace.FindUser(body.Name) is not null) throw new RefusedException("name_taken", $"There is a {body.Name} already.", 409);
            var person = new Person
            {
                Id = workspace.NewId("U"),
                Name = body.Name,
                RealName = body.RealName ?? body.Name,
                Tz = People.ValidZone(body.Tz ?? "Europe/London"),
                IsRestricted = body.IsRestricted,
                Updated = workspace.Clock.UnixSeconds,
            };
            workspace.State.Users.Add(person);
            if (!person.IsRestricted) workspace.State.Channels.Find(c => c.IsGeneral)?.Members.Add(person.Id);
            workspace.Touch();
            return Results.Json(person, Json.Own);
        }
    }

    private static IResult AddChannel(NewChannelBody body, SlackWorkspace workspace)
    {
        lock (workspace.Gate)
        {
            var name = ValidName(body.Name);
            if (workspace.State.Channels.Exists(c => string.Equals(c.Name, name, StringComparison.Ordinal))) throw new RefusedException("name_taken", $"There is a #{name} already.", 409);
            var channel = new Channel
            {
                Id = workspace.NewId("C"),
                Name = name,
                IsPrivate = body.IsPrivate,
                Creator = workspace.Users[0].Id,
                Created = workspace.Clock.UnixSeconds,
                Members = [.. (body.Members ?? []).Select(m => User(workspace, m).Id)],
            };
            workspace.State.Channels.Add(channel);
            workspace.Touch();
            return Results.Json(new { channel.Id, channel.Name, channel.IsPrivate, channel.Members }, Json.Own);
        }
    }

    private static IResult In(SlackWorkspace workspace, Action act)
    {
        lock (workspace.Gate) act();
        return Results.Json(new { }, Json.Own);
    }

    private static Channel Channel(SlackWorkspace workspace, string id) => workspace.FindChannel(id) ?? throw RefusedException.NotFound("channel_not_found", $"There is no channel {id}.");

    private static Person User(SlackWorkspace workspace, string id) => workspace.FindUser(id) ?? throw RefusedException.NotFound("user_not_found", $"Nobody here is called {id}.");

    private static string ValidName(string name) => Name().IsMatch(name) ? name : throw new RefusedException("invalid_name", "A name is lower-case letters, digits, - and _, up to 80.");

    [GeneratedRegex("^[a-z0-9_-]{1,80}$", RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    internal sealed record NewUserBody(string Name, string? RealName = null, string? Tz = null, bool IsRestricted = false);
    internal sealed record NewChannelBody(string Name, bool IsPrivate = false, string[]? Members = null);
    internal sealed record RenameBody(string Name);
    internal sealed record MemberBody(string User, string? Inviter = null);
    internal sealed record ArchiveBody(bool Archived);
}
