using System.Text.Json.Nodes;
using Bunit;
using Microsoft.AspNetCore.Components;
using PostmortemBot.Sandbox.Page;
using PostmortemBot.Sandbox.Page.Blocks;
using PostmortemBot.Sandbox.Page.Elements;
using PostmortemBot.Sandbox.Page.Text;

namespace PostmortemBot.Sandbox.Tests.Page;

/// <summary>Draws pieces of the page as Maya in London sees them, on 2026-11-23 at noon.</summary>
public abstract class PageTest : BunitContext
{
    protected static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    protected Scene Scene { get; set; } = new()
    {
        Viewer = "U0MAYA00001",
        Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London"),
        Now = Noon,
        People = [new("U0MAYA00001", "Maya Okafor"), new("U0DEVON0001", "Devon Reyes")],
        Channels = [new("C0PAYMENTS1", "incident-payments") { Kind = "public" }, new("C0SECRET001", "incident-secret") { Kind = "private" }],
    };

    protected NotedSurface Surface { get; } = new();

    protected IRenderedComponent<ProseView> DrawMrkdwn(string text) => Render<ProseView>(parameters => parameters
        .AddCascadingValue(Scene)
        .Add(p => p.Content, Mrkdwn.Parse(text)));

    protected IRenderedComponent<ProseView> DrawMarkdown(string text) => Render<ProseView>(parameters => parameters
        .AddCascadingValue(Scene)
        .Add(p => p.Content, Markdown.Parse(text)));

    protected IRenderedComponent<BlockList> DrawBlocks(string json) => Render<BlockList>(parameters => parameters
        .AddCascadingValue(Scene)
        .AddCascadingValue<Surface>(Surface)
        .Add(p => p.Blocks, JsonNode.Parse(json)!.AsArray()));
}

/// <summary>Writes down what was sent instead of sending it.</summary>
public sealed class NotedSurface : Surface
{
    public override string Prefix => "V1";
    public List<(string Block, string? Action, string? Value)> Sent { get; } = [];
    public Dictionary<string, string> Errors { get; } = new(StringComparer.Ordinal);
    public IReadOnlyList<Choice> Offered { get; set; } = [];
    public bool Agrees { get; set; } = true;

    public override string? Error(string block) => Errors.GetValueOrDefault(block);

    public override Task<IReadOnlyList<Choice>> OptionsAsync(string block, string action, string query) =>
        Task.FromResult<IReadOnlyList<Choice>>([.. Offered.Where(o => o.Label.Contains(query, StringComparison.OrdinalIgnoreCase))]);

    public string? Typed(string block, string action) => TryValue(block, action, out var value) ? value?.ToJsonString() : null;

    protected override Task<bool> AskAsync(JsonObject confirm) => Task.FromResult(Agrees);

    protected override Task SendAsync(string block, JsonObject element, JsonNode? value, JsonObject? chosen)
    {
        Sent.Add((block, (string?)element["action_id"], value?.ToJsonString()));
        return Task.CompletedTask;
    }
}
