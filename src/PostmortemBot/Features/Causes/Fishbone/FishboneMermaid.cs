using System.Globalization;
using System.Text;
using PostmortemBot.Features.Causes.Drawing;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>The fishbone as a mind map that Markdown viewers draw. https://mermaid.js.org/syntax/mindmap.html</summary>
public static class FishboneMermaid
{
    private const int Length = 160;

    public static string Write(FishboneDiagram fishbone)
    {
        var text = new StringBuilder("mindmap\n");
        text.Append("  head[\"").Append(Mermaid.Label(fishbone.Problem, Length)).Append("\"]\n");
        var number = 0;
        foreach (var bone in fishbone.Drawn.Where(bone => bone.Entries.Count > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"    b{++number}[\"{Mermaid.Label(bone.Name, Length)}\"]\n");
            foreach (var entry in bone.Entries)
                text.Append(CultureInfo.InvariantCulture, $"      c{++number}[\"{Mermaid.Label(entry.Text, Length)}\"]\n");
        }

        return text.ToString();
    }
}
