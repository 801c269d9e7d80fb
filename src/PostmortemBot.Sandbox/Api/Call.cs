using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.App;
using PostmortemBot.Sandbox.BlockKit;
using PostmortemBot.Sandbox.Delivery;
using PostmortemBot.Sandbox.OAuth;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>The parts of the workspace that methods work on.</summary>
public sealed record Desk(SlackWorkspace Workspace, InstalledApp App, Installs Installs, Posting Posting, Membership Membership, Marks Marks, Screens Screens, FileShape Files, Addresses Addresses, SocketTickets SocketTickets);

/// <summary>One call of a Web API method, arguments read and checked.</summary>
internal sealed class Call(Desk desk, JsonObject arguments)
{
    public SlackWorkspace Workspace => desk.Workspace;
    public InstalledApp App => desk.App;
    public Installs Installs => desk.Installs;
    /// <summary>The install that is calling.</summary>
    public Install? Install => Caller ?? desk.Installs.For(Workspace.Team);
    public Install? Caller { get; init; }
    public Posting Posting => desk.Posting;
    public Membership Membership => desk.Membership;
    public Marks Marks => desk.Marks;
    public Screens Screens => desk.Screens;
    public FileShape Files => desk.Files;
    public Addresses Addresses => desk.Addresses;
    public SocketTickets SocketTickets => desk.SocketTickets;
    public JsonObject Arguments => arguments;
    /// <summary>What the call was authenticated with.</summary>
    public string? Token { get; init; }
    public string BotUser => Workspace.Bot.UserId;

    public string? Text(string name) => arguments.Text(name);
    public string Required(string name) => arguments.Text(name) ?? "";
    public bool Flag(string name) => arguments.Flag(name);
    public long? Number(string name) => (arguments[name] as JsonValue)?.TryGetValue<long>(out var n) == true ? n : null;
    public bool Has(string name) => arguments.ContainsKey(name);

    /// <summary>A conversation the bot may know of. Private ones it is not in are hidden from it.</summary>
    public bool TryChannel(string id, [NotNullWhen(true)] out Channel? channel, [NotNullWhen(false)] out JsonObject? no, bool member = false)
    {
        channel = Workspace.State.Channels.Find(c => string.Equals(c.Id, id, StringComparison.Ordinal));
        no = null;
        if (channel is null || ((channel.IsPrivate || channel.IsIm) && !channel.HasMember(BotUser))) no = Answer.No("channel_not_found");
        else if (member && !channel.HasMember(BotUser)) no = Answer.No("not_in_channel");
        return no is null;
    }

    /// <summary>A message the bot could read.</summary>
    public static bool TryMessage(Channel channel, string ts, [NotNullWhen(true)] out Message? message, [NotNullWhen(false)] out JsonObject? no)
    {
        message = channel.Find(ts) is { EphemeralFor: null } found ? found : null;
        no = message is null ? Answer.No("message_not_found") : null;
        return no is null;
    }

    /// <summary>The scope for this kind of conversation, such as channels:read, groups:read or im:read.</summary>
    public JsonObject? LacksScope(Channel channel, string act)
    {
        var scope = $"{Kind(channel)}:{act}";
        return Grants(scope) ? null : MissingScope(App, scope);
    }

    /// <summary>Whether the install has a scope: what was granted, or what the manifest asks for.</summary>
    public bool Grants(string scope) => Install?.Grants(scope, App.Manifest) ?? App.Manifest.Grants(scope);

    public static string Kind(Channel channel) => channel.Kind switch { "private_channel" => "groups", "public_channel" => "channels", var direct => direct };

    public static JsonObject MissingScope(InstalledApp app, string needed)
    {
        var no = Answer.No("missing_scope");
        no["needed"] = needed;
        no["provided"] = string.Join(',', app.Scopes);
        return no;
    }

    /// <summary>Complaints about message blocks, or null.</summary>
    public JsonObject? BadBlocks(bool countCharacters = true)
    {
        if (arguments["blocks"] is JsonArray blocks)
        {
            var check = new Check(Surface.Message, Screens.FileIsUsable);
            Blocks.All(check, blocks, "/blocks");
            if (!check.Passed) return Answer.BadBlocks("invalid_blocks", check.Problems);
            if (countCharacters && Blocks.Characters(blocks) > Blocks.MostCharacters) return Answer.No("msg_blocks_too_long");
        }
        return BadAttachments();
    }

    private JsonObject? BadAttachments()
    {
        if (arguments["attachments"] is not JsonArray attachments) return null;
        if (attachments.Count > 100) return Answer.No("too_many_attachments");
        var check = new Check(Surface.Message, Screens.FileIsUsable);
        for (var i = 0; i < attachments.Count; i++)
        {
            var at = $"/attachments/{i}";
            if (check.Object(attachments[i], at) is not { } one) continue;
            check.Fields(one, at, [], ["blocks", "color", "fallback", "text", "pretext", "title", "title_link", "fields", "footer", "mrkdwn_in", "ts", "author_name", "image_url"]);
            if (check.Array(one, "blocks", at, 1, 50) is { } blocks) Blocks.All(check, blocks, $"{at}/blocks");
        }
        return check.Passed ? null : Answer.BadBlocks("invalid_attachments", check.Problems);
    }

    /// <summary>One page of a list, and the cursor for the next.</summary>
    public JsonObject? Page<T>(IReadOnlyList<T> all, int fallback, int most, out IReadOnlyList<T> page, out string next)
    {
        page = [];
        next = "";
        var limit = Number("limit") ?? fallback;
        if (limit < 1 || limit > most) return Answer.No("invalid_limit");
        var from = 0;
        if (Text("cursor") is { } cursor && !TryCursor(cursor, out from)) return Answer.No("invalid_cursor");
        page = [.. all.Skip(from).Take((int)limit)];
        if (from + page.Count < all.Count) next = Convert.ToBase64String(Encoding.UTF8.GetBytes($"next:{from + page.Count}"));
        return null;
    }

    private static bool TryCursor(string cursor, out int from)
    {
        from = 0;
        var buffer = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, buffer, out var length)
            && Encoding.UTF8.GetString(buffer, 0, length) is var text
            && text.StartsWith("next:", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(5), out from);
    }

    public static JsonObject Cursor(string next) => new() { ["next_cursor"] = next };
}
