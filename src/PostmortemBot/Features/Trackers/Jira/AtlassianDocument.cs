using System.Text.Json.Nodes;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Trackers.Jira;

/// <summary>Text as Jira takes it. https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/</summary>
public static class AtlassianDocument
{
    private const int LongestDetails = 20_000;

    public static JsonObject Of(NewIssue issue)
    {
        var content = new JsonArray();
        foreach (var paragraph in Paragraphs(issue.Details))
            content.Add((JsonNode)paragraph);
        var due = issue.DueOn is { } day ? $", due {When.Day(day)}" : "";
        content.Add((JsonNode)Paragraph([Text($"{issue.Priority}{due}. {Plain(issue.Source)}: "), Link(issue.SourceUrl)]));
        return new JsonObject { ["type"] = "doc", ["version"] = 1, ["content"] = content };
    }

    private static IEnumerable<JsonObject> Paragraphs(string text)
    {
        var clean = Plain(text.Length > LongestDetails ? text[..LongestDetails] : text);
        foreach (var paragraph in clean.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = new List<JsonObject>();
            foreach (var line in paragraph.Split('\n', StringSplitOptions.TrimEntries))
            {
                if (parts.Count > 0)
                    parts.Add(new JsonObject { ["type"] = "hardBreak" });
                // An empty text node makes the whole document invalid.
                if (line.Length > 0)
                    parts.Add(Text(line));
            }

            yield return Paragraph(parts);
        }
    }

    private static JsonObject Paragraph(IEnumerable<JsonObject> parts) =>
        new() { ["type"] = "paragraph", ["content"] = new JsonArray([.. parts.Select(part => (JsonNode)part)]) };

    private static JsonObject Text(string text) => new() { ["type"] = "text", ["text"] = text };

    private static JsonObject Link(string url) => new()
    {
        ["type"] = "text",
        ["text"] = url,
        ["marks"] = new JsonArray(new JsonObject { ["type"] = "link", ["attrs"] = new JsonObject { ["href"] = url } }),
    };

    private static string Plain(string text) =>
        new([.. text.ReplaceLineEndings("\n").Select(character => char.IsControl(character) && character != '\n' ? ' ' : character)]);
}
