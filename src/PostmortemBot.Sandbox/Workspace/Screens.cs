using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.App;
using PostmortemBot.Sandbox.BlockKit;

namespace PostmortemBot.Sandbox.Workspace;

/// <summary>What is on people's screens: stacks of at most three modals, and Home tabs.</summary>
public sealed class Screens(SlackWorkspace workspace, InstalledApp app)
{
    public const int DeepestStack = 3;
    private long _hashes;

    /// <summary>The complaints about a view, in Slack's words; empty when it is sound.</summary>
    public IReadOnlyList<string> Problems(JsonObject view, Surface surface)
    {
        var check = new Check(surface, FileIsUsable);
        BlockKit.Views.Check(check, view, "/view");
        return check.Problems;
    }

    public bool FileIsUsable(string idOrUrl) => workspace.State.Files.Exists(f =>
        f.Processed && (string.Equals(f.Id, idOrUrl, StringComparison.Ordinal) || idOrUrl.Contains($"-{f.Id}/", StringComparison.Ordinal) || idOrUrl.Contains($"/{f.Id}/", StringComparison.Ordinal)));

    public bool ExternalIdTaken(JsonObject view, OpenView? except) =>
        view.Text("external_id") is { Length: > 0 } id
        && workspace.State.Views.Values.SelectMany(v => v.Home is null ? v.Modals : v.Modals.Append(v.Home))
            .Any(v => v != except && string.Equals(v.ExternalId, id, StringComparison.Ordinal));

    public OpenView Open(string userId, JsonObject view, string? channelId)
    {
        var views = workspace.ViewsOf(userId);
        views.Modals.Clear();
        return Add(views, userId, view, channelId);
    }

    public OpenView Push(string userId, JsonObject view) => Add(workspace.ViewsOf(userId), userId, view, workspace.ViewsOf(userId).Modals.LastOrDefault()?.FromChannel);

    public void Update(OpenView open, JsonObject view)
    {
        var definition = Complete(view);
        open.Values = State.Carry(open.Definition["blocks"], open.Values, definition["blocks"], open.FromChannel);
        open.Definition = definition;
        open.Hash = NewHash();
        workspace.Touch();
    }

    public OpenView Publish(string userId, JsonObject view)
    {
        var views = workspace.ViewsOf(userId);
        if (views.Home is { } home)
        {
            Update(home, view);
            return home;
        }
        return views.Home = Create(userId, view, workspace.NewId("V"), root: null, previous: null, channelId: null);
    }

    public void Close(OpenView open)
    {
        workspace.ViewsOf(open.UserId).Modals.Remove(open);
        workspace.Touch();
    }

    public void CloseAll(string userId)
    {
        workspace.ViewsOf(userId).Modals.Clear();
        workspace.Touch();
    }

    /// <summary>The view as Slack sends it. Without any input, Slack answers API calls with an array where the values would be.</summary>
    public JsonObject Show(OpenView open, bool toApi = false, bool withValues = true)
    {
        var json = (JsonObject)open.Definition.DeepClone();
        json["id"] = open.Id;
        json["team_id"] = workspace.Team.Id;
        json["app_id"] = workspace.Bot.AppId;
        json["app_installed_team_id"] = workspace.Team.Id;
        json["bot_id"] = workspace.Bot.BotId;
        json["hash"] = open.Hash;
        json["state"] = new JsonObject { ["values"] = toApi && open.Values.Count == 0 ? new JsonArray() : withValues ? open.Values.DeepClone() : new JsonObject() };
        json["root_view_id"] = open.RootId;
        json["previous_view_id"] = open.PreviousId;
        // A Home tab cannot be given a title, but Slack says it has this one.
        if (open.Type is "home") json["title"] = new JsonObject { ["type"] = "plain_text", ["text"] = "View Title", ["emoji"] = true };
        return json;
    }

    private OpenView Add(UserViews views, string userId, JsonObject view, string? channelId)
    {
        var below = views.Modals.LastOrDefault();
        var open = Create(userId, view, workspace.NewId("V"), below?.RootId, below?.Id, channelId);
        views.Modals.Add(open);
        workspace.Touch();
        return open;
    }

    private OpenView Create(string userId, JsonObject view, string id, string? root, string? previous, string? channelId)
    {
        var definition = Complete(view);
        workspace.Touch();
        return new OpenView
        {
            Id = id,
            UserId = userId,
            RootId = root ?? id,
            PreviousId = previous,
            FromChannel = channelId,
            Hash = NewHash(),
            Definition = definition,
            Values = State.Start(definition["blocks"], channelId),
        };
    }

    private JsonObject Complete(JsonObject view)
    {
        var full = (JsonObject)view.DeepClone();
        foreach (var name in new[] { "private_metadata", "callback_id", "external_id" }) full[name] ??= "";
        foreach (var name in new[] { "clear_on_close", "notify_on_close" }) full[name] ??= false;
        foreach (var name in new[] { "title", "submit", "close" }) full[name] ??= null;
        Field.Identify(full["blocks"], () => workspace.NewId("b"));
        return full;
    }

    private string NewHash() => $"{workspace.Clock.UnixSeconds}.{Interlocked.Increment(ref _hashes):x8}";

    public bool HomeIsOn => app.Manifest.HomeTab;
}
