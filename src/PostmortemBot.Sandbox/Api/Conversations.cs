using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>conversations.* except reading messages</summary>
internal static class Conversations
{
    private static readonly string[] Reading = ["channels:read", "groups:read", "im:read", "mpim:read"];
    private static readonly string[] Kinds = ["public_channel", "private_channel", "mpim", "im"];

    public static IEnumerable<Method> Methods =>
    [
        new("conversations.info", Reading, "channel! include_num_members:bool include_locale:bool", Info) { FormOnly = true },
        new("conversations.open", ["im:write", "mpim:write", "channels:manage", "groups:write"], "users channel return_im:bool prevent_creation:bool", Open),
        new("conversations.members", Reading, "channel! cursor limit:int", Members) { FormOnly = true },
        new("conversations.join", ["channels:join"], "channel!", Join),
        new("conversations.list", Reading, "types cursor limit:int exclude_archived:bool team_id", List) { FormOnly = true },
        new("users.conversations", Reading, "user types cursor limit:int exclude_archived:bool team_id", OfUser) { FormOnly = true },
    ];

    private static JsonObject Info(Call call)
    {
        if (!call.TryChannel(call.Required("channel"), out var channel, out var no)) return no;
        if (call.LacksScope(channel, "read") is { } missing) return missing;
        var json = Show(call, channel);
        if (call.Flag("include_num_members")) json["num_members"] = channel.Members.Count;
        if (call.Flag("include_locale")) json["locale"] = "en-US";
        return Answer.Ok(("channel", json));
    }

    private static JsonObject Open(Call call)
    {
        if (call.Text("channel") is { } id)
            return call.TryChannel(id, out var known, out var no) ? Answer.Ok(("channel", OpenShape(call, known))) : no;
        if (call.Text("users") is not { } users) return Answer.No("users_list_not_supplied");
        var ids = users.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (ids.Length > 8) return Answer.No("too_many_users");
        if (ids.Length > 1) return OpenGroup(call, ids);
        if (ids.Length == 0) return Answer.No("not_enough_users");
        if (!call.Grants("im:write")) return Call.MissingScope(call.App, "im:write");
        if (call.Workspace.State.Users.Find(u => string.Equals(u.Id, ids[0], StringComparison.Ordinal)) is not { } person) return Answer.No("user_not_found");
        if (person.Deleted) return Answer.No("user_disabled");
        var open = call.Workspace.FindDirect(call.BotUser, person.Id);
        if (open is null && call.Flag("prevent_creation")) return Answer.No("channel_not_found");
        var answer = Answer.Ok(("channel", OpenShape(call, open ?? call.Membership.OpenDirect(call.BotUser, person.Id))));
        return open is null ? answer : AlreadyOpen(answer);
    }

    private static JsonObject OpenGroup(Call call, string[] ids)
    {
        if (!call.Grants("mpim:write")) return Call.MissingScope(call.App, "mpim:write");
        foreach (var id in ids)
        {
            if (call.Workspace.State.Users.Find(u => string.Equals(u.Id, id, StringComparison.Ordinal)) is not { } person) return Answer.No("user_not_found");
            if (person.Deleted) return Answer.No("user_disabled");
        }
        string[] everybody = [call.BotUser, .. ids.Distinct(StringComparer.Ordinal).Where(id => !string.Equals(id, call.BotUser, StringComparison.Ordinal))];
        if (everybody.Length < 3) return Answer.No("invalid_user_combination");
        var open = call.Workspace.FindGroup(everybody);
        if (open is null && call.Flag("prevent_creation")) return Answer.No("channel_not_found");
        var answer = Answer.Ok(("channel", OpenShape(call, open ?? call.Membership.OpenGroup(everybody))));
        return open is null ? answer : AlreadyOpen(answer);
    }

    private static JsonObject AlreadyOpen(JsonObject answer)
    {
        answer["no_op"] = true;
        answer["already_open"] = true;
        return answer;
    }

    private static JsonObject Members(Call call)
    {
        if (!call.TryChannel(call.Required("channel"), out var channel, out var no)) return no;
        if (call.LacksScope(channel, "read") is { } missing) return missing;
        return call.Page(channel.Members, 100, 1000, out var page, out var next)
            ?? Answer.Ok(("members", page.ToJsonArray()), ("response_metadata", Call.Cursor(next)));
    }

    private static JsonObject Join(Call call)
    {
        if (!call.TryChannel(call.Required("channel"), out var channel, out var no)) return no;
        if (channel.IsPrivate || channel.IsIm) return Answer.No("method_not_supported_for_channel_type");
        if (channel.IsArchived) return Answer.No("is_archived");
        if (channel.HasMember(call.BotUser))
            return Answer.Ok(("channel", Show(call, channel)), ("warning", "already_in_channel"), ("response_metadata", new JsonObject { ["warnings"] = new JsonArray("already_in_channel") }));
        call.Membership.Join(channel, call.Workspace.FindUser(call.BotUser)!);
        return Answer.Ok(("channel", Show(call, channel)));
    }

    private static JsonObject List(Call call) => Select(call, c => c.HasMember(call.BotUser) || (!c.IsPrivate && !c.IsIm));

    private static JsonObject OfUser(Call call)
    {
        var user = call.Text("user") ?? call.BotUser;
        if (call.Workspace.State.Users.Find(u => string.Equals(u.Id, user, StringComparison.Ordinal)) is null) return Answer.No("user_not_found");
        var answer = Select(call, c => c.HasMember(user) && (!c.IsPrivate || c.HasMember(call.BotUser)));
        // Whose conversations these are was asked, so Slack does not say it of each.
        foreach (var channel in (answer["channels"] as JsonArray ?? []).OfType<JsonObject>()) channel.Remove("is_member");
        return answer;
    }

    private static JsonObject Select(Call call, Predicate<Channel> visible)
    {
        var types = (call.Text("types") ?? "public_channel").Split(',', StringSplitOptions.TrimEntries);
        if (types.Except(Kinds, StringComparer.Ordinal).Any()) return Answer.No("invalid_types");
        foreach (var (type, scope) in new[] { ("public_channel", "channels:read"), ("private_channel", "groups:read"), ("im", "im:read"), ("mpim", "mpim:read") })
        {
            if (types.Contains(type, StringComparer.Ordinal) && !call.Grants(scope)) return Call.MissingScope(call.App, scope);
        }
        var wanted = call.Workspace.State.Channels.FindAll(c =>
            visible(c) && types.Contains(c.Kind, StringComparer.Ordinal) && !(c.IsArchived && call.Flag("exclude_archived")));
        return call.Page(wanted, 100, 1000, out var page, out var next)
            ?? Answer.Ok(("channels", page.Select(c => (JsonNode)Show(call, c)).ToJsonArray()), ("response_metadata", Call.Cursor(next)));
    }

    private static JsonObject OpenShape(Call call, Channel channel) => call.Flag("return_im") ? Show(call, channel) : new JsonObject { ["id"] = channel.Id };

    internal static JsonObject Show(Call call, Channel channel)
    {
        if (channel.IsIm)
        {
            return new JsonObject
            {
                ["id"] = channel.Id,
                ["created"] = channel.Created,
                ["is_im"] = true,
                ["is_org_shared"] = false,
                ["is_archived"] = channel.IsArchived,
                ["user"] = channel.OtherThan(call.BotUser),
                ["is_open"] = true,
            };
        }
        return new JsonObject
        {
            ["id"] = channel.Id,
            ["name"] = channel.Name,
            ["name_normalized"] = channel.Name,
            ["is_channel"] = !channel.IsMpim,
            ["is_group"] = false,
            ["is_im"] = false,
            ["is_mpim"] = channel.IsMpim,
            ["is_private"] = channel.IsPrivate,
            ["is_archived"] = channel.IsArchived,
            ["is_general"] = channel.IsGeneral,
            ["is_member"] = channel.HasMember(call.BotUser),
            ["is_shared"] = false,
            ["is_ext_shared"] = false,
            ["is_org_shared"] = false,
            ["created"] = channel.Created,
            ["creator"] = channel.Creator,
            ["context_team_id"] = call.Workspace.Team.Id,
            ["topic"] = new JsonObject { ["value"] = channel.Topic, ["creator"] = "", ["last_set"] = 0 },
            ["purpose"] = new JsonObject { ["value"] = channel.Purpose, ["creator"] = "", ["last_set"] = 0 },
            ["previous_names"] = new JsonArray(),
        };
    }
}
