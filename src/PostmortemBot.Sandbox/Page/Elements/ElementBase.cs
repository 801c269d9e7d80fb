using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;

namespace PostmortemBot.Sandbox.Page.Elements;

/// <summary>What all interactive elements share: their ids, their value and the way it is changed.</summary>
public abstract class ElementBase : ComponentBase
{
    [Parameter, EditorRequired] public required JsonObject Element { get; set; }
    [Parameter, EditorRequired] public required string BlockId { get; set; }

    /// <summary>The input block around the element; null in sections and actions, where every change is sent at once.</summary>
    [Parameter] public JsonObject? Input { get; set; }

    [CascadingParameter] public required Surface Surface { get; set; }
    [CascadingParameter] public Scene? Scene { get; set; }

    protected string Kind => Element.Text("type") ?? "";
    protected string ActionId => Element.Text("action_id") ?? "";
    protected string Id => Surface.ElementId(BlockId, ActionId);
    protected string LabelId => Id + "-label";
    protected string? Placeholder => Element.Words("placeholder") is { Length: > 0 } words ? words : null;

    /// <summary>An element outside an input block has no label on screen: its placeholder speaks for it.</summary>
    protected string? AriaLabel => Input is null ? Placeholder ?? ActionId.Replace('_', ' ') : null;

    protected string? Invalid => Input is not null && Surface.Error(BlockId) is not null ? "true" : null;
    protected string? DescribedBy => Invalid is not null ? Id + "-error" : Input.Child("hint") is not null ? Id + "-hint" : null;
    protected string? Required => Input is not null && Input.Flag("optional") != true ? "true" : null;
    protected bool FocusOnLoad => Element.Flag("focus_on_load") == true;

    protected virtual JsonNode? Initial => null;

    protected JsonNode? Value => Surface.TryValue(BlockId, ActionId, out var value) ? value : Initial;

    protected void Keep(JsonNode? value) => Surface.Keep(BlockId, ActionId, value);

    protected async Task ChangeAsync(JsonNode? value)
    {
        Keep(value);
        if (Input is null || Input.Flag("dispatch_action") == true)
            await SendAsync(value);
    }

    protected async Task SendAsync(JsonNode? value)
    {
        if (!await Surface.ActAsync(BlockId, Element, value?.DeepClone()))
            Surface.Drop(BlockId, ActionId);
    }
}
