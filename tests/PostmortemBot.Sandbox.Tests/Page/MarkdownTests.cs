using Bunit;
using Xunit;

namespace PostmortemBot.Sandbox.Tests.Page;

public sealed class MarkdownTests : PageTest
{
    [Fact]
    public void The_shapes_of_a_report_are_drawn()
    {
        var drawn = DrawMarkdown("""
            # Summary
            Paid **twice** and ~~refunded~~ *later*.

            - one
            - two with `code`
              - inside
            1. first

            | When | What |
            |------|-----:|
            | 10:02 | alarm \| page |

            > quoted
            """);

        Assert.Equal("Summary", drawn.Find(".heading-1").TextContent);
        Assert.Equal("twice", drawn.Find("b").TextContent);
        Assert.Equal("refunded", drawn.Find("s").TextContent);
        Assert.Equal("later", drawn.Find("i").TextContent);
        Assert.Equal(4, drawn.FindAll("li").Count);
        Assert.Equal(["When", "What"], drawn.FindAll("th").Select(c => c.TextContent));
        Assert.Equal("alarm | page", drawn.FindAll("td")[1].TextContent);
        Assert.Equal("align-right", drawn.FindAll("td")[1].ClassName);
        Assert.Equal("quoted", drawn.Find("blockquote").TextContent.Trim());
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("[press](javascript:alert(1))")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("```\n<script>alert(1)</script>\n```")]
    public void Html_and_bad_links_stay_text(string text)
    {
        var drawn = DrawMarkdown(text);

        Assert.Empty(drawn.FindAll("script, img, a"));
    }

    [Theory]
    [InlineData("**")]
    [InlineData("*")]
    [InlineData("[")]
    [InlineData("](")]
    [InlineData("__a")]
    [InlineData("`")]
    [InlineData("|\n|-|")]
    [InlineData("```")]
    [InlineData("> ")]
    public void Half_written_markup_does_not_fall_over(string text) => DrawMarkdown(text);
}
