using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Delivery;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.OAuth;

/// <summary>Brings the app's bot user into a workspace and out of it again, and tells the app.</summary>
public sealed class AppInWorkspace(SlackWorkspace workspace, Events events)
{
    public void Enter()
    {
        lock (workspace.Gate)
        {
            if (workspace.State.Users.Find(u => string.Equals(u.Id, workspace.Bot.UserId, StringComparison.Ordinal)) is { } bot) bot.Deleted = false;
            else workspace.State.Users.Add(Seed.BotUser(workspace.Bot, workspace.Clock.Now));
            workspace.Touch();
        }
    }

    public void Leave()
    {
        lock (workspace.Gate)
        {
            if (workspace.State.Users.Find(u => string.Equals(u.Id, workspace.Bot.UserId, StringComparison.Ordinal)) is { } bot) bot.Deleted = true;
            foreach (var channel in workspace.State.Channels.Where(c => !c.IsIm)) channel.Members.Remove(workspace.Bot.UserId);
            workspace.Touch();
        }
    }

    /// <summary>What the app is told when it was taken out; the order is not promised.</summary>
    public async Task SayGoodbyeAsync(Install install, bool revokedFirst)
    {
        JsonObject[] both =
        [
            new() { ["type"] = "app_uninstalled" },
            new() { ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["oauth"] = new JsonArray(), ["bot"] = new JsonArray(workspace.Bot.UserId) } },
        ];
        foreach (var inner in revokedFirst ? both.Reverse() : both) await events.PublishAsync(inner.Text("type")!, inner, install);
    }

    public Task TellAccessAsync(Install install, bool granted)
    {
        var type = granted ? "team_access_granted" : "team_access_revoked";
        return events.PublishAsync(type, new JsonObject { ["type"] = type, ["team_ids"] = new JsonArray(workspace.Team.Id) }, install);
    }
}
