using System.Text.RegularExpressions;

namespace PostmortemBot.Sandbox.Workspace;

/// <summary>A document in Slack: sections of Markdown, each with an id of its own.</summary>
public sealed partial class Canvas
{
    public required string Id { get; init; }
    public string Title { get; set; } = "";
    public string CreatorId { get; init; } = "";
    public long Created { get; init; }
    /// <summary>The channel whose tab it is.</summary>
    public string? ChannelId { get; init; }
    public List<CanvasSection> Sections { get; set; } = [];
    /// <summary>Channel or person id to "read" or "write".</summary>
    public Dictionary<string, string> Access { get; init; } = new(StringComparer.Ordinal);

    public string Markdown => string.Join("\n\n", Sections.Select(s => s.Markdown));

    public static IEnumerable<string> Split(string markdown) =>
        Gap().Split(markdown.ReplaceLineEndings("\n").Trim()).Where(part => part.Length > 0);

    [GeneratedRegex(@"\n\s*\n|\n(?=#)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Gap();
}

public sealed record CanvasSection(string Id, string Markdown)
{
    /// <summary>h1, h2, h3, or null for anything else.</summary>
    public string? Header => Markdown.Split(' ')[0] switch { "#" => "h1", "##" => "h2", "###" => "h3", _ => null };
}
