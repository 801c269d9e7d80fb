using System.Security.Cryptography;
using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.BlockKit;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>files.*: ask for an address, upload there, complete, then wait until Slack has looked at the file.</summary>
internal static class FileMethods
{
    public static IEnumerable<Method> Methods =>
    [
        // alt_text is what the Node SDK sends; the documentation knows alt_txt only, so nothing comes of the other.
        new("files.getUploadURLExternal", ["files:write"], "filename! length:int! alt_txt alt_text snippet_type", GetUploadUrl) { FormOnly = true },
        new("files.completeUploadExternal", ["files:write"], "files:array! channel_id channels thread_ts initial_comment blocks:array", Complete),
        new("files.info", ["files:read"], "file! count:int page:int limit:int cursor", Info) { FormOnly = true },
    ];

    private static JsonObject GetUploadUrl(Call call)
    {
        if (call.Number("length") is not > 0) return Answer.No("missing_argument");
        if (call.Text("alt_txt")?.Length > 1000) return Answer.No("alt_txt_too_large");
        if (call.Has("snippet_type") && call.Number("length") > 1024 * 1024) return Answer.No("snippet_too_large");
        var file = new SharedFile
        {
            Id = call.Workspace.NewId("F"),
            Name = call.Required("filename"),
            Title = call.Required("filename"),
            UserId = call.BotUser,
            Created = call.Workspace.Clock.UnixSeconds,
            DeclaredLength = call.Number("length") ?? 0,
            AltText = call.Text("alt_txt"),
            UploadSecret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)),
        };
        call.Workspace.State.Files.Add(file);
        call.Workspace.Touch();
        return Answer.Ok(("upload_url", $"{call.Addresses.Base}/upload/v1/{file.Id}/{file.UploadSecret}"), ("file_id", file.Id));
    }

    private static JsonObject Complete(Call call)
    {
        List<SharedFile> files = [];
        foreach (var item in ((JsonArray)call.Arguments["files"]!).OfType<JsonObject>())
        {
            if (item.Select(p => p.Key).Except(["id", "title", "highlight_type"], StringComparer.Ordinal).FirstOrDefault() is { } unknown) return Answer.Argument($"unknown field: {unknown}", "files");
            var file = call.Workspace.State.Files.Find(f => string.Equals(f.Id, item.Text("id"), StringComparison.Ordinal));
            if (file?.Bytes is null || file.Completed) return Answer.No("file_not_found");
            files.Add(file);
            file.Title = item.Text("title") ?? file.Title;
        }
        if (files.Count == 0) return Answer.Argument("no less than 1 items allowed", "files");
        if (call.Has("initial_comment") && call.Has("blocks")) return Answer.No("invalid_arguments", "[ERROR] must not provide both initial_comment and blocks");
        if (call.BadBlocks() is { } bad) return bad;

        if (call.Has("channel_id") && call.Has("channels")) return Answer.No("invalid_arguments", "[ERROR] must not provide both channel_id and channels");
        if (call.Has("thread_ts") && !call.Has("channel_id") && !call.Has("channels")) return Answer.Argument("needs a channel", "thread_ts");
        string[] ids = call.Text("channels")?.Split(',', StringSplitOptions.TrimEntries) ?? (call.Text("channel_id") is { } one ? [one] : []);
        if (ids.Length > 100) return Answer.No("channels_limit_exceeded");
        if (ids.Length > 1 && call.Has("thread_ts")) return Answer.Argument("only one channel with thread_ts", "thread_ts");
        List<Channel> channels = [];
        foreach (var id in ids)
        {
            if (!call.TryChannel(id, out var channel, out var no, member: true)) return no;
            if (channel.IsArchived) return Answer.No("posting_to_channel_denied");
            if (call.Text("thread_ts") is { } ts && channel.Find(ts) is null) return Answer.No("thread_not_found");
            channels.Add(channel);
        }
        foreach (var file in files) file.Completed = true;
        foreach (var channel in channels)
        {
            var content = new JsonObject
            {
                ["text"] = call.Text("initial_comment") ?? "",
                ["files"] = files.Select(f => (JsonNode)call.Files.Show(f)).ToJsonArray(),
                ["subtype"] = "file_share",
            };
            if (call.Arguments["blocks"] is { } blocks) content["blocks"] = blocks.DeepClone();
            var message = call.Posting.PostAsBot(channel, content, call.Text("thread_ts"));
            foreach (var file in files) file.Shares[channel.Id] = message.Ts;
        }
        call.Workspace.Touch();
        return Answer.Ok(("files", files.Select(f => (JsonNode)new JsonObject { ["id"] = f.Id, ["title"] = f.Title }).ToJsonArray()));
    }

    private static JsonObject Info(Call call)
    {
        if (call.Workspace.State.Canvases.Find(c => string.Equals(c.Id, call.Required("file"), StringComparison.Ordinal)) is { } canvas)
            return Answer.Ok(("file", Canvases.Show(call.Workspace, canvas)), ("comments", new JsonArray()), ("response_metadata", Call.Cursor("")));
        var file = call.Workspace.State.Files.Find(f => string.Equals(f.Id, call.Required("file"), StringComparison.Ordinal));
        if (file is null || !file.Completed) return Answer.No("file_not_found");
        var answer = Answer.Ok(("file", call.Files.Show(file)), ("comments", new JsonArray()), ("response_metadata", Call.Cursor("")));
        file.Processed = true;
        call.Workspace.Touch();
        return answer;
    }
}
