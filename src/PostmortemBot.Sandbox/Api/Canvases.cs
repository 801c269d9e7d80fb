using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>canvases.* and conversations.canvases.create</summary>
internal static class Canvases
{
    private const int MostBytes = 1024 * 1024;

    public static IEnumerable<Method> Methods =>
    [
        new("canvases.create", ["canvases:write"], "title document_content:object channel_id", c => Create(c, tab: false)),
        new("conversations.canvases.create", ["canvases:write"], "channel_id! title document_content:object", c => Create(c, tab: true)),
        new("canvases.edit", ["canvases:write"], "canvas_id! changes:array!", CanvasEdits.Edit),
        new("canvases.delete", ["canvases:write"], "canvas_id!", Delete),
        new("canvases.sections.lookup", ["canvases:read"], "canvas_id! criteria:object!", Lookup),
        new("canvases.access.set", ["canvases:write"], "canvas_id! access_level! channel_ids:array user_ids:array", SetAccess),
    ];

    private static JsonObject Create(Call call, bool tab)
    {
        Channel? channel = null;
        if (call.Text("channel_id") is { } id && !call.TryChannel(id, out channel, out var no, member: true)) return Failed("canvas_creation_failed", no.Text("error")!);
        if (tab && call.Workspace.State.Canvases.Exists(c => string.Equals(c.ChannelId, channel!.Id, StringComparison.Ordinal))) return Answer.No("channel_canvas_already_exists");
        if (!TryContent(call.Arguments["document_content"], out var markdown, out var problem)) return Failed("canvas_creation_failed", problem);

        var canvas = new Canvas
        {
            Id = call.Workspace.NewId("F"),
            Title = call.Text("title") ?? "",
            CreatorId = call.BotUser,
            Created = call.Workspace.Clock.UnixSeconds,
            ChannelId = tab ? channel?.Id : null,
            Sections = Sections(call, markdown),
        };
        if (channel is not null) canvas.Access[channel.Id] = "read";
        call.Workspace.State.Canvases.Add(canvas);
        call.Workspace.Touch();
        return Answer.Ok(("canvas_id", canvas.Id));
    }

    private static JsonObject Delete(Call call)
    {
        if (!TryCanvas(call, out var canvas, out var no)) return no;
        call.Workspace.State.Canvases.Remove(canvas);
        call.Workspace.Touch();
        return Answer.Ok();
    }

    private static JsonObject Lookup(Call call)
    {
        if (!TryCanvas(call, out var canvas, out var no)) return no;
        var criteria = (JsonObject)call.Arguments["criteria"]!;
        string[] types = [.. (criteria["section_types"] as JsonArray ?? []).Select(t => t.AsText() ?? "")];
        var text = criteria.Text("contains_text");
        if (types.Length == 0 && text is null) return Answer.Argument("must name section_types or contains_text", "criteria");
        if (types.Except(["any_header", "h1", "h2", "h3"], StringComparer.Ordinal).Any()) return Answer.Argument("must be any_header, h1, h2 or h3", "criteria/section_types");
        var found = canvas.Sections
            .Where(s => types.Length == 0 || (s.Header is { } header && (types.Contains("any_header", StringComparer.Ordinal) || types.Contains(header, StringComparer.Ordinal))))
            .Where(s => text is null || s.Markdown.Contains(text, StringComparison.OrdinalIgnoreCase));
        return Answer.Ok(("sections", found.Select(s => (JsonNode)new JsonObject { ["id"] = s.Id }).ToJsonArray()));
    }

    private static JsonObject SetAccess(Call call)
    {
        if (!TryCanvas(call, out var canvas, out var no)) return no;
        if (call.Required("access_level") is not ("read" or "write" or "owner")) return Answer.No("invalid_parameters");
        if (call.Has("channel_ids") == call.Has("user_ids")) return Answer.No("invalid_parameters");
        List<string> ids = [];
        foreach (var id in ((JsonArray)(call.Arguments["channel_ids"] ?? call.Arguments["user_ids"])!).Select(n => n.AsText() ?? ""))
        {
            if (call.Has("channel_ids") && !call.TryChannel(id, out _, out no)) return no;
            if (call.Has("user_ids") && !call.Workspace.State.Users.Exists(u => string.Equals(u.Id, id, StringComparison.Ordinal))) return Answer.No("user_not_found");
            ids.Add(id);
        }
        foreach (var id in ids) canvas.Access[id] = call.Required("access_level");
        call.Workspace.Touch();
        return Answer.Ok();
    }

    public static bool TryCanvas(Call call, [NotNullWhen(true)] out Canvas? canvas, [NotNullWhen(false)] out JsonObject? no)
    {
        canvas = call.Workspace.State.Canvases.Find(c => string.Equals(c.Id, call.Required("canvas_id"), StringComparison.Ordinal));
        no = canvas is null ? Answer.No("canvas_not_found") : null;
        return no is null;
    }

    /// <summary>{ "type": "markdown", "markdown": "…" }, or nothing.</summary>
    public static bool TryContent(JsonNode? content, out string markdown, out string problem)
    {
        markdown = "";
        problem = "";
        if (content is null) return true;
        if (content is not JsonObject o || o.Text("type") is not "markdown" || o.Text("markdown") is not { } text) problem = "document_content needs the type markdown, and markdown";
        else if (Encoding.UTF8.GetByteCount(text) > MostBytes) problem = "the content is larger than 1 MiB";
        else if (text.Split('\n').Any(line => line.StartsWith("#### ", StringComparison.Ordinal))) problem = "headings have three depths";
        else markdown = text;
        return problem.Length == 0;
    }

    public static List<CanvasSection> Sections(Call call, string markdown) => [.. Canvas.Split(markdown).Select(part => new CanvasSection(call.Workspace.NewId("temp:C:"), part))];

    public static JsonObject Failed(string error, string detail)
    {
        var no = Answer.No(error);
        no["detail"] = detail;
        return no;
    }

    /// <summary>A canvas is a file too.</summary>
    public static JsonObject Show(SlackWorkspace workspace, Canvas canvas) => new()
    {
        ["id"] = canvas.Id,
        ["created"] = canvas.Created,
        ["timestamp"] = canvas.Created,
        ["name"] = canvas.Title,
        ["title"] = canvas.Title,
        ["user"] = canvas.CreatorId,
        ["mode"] = "quip",
        ["mimetype"] = "application/vnd.slack-docs",
        ["filetype"] = "quip",
        ["size"] = Encoding.UTF8.GetByteCount(canvas.Markdown),
        ["permalink"] = $"https://{workspace.Team.Domain}.slack.com/docs/{workspace.Team.Id}/{canvas.Id}",
    };
}
