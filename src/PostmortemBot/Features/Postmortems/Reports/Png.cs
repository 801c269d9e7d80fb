using System.Text;
using NetVips;

namespace PostmortemBot.Features.Postmortems.Reports;

/// <summary>A drawing as chat can show it.</summary>
public static class Png
{
    // Twice the size they are drawn in, so that text stays sharp on a good screen.
    private const double Scale = 2;

    /// <exception cref="VipsException">It cannot be drawn.</exception>
    public static byte[] Write(Picture picture)
    {
        using var drawn = Image.SvgloadBuffer(Encoding.UTF8.GetBytes(picture.Svg), scale: Scale);
        return drawn.PngsaveBuffer();
    }
}
