using FsCheck.Xunit;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Tests.Postmortems;

public sealed class EscapedTextTests
{
    [Property(MaxTest = 200)]
    public void Whatever_is_typed_it_keeps_the_limit_after_escaping(string? text)
    {
        var lengthy = string.Concat(Enumerable.Repeat($"{text}&<\n", 50));

        Assert.InRange(EscapedText.Cut(lengthy, 100).Length, 0, 100);
        Assert.InRange(EscapedText.Quote(lengthy, 100).Length, 0, 100);
    }

    [Fact]
    public void What_fits_is_only_escaped()
    {
        Assert.Equal("a &lt; b", EscapedText.Cut("a < b", 8));
        Assert.Equal(">one\n>\n>two", EscapedText.Quote("one\n\n\n\ntwo\n", 100));
        Assert.Equal("", EscapedText.Cut(null, 10));
    }
}
