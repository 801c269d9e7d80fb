using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>canvases.edit: one change a call.</summary>
internal static class CanvasEdits
{
    private static readonly string[] Fields = ["operation", "section_id", "document_content", "title_content"];

    public static JsonObject Edit(Call call)
    {
        if (!Canvases.TryCanvas(call, out var canvas, out var no)) return no;
        if (call.Arguments["changes"] is not JsonArray { Count: 1 } changes || changes[0] is not JsonObject change) return Answer.Argument("must hold exactly one change", "changes");
        if (change.Select(p => p.Key).Except(Fields, StringComparer.Ordinal).FirstOrDefault() is { } unknown) return Answer.Argument($"unknown field: {unknown}", "changes/0");
        var operation = change.Text("operation");
        if (operation is "rename") return Rename(call, canvas, change);
        if (operation is not "delete" && change["document_content"] is null) return Answer.Argument("missing document_content", "changes/0");
        if (!Canvases.TryContent(change["document_content"], out var markdown, out var problem)) return Canvases.Failed("canvas_editing_failed", problem);

        var at = canvas.Sections.FindIndex(s => string.Equals(s.Id, change.Text("section_id"), StringComparison.Ordinal));
        if (change.Text("section_id") is not null && at < 0) return Canvases.Failed("canvas_editing_failed", "there is no such section");
        if (operation is "insert_after" or "insert_before" or "delete" && at < 0) return Answer.Argument("missing section_id", "changes/0");
        var added = Canvases.Sections(call, markdown);
        switch (operation)
        {
            case "insert_after": canvas.Sections.InsertRange(at + 1, added); break;
            case "insert_before": canvas.Sections.InsertRange(at, added); break;
            case "insert_at_start": canvas.Sections.InsertRange(0, added); break;
            case "insert_at_end": canvas.Sections.AddRange(added); break;
            case "delete": canvas.Sections.RemoveAt(at); break;
            case "replace" when at < 0: canvas.Sections = added; break;
            case "replace":
                canvas.Sections.RemoveAt(at);
                canvas.Sections.InsertRange(at, added);
                break;
            default: return Answer.Argument("must be an operation Slack knows", "changes/0/operation");
        }
        call.Workspace.Touch();
        return Answer.Ok();
    }

    private static JsonObject Rename(Call call, Canvas canvas, JsonObject change)
    {
        if (!Canvases.TryContent(change["title_content"], out var title, out var problem) || title.Length == 0) return Canvases.Failed("canvas_editing_failed", problem.Length > 0 ? problem : "a title is needed");
        canvas.Title = title;
        call.Workspace.Touch();
        return Answer.Ok();
    }
}
