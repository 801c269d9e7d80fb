using NetVips;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;

namespace PostmortemBot.Tests.Publishing;

public sealed class EmojiInPicturesTests
{
    [Theory]
    [InlineData("The 🔥 grew", "The :fire: grew")]
    [InlineData("✅ done ⚠️ careful ✔ text", ":white_check_mark: done ⚠ careful ✔ text")]
    [InlineData("🇩🇪 👍🏽", ":de: :thumbsup:")]
    [InlineData("日本 ünï → <&>", "日本 ünï → <&>")]
    public void Emoji_are_called_by_their_names(string words, string shown) => Assert.Equal(shown, Shown(Svg(words)));

    [Fact]
    public void Only_what_is_drawn_is_touched()
    {
        const string Whole = """<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg xmlns="http://www.w3.org/2000/svg"><title>🔥</title><text>a <tspan>🔥</tspan></text></svg>""";
        var named = EmojiInPictures.Named(Whole);
        Assert.Contains("<title>🔥</title>", named, StringComparison.Ordinal);
        Assert.Contains("<text>a <tspan><tspan font-size=\"60%\">:fire:</tspan></tspan></text>", named, StringComparison.Ordinal);
        var plain = Svg("plain");
        Assert.Same(plain, EmojiInPictures.Named(plain));
    }

    [Fact]
    public void A_picture_shows_the_name_and_no_blot()
    {
        using var emoji = Image.PngloadBuffer(Drawn(Svg("🔥🔥🔥")));
        using var name = Image.PngloadBuffer(Drawn("""<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40" font-family="DejaVu Sans"><text x="5" y="30" font-size="20"><tspan font-size="60%">:fire:</tspan><tspan font-size="60%">:fire:</tspan><tspan font-size="60%">:fire:</tspan></text></svg>"""));
        Assert.Equal(name.WriteToMemory<byte>(), emoji.WriteToMemory<byte>());
    }

    private static byte[] Drawn(string svg) => Png.Write(new Picture("test", svg, "test"));

    private static string Svg(string words) => $"""<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40" font-family="DejaVu Sans"><text x="5" y="30" font-size="20">{System.Net.WebUtility.HtmlEncode(words)}</text></svg>""";

    private static string Shown(string svg) => System.Xml.Linq.XElement.Parse(EmojiInPictures.Named(svg), System.Xml.Linq.LoadOptions.PreserveWhitespace).Value;
}
