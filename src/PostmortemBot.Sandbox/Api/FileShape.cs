using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Delivery;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>A file object as Slack shows it. Until Slack has looked at the file, its kind and size are unknown.</summary>
public sealed class FileShape(SlackWorkspace workspace, Addresses addresses)
{
    public JsonObject Show(SharedFile file)
    {
        var url = $"{addresses.Base}/files-pri/{workspace.Team.Id}-{file.Id}/{Uri.EscapeDataString(file.Name)}";
        var json = new JsonObject
        {
            ["id"] = file.Id,
            ["created"] = file.Created,
            ["timestamp"] = file.Created,
            ["name"] = file.Name,
            ["title"] = file.Title,
            ["user"] = file.UserId,
            ["user_team"] = workspace.Team.Id,
            ["mode"] = "hosted",
            ["is_external"] = false,
            ["is_public"] = false,
            ["size"] = file.Bytes?.Length ?? 0,
            ["url_private"] = url,
            ["url_private_download"] = url,
            ["permalink"] = $"https://{workspace.Team.Domain}.slack.com/files/{file.UserId}/{file.Id}/{Uri.EscapeDataString(file.Name)}",
            ["mimetype"] = "",
            ["filetype"] = "",
        };
        if (file.AltText is not null) json["alt_txt"] = file.AltText;
        if (!file.Processed) return json;
        json["mimetype"] = FileKinds.MediaType(file.Name);
        json["filetype"] = FileKinds.Extension(file.Name);
        if (file.Bytes is { } bytes && FileKinds.ImageSize(bytes) is var (width, height))
        {
            json["original_w"] = width;
            json["original_h"] = height;
        }
        var shares = file.Shares.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)new JsonArray(new JsonObject { ["ts"] = s.Value, ["team_id"] = workspace.Team.Id })));
        json["shares"] = new JsonObject { ["public"] = new JsonObject(shares) };
        json["channels"] = file.Shares.Keys.ToJsonArray();
        return json;
    }
}
