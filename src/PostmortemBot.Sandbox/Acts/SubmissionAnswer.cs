using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.BlockKit;
using PostmortemBot.Sandbox.Delivery;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Acts;

/// <summary>Does what the answer to a submission asks for: close, errors, update, push or clear; anything else is trouble.</summary>
internal sealed class SubmissionAnswer(SlackWorkspace workspace, Screens screens)
{
    public (string? Problem, string? Detail, IReadOnlyDictionary<string, string>? Errors) Apply(OpenView open, Delivered answer)
    {
        if (answer.Body.Length == 0)
        {
            screens.Close(open);
            return (null, null, null);
        }
        if (answer.Json is not JsonObject json) return No("A non-empty body must be a JSON object, sent as application/json.");
        string[] allowed = json.Text("response_action") switch { "errors" => ["errors"], "update" or "push" => ["view"], "clear" => [], _ => null! };
        if (allowed is null) return No("response_action must be errors, update, push or clear; to close the view, answer with an empty body.");
        if (json.Select(p => p.Key).FirstOrDefault(k => k is not "response_action" && !allowed.Contains(k, StringComparer.Ordinal)) is { } unknown) return No($"unknown field: {unknown}");
        switch (json.Text("response_action"))
        {
            case "errors":
                return Errors(open, json["errors"] as JsonObject);
            case "clear":
                screens.CloseAll(open.UserId);
                return (null, null, null);
            default:
                return Show(open, json["view"] as JsonObject, push: json.Text("response_action") is "push");
        }
    }

    private static (string?, string?, IReadOnlyDictionary<string, string>?) Errors(OpenView open, JsonObject? errors)
    {
        if (errors is null || errors.Count == 0) return No("errors must be an object with at least one entry.");
        var inputs = Field.Of(open.Definition["blocks"]).Where(f => f.IsInput).Select(f => f.BlockId).ToHashSet(StringComparer.Ordinal);
        Dictionary<string, string> shown = new(StringComparer.Ordinal);
        foreach (var (blockId, text) in errors)
        {
            if (!inputs.Contains(blockId)) return No($"errors names {blockId}, which is not an input block of the view.");
            if (text.AsText() is not { Length: > 0 } words) return No($"the error at {blockId} must be a text.");
            shown[blockId] = words;
        }
        return (null, null, shown);
    }

    private (string?, string?, IReadOnlyDictionary<string, string>?) Show(OpenView open, JsonObject? view, bool push)
    {
        if (view is null) return No("view must be an object.");
        if (Views.TooLarge(view)) return No("view_too_large");
        var problems = screens.Problems(view, Surface.Modal);
        if (problems.Count > 0) return No(string.Join(' ', problems));
        if (screens.ExternalIdTaken(view, push ? null : open)) return No("duplicate_external_id");
        var modals = workspace.ViewsOf(open.UserId).Modals;
        if (push && modals.Count >= Screens.DeepestStack) return No("push_limit_reached");
        if (!modals.Contains(open)) return No("The view was closed meanwhile.");
        if (push) screens.Push(open.UserId, view);
        else screens.Update(open, view);
        return (null, null, null);
    }

    private static (string?, string?, IReadOnlyDictionary<string, string>?) No(string detail) => ("invalid_response", detail, null);
}
