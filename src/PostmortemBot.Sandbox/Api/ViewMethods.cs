using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.BlockKit;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>views.*</summary>
internal static class ViewMethods
{
    public static IEnumerable<Method> Methods =>
    [
        new("views.open", [], "view:object! trigger_id", Open),
        new("views.push", [], "view:object! trigger_id", Push),
        new("views.update", [], "view:object! view_id external_id hash", Update),
        new("views.publish", [], "user_id! view:object! hash", Publish),
    ];

    private static JsonObject Open(Call call)
    {
        if (!TryTrigger(call, out var trigger, out var no)) return no;
        if (Bad(call, Surface.Modal, except: null) is { } bad) return bad;
        trigger.Used = true;
        return Shown(call, call.Screens.Open(trigger.UserId, View(call), trigger.ChannelId));
    }

    private static JsonObject Push(Call call)
    {
        if (!TryTrigger(call, out var trigger, out var no)) return no;
        var stack = call.Workspace.ViewsOf(trigger.UserId).Modals;
        if (trigger.ViewId is null || !stack.Exists(v => string.Equals(v.Id, trigger.ViewId, StringComparison.Ordinal))) return Answer.No("not_found");
        if (Bad(call, Surface.Modal, except: null) is { } bad) return bad;
        if (stack.Count >= Screens.DeepestStack) return Answer.No("push_limit_reached");
        trigger.Used = true;
        return Shown(call, call.Screens.Push(trigger.UserId, View(call)));
    }

    private static JsonObject Update(Call call)
    {
        if (call.Has("view_id") == call.Has("external_id")) return Answer.No("invalid_arguments", "[ERROR] must provide exactly one of view_id and external_id");
        var open = call.Text("view_id") is { } id
            ? call.Workspace.FindView(id)
            : call.Workspace.State.Views.Values.SelectMany(v => v.Modals).FirstOrDefault(v => string.Equals(v.ExternalId, call.Text("external_id"), StringComparison.Ordinal));
        if (open is null) return Answer.No("not_found");
        if (Bad(call, open.Type is "home" ? Surface.Home : Surface.Modal, open) is { } bad) return bad;
        if (call.Has("hash") && !string.Equals(call.Text("hash"), open.Hash, StringComparison.Ordinal)) return Answer.No("hash_conflict");
        call.Screens.Update(open, View(call));
        return Shown(call, open);
    }

    private static JsonObject Publish(Call call)
    {
        if (!call.Screens.HomeIsOn) return Answer.No("not_enabled");
        var user = call.Required("user_id");
        if (call.Workspace.State.Users.Find(u => string.Equals(u.Id, user, StringComparison.Ordinal)) is not { Deleted: false, IsBot: false })
            return Answer.Argument("user_not_found", "user_id");
        var home = call.Workspace.ViewsOf(user).Home;
        if (Bad(call, Surface.Home, home) is { } bad) return bad;
        if (call.Has("hash") && !string.Equals(call.Text("hash"), home?.Hash, StringComparison.Ordinal)) return Answer.No("hash_conflict");
        return Shown(call, call.Screens.Publish(user, View(call)));
    }

    private static JsonObject View(Call call) => (JsonObject)call.Arguments["view"]!;

    private static JsonObject? Bad(Call call, Surface surface, OpenView? except)
    {
        var view = View(call);
        if (Views.TooLarge(view)) return Answer.No("view_too_large");
        var problems = call.Screens.Problems(view, surface);
        if (problems.Count > 0) return Answer.No("invalid_arguments", problems);
        return call.Screens.ExternalIdTaken(view, except) ? Answer.No("duplicate_external_id") : null;
    }

    private static bool TryTrigger(Call call, out Trigger trigger, out JsonObject no)
    {
        trigger = null!;
        no = [];
        if (call.Text("trigger_id") is not { } id)
        {
            no = Answer.No("invalid_arguments", "[ERROR] missing required field: trigger_id");
            return false;
        }
        var found = call.Workspace.State.Triggers.Find(t => string.Equals(t.Id, id, StringComparison.Ordinal));
        if (found is null) no = Answer.No("invalid_trigger_id");
        else if (found.Used) no = Answer.No("exchanged_trigger_id");
        else if (found.Expires <= call.Workspace.Clock.Now) no = Answer.No("expired_trigger_id");
        else
        {
            trigger = found;
            return true;
        }
        return false;
    }

    private static JsonObject Shown(Call call, OpenView open) => Answer.Ok(("view", call.Screens.Show(open, toApi: true)));
}
