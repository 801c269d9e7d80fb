using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>conversations.* that make and change channels</summary>
internal static partial class ChannelMethods
{
    private const int LongestLine = 250;
    private const int MostInvited = 100;
    private static readonly string[] Managing = ["channels:manage", "groups:write"];
    private static readonly string[] Describing = ["channels:manage", "channels:write.topic", "groups:write", "groups:write.topic"];
    private static readonly string[] Inviting = ["channels:manage", "channels:write.invites", "groups:write", "groups:write.invites"];

    public static IEnumerable<Method> Methods =>
    [
        new("conversations.create", Managing, "name is_private:bool team_id", Create),
        new("conversations.rename", Managing, "channel! name!", Rename),
        new("conversations.setTopic", Describing, "channel! topic!", c => Describe(c, "topic")),
        new("conversations.setPurpose", Describing, "channel! purpose!", c => Describe(c, "purpose")),
        new("conversations.invite", Inviting, "channel! users! force:bool", Invite),
        new("conversations.kick", Managing, "channel! user", Kick),
        new("conversations.archive", Managing, "channel!", Archive),
        new("conversations.unarchive", Managing, "channel!", Unarchive),
    ];

    private static JsonObject Create(Call call)
    {
        if (Lacks(call, call.Flag("is_private"), "manage", "write") is { } missing) return missing;
        var name = call.Text("name") ?? "";
        if (BadName(call, name) is { } bad) return bad;
        return Answer.Ok(("channel", Conversations.Show(call, call.Membership.Create(name, call.Flag("is_private"), call.BotUser))));
    }

    private static JsonObject Rename(Call call)
    {
        if (!TryMember(call, "manage", "write", out var channel, out var no)) return no;
        if (channel.IsArchived) return Answer.No("is_archived");
        if (!string.Equals(channel.Creator, call.BotUser, StringComparison.Ordinal)) return Answer.No("not_authorized");
        if (BadName(call, call.Required("name")) is { } bad) return bad;
        call.Membership.Rename(channel, call.Required("name"));
        return Answer.Ok(("channel", Conversations.Show(call, channel)));
    }

    private static JsonObject Describe(Call call, string what)
    {
        if (!TryMember(call, "write.topic", "write.topic", out var channel, out var no)) return no;
        if (channel.IsArchived) return Answer.No("is_archived");
        if (call.Required(what).Length > LongestLine) return Answer.No("too_long");
        call.Membership.Describe(channel, call.BotUser, what is "topic" ? call.Required(what) : null, what is "purpose" ? call.Required(what) : null);
        return Answer.Ok(("channel", Conversations.Show(call, channel)));
    }

    private static JsonObject Invite(Call call)
    {
        if (!TryMember(call, "write.invites", "write.invites", out var channel, out var no)) return no;
        if (channel.IsArchived) return Answer.No("is_archived");
        var ids = call.Required("users").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (ids.Length == 0) return Answer.No("no_user");
        if (ids.Length > MostInvited) return Answer.Argument($"no more than {MostInvited} users", "users");
        var errors = ids.Select(id => (Id: id, Error: CannotInvite(call, channel, id))).Where(one => one.Error is not null).ToList();
        if (errors.Count > 0 && (!call.Flag("force") || errors.Count == ids.Length))
        {
            var refusal = Answer.No(errors[0].Error!);
            refusal["errors"] = errors.Select(one => (JsonNode)new JsonObject { ["user"] = one.Id, ["ok"] = false, ["error"] = one.Error }).ToJsonArray();
            return refusal;
        }
        foreach (var id in ids.Except(errors.Select(one => one.Id), StringComparer.Ordinal)) call.Membership.Join(channel, call.Workspace.FindUser(id)!, call.BotUser);
        return Answer.Ok(("channel", Conversations.Show(call, channel)));
    }

    private static string? CannotInvite(Call call, Channel channel, string id)
    {
        if (string.Equals(id, call.BotUser, StringComparison.Ordinal)) return "cant_invite_self";
        if (call.Workspace.State.Users.Find(u => string.Equals(u.Id, id, StringComparison.Ordinal)) is not { Deleted: false }) return "user_not_found";
        return channel.HasMember(id) ? "already_in_channel" : null;
    }

    private static JsonObject Kick(Call call)
    {
        if (!TryMember(call, "manage", "write", out var channel, out var no)) return no;
        var person = call.Workspace.State.Users.Find(u => string.Equals(u.Id, call.Text("user"), StringComparison.Ordinal));
        if (person is null) return Answer.No("user_not_found");
        if (string.Equals(person.Id, call.BotUser, StringComparison.Ordinal)) return Answer.No("cant_kick_self");
        if (channel.IsGeneral) return Answer.No("cant_kick_from_general");
        if (!channel.HasMember(person.Id)) return Answer.No("not_in_channel");
        call.Membership.Leave(channel, person);
        return Answer.Ok(("errors", new JsonObject()));
    }

    private static JsonObject Archive(Call call)
    {
        if (!TryMember(call, "manage", "write", out var channel, out var no)) return no;
        if (channel.IsGeneral) return Answer.No("cant_archive_general");
        if (channel.IsArchived) return Answer.No("already_archived");
        call.Membership.Archive(channel, archived: true, call.BotUser);
        return Answer.Ok();
    }

    private static JsonObject Unarchive(Call call)
    {
        if (!call.TryChannel(call.Required("channel"), out var channel, out var no)) return no;
        if (!channel.IsNamed) return Answer.No("method_not_supported_for_channel_type");
        if (Lacks(call, channel.IsPrivate, "manage", "write") is { } missing) return missing;
        if (!channel.IsArchived) return Answer.No("not_archived");
        call.Membership.Archive(channel, archived: false, call.BotUser);
        return Answer.Ok();
    }

    /// <summary>A channel with a name that the bot is in, and may do this with.</summary>
    private static bool TryMember(Call call, string publicAct, string privateAct, out Channel channel, out JsonObject no)
    {
        if (!call.TryChannel(call.Required("channel"), out channel!, out no!)) return false;
        var refusal = !channel.IsNamed ? Answer.No("method_not_supported_for_channel_type")
            : Lacks(call, channel.IsPrivate, publicAct, privateAct)
            ?? (channel.HasMember(call.BotUser) ? null : Answer.No("not_in_channel"));
        no = refusal ?? [];
        return refusal is null;
    }

    private static JsonObject? Lacks(Call call, bool isPrivate, string publicAct, string privateAct)
    {
        string[] scopes = isPrivate ? ["groups:write", $"groups:{privateAct}"] : ["channels:manage", $"channels:{publicAct}"];
        return scopes.Any(call.Grants) ? null : Call.MissingScope(call.App, scopes[0]);
    }

    private static JsonObject? BadName(Call call, string name)
    {
        if (name.Length == 0) return Answer.No("invalid_name_required");
        if (name.Length > 80) return Answer.No("invalid_name_maxlength");
        if (name.All(c => !char.IsLetterOrDigit(c))) return Answer.No("invalid_name_punctuation");
        if (!Name().IsMatch(name)) return Answer.No("invalid_name_specials");
        return call.Workspace.State.Channels.Exists(c => string.Equals(c.Name, name, StringComparison.Ordinal)) ? Answer.No("name_taken") : null;
    }

    [GeneratedRegex(@"^[\p{Ll}\p{Lo}\p{Nd}_-]{1,80}$", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
