using System.Security.Cryptography;
using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.OAuth;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Delivery;

/// <summary>The interaction payloads, with their trigger ids and response URLs.</summary>
public sealed class Payloads(SlackWorkspace workspace, Addresses addresses, Installs installs)
{
    public JsonObject Start(string type, Person person) => new()
    {
        ["type"] = type,
        ["user"] = new JsonObject { ["id"] = person.Id, ["username"] = person.Name, ["name"] = person.Name, ["team_id"] = workspace.Team.Id },
        ["api_app_id"] = workspace.Bot.AppId,
        ["token"] = "legacy-verification-token",
        ["team"] = new JsonObject { ["id"] = workspace.Team.Id, ["domain"] = workspace.Team.Domain },
        ["enterprise"] = workspace.Team.EnterpriseId is { } org ? new JsonObject { ["id"] = org, ["name"] = Seed.EnterpriseName } : null,
        ["is_enterprise_install"] = installs.For(workspace.Team) is { IsOrgWide: true },
    };

    public string Trigger(Person person, string? viewId, string? channelId)
    {
        lock (workspace.Gate)
        {
            workspace.State.Triggers.RemoveAll(t => t.Expires < workspace.Clock.Now.AddMinutes(-10));
            var trigger = new Trigger
            {
                Id = $"{workspace.NewId("")}.{workspace.Clock.UnixSeconds}.{Secret()}",
                UserId = person.Id,
                Expires = workspace.Clock.Now.AddSeconds(3),
                ViewId = viewId,
                ChannelId = channelId,
            };
            workspace.State.Triggers.Add(trigger);
            return trigger.Id;
        }
    }

    public string ResponseUrl(string kind, Person person, Channel channel, string? messageTs)
    {
        lock (workspace.Gate)
        {
            workspace.State.ResponseUrls.RemoveAll(u => u.Expires < workspace.Clock.Now.AddMinutes(-30));
            var url = new ResponseUrl
            {
                Path = $"/{kind}/{workspace.Team.Id}/{workspace.NewId("")}/{Secret()}",
                UserId = person.Id,
                ChannelId = channel.Id,
                MessageTs = messageTs,
                Expires = workspace.Clock.Now.AddMinutes(30),
            };
            workspace.State.ResponseUrls.Add(url);
            return addresses.Base + url.Path;
        }
    }

    public static JsonObject ChannelOf(Channel channel) => new()
    {
        ["id"] = channel.Id,
        ["name"] = channel switch { { IsIm: true } => "directmessage", { IsPrivate: true } => "privategroup", _ => channel.Name },
    };

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
}
