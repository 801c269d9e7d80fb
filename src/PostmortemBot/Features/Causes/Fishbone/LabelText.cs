using System.Globalization;
using System.Text;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>
/// Breaks text into lines that fit a width, measured as DejaVu Sans draws it, rounded up: other fonts of the list are
/// narrower. What is not Latin counts as wide as its square.
/// </summary>
public static class LabelText
{
    public static double Width(string text, double size)
    {
        double width = 0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
            width += Ems(elements.GetTextElement());
        return width * size;
    }

    /// <summary>Lines no wider than that; the last one ends with … when there is more.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size, int most)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in Words(CausesDot.Printable(text), width, size))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Width(longer, size) > width)
            {
                lines.Add(line);
                // Nobody reads more than this; a text of 3,000 letters is not measured to its end.
                if (lines.Count > most)
                    break;
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        if (line.Length > 0 && lines.Count <= most)
            lines.Add(line);
        return lines.Count switch
        {
            0 => ["…"],
            _ when lines.Count <= most => lines,
            _ => [.. lines.Take(most - 1), Ended(lines[most - 1], width, size)],
        };
    }

    private static string Ended(string line, double width, double size)
    {
        var starts = StringInfo.ParseCombiningCharacters(line);
        for (var kept = starts.Length; kept > 0; kept--)
        {
            var cut = (kept == starts.Length ? line : line[..starts[kept]]).TrimEnd() + "…";
            if (Width(cut, size) <= width)
                return cut;
        }

        return "…";
    }

    private static IEnumerable<string> Words(string text, double width, double size)
    {
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var piece = new StringBuilder();
            double measured = 0;
            var elements = StringInfo.GetTextElementEnumerator(word);
            while (elements.MoveNext())
            {
                // Marks without end on one letter are a picture of their own; this is not the place for it.
                var element = elements.GetTextElement() is { Length: <= 16 } whole ? whole : "\uFFFD";
                var wide = Ems(element) * size;
                if (piece.Length > 0 && measured + wide > width)
                {
                    yield return piece.ToString();
                    (piece, measured) = (new StringBuilder(), 0);
                }

                piece.Append(element);
                measured += wide;
            }

            if (piece.Length > 0)
                yield return piece.ToString();
        }
    }

    private static double Ems(string element) => element[0] switch
    {
        'i' or 'j' or 'l' or '\'' or '|' => 0.3,
        ' ' or '.' or ',' or 'I' or 'J' => 0.33,
        'f' or 't' or 'r' or ':' or ';' or '/' or '\\' or '-' or '(' or ')' or '[' or ']' or '!' => 0.42,
        's' or 'z' or 'c' or 'k' => 0.59,
        'm' or 'w' or 'W' or 'M' or '%' or '@' or '…' => 1.02,
        >= 'a' and <= 'z' or >= '0' and <= '9' => 0.645,
        >= 'A' and <= 'Z' => 0.79,
        '"' or '*' or '?' or '`' or '_' => 0.54,
        <= '\u007F' => 0.85,
        <= '\u04FF' => 0.85,
        >= '\u0590' and <= '\u06FF' => 0.8,
        _ => 1.3,
    };
}
