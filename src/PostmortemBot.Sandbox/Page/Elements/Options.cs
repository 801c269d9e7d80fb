using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Page.Elements;

/// <summary>Reads option objects and option groups.</summary>
public static class Options
{
    public static IReadOnlyList<Choice> Of(JsonObject holder) =>
    [
        .. holder.List("options").Select(o => One(o, null)),
        .. holder.List("option_groups").SelectMany(g => g.List("options").Select(o => One(o, g.Words("label")))),
    ];

    public static Choice One(JsonObject option, string? group) => new(option.Text("value") ?? "", option.Words("text"))
    {
        Description = option.Words("description") is { Length: > 0 } words ? words : null,
        Group = group,
    };
}
