using System.Globalization;

namespace PostmortemBot.Tests;

/// <summary>How well one colour stands out on another: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio</summary>
internal static class Contrast
{
    public static double Of(string one, string other)
    {
        var (lighter, darker) = (Math.Max(Light(one), Light(other)), Math.Min(Light(one), Light(other)));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double Light(string colour)
    {
        double Part(int at)
        {
            var part = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return part <= 0.040_45 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Part(1) + 0.7152 * Part(3) + 0.0722 * Part(5);
    }
}
