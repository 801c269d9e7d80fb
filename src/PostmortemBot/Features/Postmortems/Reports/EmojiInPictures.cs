using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Postmortems.Reports;

/// <summary>
/// Emoji as pictures can show them: what turns drawings into pixels knows no coloured letters and leaves blots in their place.
/// So they are called by their names, small, because a drawing has left them the room of one character.
/// </summary>
public static partial class EmojiInPictures
{
    private static readonly XmlReaderSettings Reading = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };

    public static string Named(string svg)
    {
        // What escapes text for HTML writes what is beyond 16 bits as numbers.
        if (!svg.Contains("&#", StringComparison.Ordinal) && !Emoji().IsMatch(svg))
            return svg;

        using var reader = XmlReader.Create(new StringReader(svg), Reading);
        var drawing = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        foreach (var words in drawing.DescendantNodes().OfType<XText>().Where(text => text.Parent?.Name.LocalName is "text" or "tspan" && Emoji().IsMatch(text.Value)).ToList())
            words.ReplaceWith(Parts(words.Value, words.Parent!.Name.Namespace));
        return drawing.ToString(SaveOptions.DisableFormatting);
    }

    private static IEnumerable<XNode> Parts(string words, XNamespace svg)
    {
        var end = 0;
        foreach (Match emoji in Emoji().Matches(words))
        {
            if (emoji.Index > end)
                yield return new XText(words[end..emoji.Index]);
            end = emoji.Index + emoji.Length;
            if (emoji.Groups["plain"] is { Success: true } plain)
                yield return new XText(plain.Value);
            else if (NameOf(emoji.Value) is { } name)
                yield return new XElement(svg + "tspan", new XAttribute("font-size", "60%"), $":{name}:");
        }

        if (end < words.Length)
            yield return new XText(words[end..]);
    }

    /// <summary>Of a family, or a person with a trade and a skin tone, the first part; null for what has no name.</summary>
    private static string? NameOf(string emoji) =>
        EmojiNames.NameOf(emoji) ?? EmojiNames.NameOf(emoji.TrimEnd('\uFE0F')) ?? (Rune.TryGetRuneAt(emoji, 0, out var first) ? EmojiNames.NameOf(first.ToString()) : null);

    // Flags; then what is coloured by itself, with the rest of its sequence; then signs that only a variation selector colours.
    [GeneratedRegex(@"(?:\uD83C[\uDDE6-\uDDFF]){2}|(?:[\uD83C-\uD83E][\uDC00-\uDFFF]|[\u231A\u231B\u23E9-\u23EC\u23F0\u23F3\u25FD\u25FE\u2614\u2615\u2648-\u2653\u267F\u2693\u26A1\u26AA\u26AB\u26BD\u26BE\u26C4\u26C5\u26CE\u26D4\u26EA\u26F2\u26F3\u26F5\u26FA\u26FD\u2705\u270A\u270B\u2728\u274C\u274E\u2753-\u2755\u2757\u2795-\u2797\u27B0\u27BF\u2B1B\u2B1C\u2B50\u2B55])(?:\uFE0F|\uD83C[\uDFFB-\uDFFF]|\u200D(?:[\uD83C-\uD83E][\uDC00-\uDFFF]|[\u2600-\u27BF]))*|(?<plain>[\u2190-\u2BFF])\uFE0F", RegexOptions.ExplicitCapture, MatchLimit.Milliseconds)]
    private static partial Regex Emoji();
}
