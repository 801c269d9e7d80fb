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
            ["editable"] = false,
            ["is_external"] = false,
            ["external_type"] = "",
            ["is_public"] = false,
            ["public_url_shared"] = false,
            ["display_as_bot"] = false,
            ["username"] = "",
            ["size"] = file.Bytes?.Length ?? 0,
            ["url_private"] = url,
            ["url_private_download"] = url,
            ["permalink"] = $"https://{workspace.Team.Domain}.slack.com/files/{file.UserId}/{file.Id}/{Uri.EscapeDataString(file.Name)}",
            ["mimetype"] = "",
            ["filetype"] = "",
            ["pretty_type"] = "",
            ["channels"] = new JsonArray(),
            ["groups"] = new JsonArray(),
            ["ims"] = new JsonArray(),
        };
        if (file.AltText is not null) json["alt_txt"] = file.AltText;
        if (!file.Processed) return json;
        json["mimetype"] = FileKinds.MediaType(file.Name);
        json["filetype"] = FileKinds.Extension(file.Name);
        json["pretty_type"] = FileKinds.Extension(file.Name).ToUpperInvariant();
        if (file.Bytes is { } bytes && FileKinds.ImageSize(bytes) is var (width, height))
        {
            json["original_w"] = width;
            json["original_h"] = height;
        }
        Share(json, file);
        return json;
    }

    private void Share(JsonObject json, SharedFile file)
    {
        var places = file.Shares.Keys.Select(workspace.FindChannel).OfType<Channel>().ToList();
        json["channels"] = places.Where(c => !c.IsPrivate).Select(c => c.Id).ToJsonArray();
        json["groups"] = places.Where(c => c is { IsPrivate: true, IsIm: false }).Select(c => c.Id).ToJsonArray();
        json["ims"] = places.Where(c => c.IsIm).Select(c => c.Id).ToJsonArray();
        var shares = new JsonObject();
        foreach (var place in places)
        {
            var kind = place.IsPrivate ? "private" : "public";
            if (shares[kind] is not JsonObject there) shares[kind] = there = [];
            there[place.Id] = new JsonArray(new JsonObject { ["ts"] = file.Shares[place.Id], ["team_id"] = workspace.Team.Id });
        }
        json["shares"] = shares;
    }
}
