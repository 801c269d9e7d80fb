using System.Text;

namespace PostmortemBot.Features.Postmortems.Reports;

/// <summary>
/// Drawings are written in light colours; a style inside each turns them dark where the reader's screen is. What does not know
/// the question, as the maker of PNG, draws the light ones.
/// </summary>
public static class DarkScheme
{
    /// <param name="colours">Each light colour, as the drawing's attributes name it, and the one that takes its place.</param>
    public static string Style(IReadOnlyDictionary<string, string> colours)
    {
        var style = new StringBuilder("@media screen and (prefers-color-scheme: dark) { ");
        foreach (var (light, dark) in colours)
            style.Append($"[fill=\"{light}\"] {{ fill: {dark} }} [stroke=\"{light}\"] {{ stroke: {dark} }} ");
        return style.Append('}').ToString();
    }
}
