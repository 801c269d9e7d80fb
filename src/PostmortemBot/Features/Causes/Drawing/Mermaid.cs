using System.Globalization;
using System.Text;

namespace PostmortemBot.Features.Causes.Drawing;

/// <summary>
/// Writes a sketch as a Mermaid flowchart, for places that draw those, such as GitHub. Typed text stands only between quotes;
/// every sign that could mean something there goes as its number.
/// </summary>
/// <seealso href="https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters"/>
public static class Mermaid
{
    /// <summary>Mermaid draws nothing that is longer than 50,000 characters, or has more than 500 links.</summary>
    public const int Length = 45_000;

    private const int MostLinks = 480;
    private const int NoteLetters = 80;

    /// <summary>Null: more than Mermaid draws.</summary>
    public static string? Write(Sketch sketch)
    {
        if (sketch.Links.Count > MostLinks)
            return null;
        // Short words beat no drawing.
        foreach (var letters in (int[])[200, 90, 40])
        {
            if (Write(sketch, letters) is { Length: <= Length } text)
                return text;
        }

        return null;
    }

    private static string Write(Sketch sketch, int letters)
    {
        var text = new StringBuilder().Append("flowchart ").Append(sketch.GrowsRight ? "LR" : "TB").Append('\n');
        foreach (var node in sketch.Nodes)
        {
            var (open, close) = node.Shape == SketchShape.Gate ? ("{{", "}}") : ("[", "]");
            var words = (string[])[node.Heading, Cut(node.Text, letters), .. node.Notes.Select(note => Cut(note, NoteLetters))];
            text.Append(CultureInfo.InvariantCulture, $"  {node.Id}{open}\"{string.Join("<br/>", words.Where(line => line.Length > 0).Select(Escape))}\"{close}\n");
        }

        foreach (var link in sketch.Links)
        {
            var arrow = (link.IsDashed, link.HasArrow) switch { (true, _) => "-.->", (_, true) => "-->", _ => "---" };
            var words = link.Words.Length == 0 ? "" : $"|\"{Escape(link.Words)}\"|";
            text.Append(CultureInfo.InvariantCulture, $"  {link.From} {arrow}{words} {link.To}\n");
        }

        foreach (var looks in sketch.Nodes.Where(node => node.Shape != SketchShape.Gate).GroupBy(node => (node.Look, node.IsDashed, node.IsHeavy)))
            text.Append(CultureInfo.InvariantCulture, $"  style {string.Join(',', looks.Select(node => node.Id))} fill:{looks.Key.Look.Fill},stroke:{looks.Key.Look.Line},color:{Colours.Ink}{(looks.Key.IsHeavy ? ",stroke-width:2px" : "")}{(looks.Key.IsDashed ? ",stroke-dasharray:5 4" : "")}\n");
        return text.ToString();
    }

    /// <summary>Typed text between the quotes of any kind of drawing, on one line and no longer than that.</summary>
    public static string Label(string text, int letters) => Escape(Cut(text, letters));

    private static string Cut(string text, int letters) => Letters.Wrap(text, letters, most: 1)[0];

    /// <summary>Letters, digits and marks of any script stay; of ASCII's signs only those without a meaning.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in Letters.Printable(text))
        {
            if (character > '\u007f' || char.IsAsciiLetterOrDigit(character) || " .,/+'?!-".Contains(character))
                escaped.Append(character);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"#{(int)character};");
        }

        return escaped.ToString();
    }
}
