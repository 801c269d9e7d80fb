using System.Text;
using NetVips;

namespace PostmortemBot.Features.Postmortems.Reports;

/// <summary>A drawing as chat can show it.</summary>
public static class Png
{
    // Twice the size they are drawn in, so that text stays sharp on a good screen.
    private const double Scale = 2;

    // What is wider or higher than this in pixels, chat does not show.
    private const double Largest = 10_000;

    /// <exception cref="VipsException">It cannot be drawn.</exception>
    public static byte[] Write(Picture picture)
    {
        var svg = Encoding.UTF8.GetBytes(EmojiInPictures.Named(picture.Svg));
        using var plain = Image.SvgloadBuffer(svg);
        using var drawn = Image.SvgloadBuffer(svg, scale: Math.Min(Scale, Largest / Math.Max(plain.Width, plain.Height)));
        return drawn.PngsaveBuffer();
    }
}
