using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Api;

/// <summary>dnd.info. Slack tells snooze_* of the token's own user only, and the bot never pauses anything.</summary>
internal static class Dnd
{
    public static IEnumerable<Method> Methods => [new("dnd.info", ["dnd:read"], "user team_id", Info)];

    private static JsonObject Info(Call call)
    {
        var id = call.Text("user") ?? call.BotUser;
        if (call.Workspace.State.Users.Find(u => string.Equals(u.Id, id, StringComparison.Ordinal)) is not { } person) return Answer.No("user_not_found");
        var answer = Answer.Ok(("dnd_enabled", person.DndEnd is not null), ("next_dnd_start_ts", person.DndStart ?? 1), ("next_dnd_end_ts", person.DndEnd ?? 1));
        if (string.Equals(id, call.BotUser, StringComparison.Ordinal)) answer["snooze_enabled"] = false;
        return answer;
    }
}
