using System.Globalization;
using System.Text;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>The fishbone as a mind map that Markdown viewers draw. https://mermaid.js.org/syntax/mindmap.html</summary>
public static class FishboneMermaid
{
    private const int Length = 160;

    public static string Write(FishboneDiagram fishbone)
    {
        var text = new StringBuilder("mindmap\n");
        text.Append("  head[\"").Append(Text(fishbone.Problem)).Append("\"]\n");
        var number = 0;
        foreach (var bone in fishbone.Bones.Where(bone => bone.Entries.Count > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"    b{++number}[\"{Text(bone.Name)}\"]\n");
            foreach (var entry in bone.Entries)
                text.Append(CultureInfo.InvariantCulture, $"      c{++number}[\"{Text(entry.Text)}\"]\n");
        }

        return text.ToString();
    }

    /// <summary>Letters, digits and blanks as they are; whatever could mean something to Mermaid, Markdown or HTML by its number.</summary>
    private static string Text(string text)
    {
        var escaped = new StringBuilder();
        foreach (var rune in Mrkdwn.Cut(string.Join(' ', CausesDot.Printable(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), Length).EnumerateRunes())
        {
            if (rune.Value > 127 || Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '.' or ',' or '-' or '/')
                escaped.Append(rune.ToString());
            else
                escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }

        return escaped.Length == 0 ? "…" : escaped.ToString();
    }
}
