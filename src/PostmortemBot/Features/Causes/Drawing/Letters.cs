using System.Globalization;
using System.Text;
using System.Xml;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes.Drawing;

/// <summary>Typed text on its way into a drawing.</summary>
public static class Letters
{
    /// <summary>Lines of at most so many ordinary letters; the last one ends with … when there is more.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width, int most)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in Pieces(Printable(text), width))
        {
            if (line.Length > 0 && Width(line) + 0.55 + Width(word) > width)
            {
                lines.Add(line);
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0)
            lines.Add(line);
        if (lines.Count == 0)
            return ["…"];
        return lines.Count <= most ? lines : [.. lines.Take(most - 1), Mrkdwn.Cut(lines[most - 1], Math.Max(1, lines[most - 1].Length - 1)).TrimEnd('…') + "…"];
    }

    /// <summary>The same lines, about as long as each other: no single word is left on the last one.</summary>
    public static IReadOnlyList<string> Balance(string text, int width, int most)
    {
        var lines = Wrap(text, width, most);
        if (lines.Count == 1 || lines[^1].EndsWith('…'))
            return lines;
        for (var narrower = width - 1; narrower > width / 2; narrower--)
        {
            var tried = Wrap(text, narrower, most + 1);
            if (tried.Count > lines.Count)
                break;
            lines = tried;
        }

        return lines;
    }

    /// <summary>What XML can hold and a drawing can show: no control characters, no halves of characters, one line.</summary>
    public static string Printable(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                kept.Append(character).Append(text[++i]);
            else if (char.IsControl(character) || character is '\u2028' or '\u2029')
                kept.Append(' ');
            else if (XmlConvert.IsXmlChar(character) && !IsDirection(character))
                kept.Append(character);
        }

        return kept.ToString();
    }

    // Marks that turn the direction of what follows would turn the rest of the drawing's line as well.
    private static bool IsDirection(char character) => character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static IEnumerable<string> Pieces(string text, int width)
    {
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var from = 0;
            double wide = 0;
            var starts = Width(word) <= width ? [] : StringInfo.ParseCombiningCharacters(word);
            for (var i = 0; i < starts.Length; i++)
            {
                var letter = Width(word[starts[i]..(i + 1 < starts.Length ? starts[i + 1] : word.Length)]);
                if (wide + letter > width && starts[i] > from)
                {
                    yield return word[from..starts[i]];
                    (from, wide) = (starts[i], 0);
                }

                wide += letter;
            }

            yield return word[from..];
        }
    }

    /// <summary>About how wide it is drawn, in ordinary small letters of DejaVu Sans.</summary>
    public static double Width(string text)
    {
        double wide = 0;
        for (var i = 0; i < text.Length; i += StringInfo.GetNextTextElementLength(text, i))
            wide += Width(char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i]);
        return wide;
    }

    private static double Width(int letter) => letter switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or ' ' => 0.55,
        'f' or 'r' or 't' or '(' or ')' or '[' or ']' or '/' or '-' => 0.7,
        'm' or 'w' or 'M' or 'W' or '@' or '%' => 1.55,
        (>= 'A' and <= 'Z') or '+' or '=' or '<' or '>' or '~' or '#' or '&' => 1.2,
        >= 0x1F000 => 2.1,
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) => 1.8,
        _ => 1,
    };
}
