using Bunit;
using Xunit;

namespace PostmortemBot.Sandbox.Tests.Page;

public sealed class MrkdwnTests : PageTest
{
    [Theory]
    [InlineData("*bold*", "<b>bold</b>")]
    [InlineData("_slanted_", "<i>slanted</i>")]
    [InlineData("~gone~", "<s>gone</s>")]
    [InlineData("*_both_*", "<b><i>both</i></b>")]
    [InlineData("`a *b* c`", "<code class=\"code\">a *b* c</code>")]
    [InlineData("2*3*4", "2*3*4")]
    [InlineData("snake_case_name", "snake_case_name")]
    [InlineData("* not bold *", "* not bold *")]
    [InlineData("one\ntwo", "one<br>two")]
    [InlineData("• a bullet", "• a bullet")]
    [InlineData("a &amp; b &lt;c&gt;", "a &amp; b &lt;c&gt;")]
    public void Marks_become_elements(string text, string html) =>
        DrawMrkdwn(text).MarkupMatches($"<div class=\"prose-p\">{html}</div>");

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("*<b onmouseover=alert(1)>*")]
    [InlineData("```<script>alert(1)</script>```")]
    [InlineData("`<script>alert(1)</script>`")]
    public void Hostile_text_stays_text(string text)
    {
        var drawn = DrawMrkdwn(text);

        Assert.Empty(drawn.FindAll("script, img, [onmouseover], [onerror]"));
        Assert.Contains("alert(1)", drawn.Nodes.Length > 0 ? drawn.Find("div, pre").TextContent : "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<javascript:alert(1)|press me>")]
    [InlineData("<JAVASCRIPT:alert(1)|press me>")]
    [InlineData("<data:text/html,hello|press me>")]
    [InlineData("<vbscript:x|press me>")]
    [InlineData("<!date^1395590400^{date}^javascript:alert(1)|press me>")]
    public void Only_harmless_addresses_become_links(string text) =>
        Assert.Empty(DrawMrkdwn(text).FindAll("a"));

    [Fact]
    public void A_link_opens_outside_and_shows_its_label()
    {
        var link = DrawMrkdwn("<https://example.com/a?b=1&amp;c=2|the *report*>").Find("a");

        Assert.Equal("https://example.com/a?b=1&c=2", link.GetAttribute("href"));
        Assert.Equal("noopener noreferrer", link.GetAttribute("rel"));
        Assert.Equal("the report", link.TextContent);
    }

    [Fact]
    public void A_bare_address_is_a_link_without_the_full_stop() =>
        Assert.Equal("https://example.com/x", DrawMrkdwn("see https://example.com/x.").Find("a").GetAttribute("href"));

    [Fact]
    public void A_quote_in_a_link_address_cannot_break_out_of_it()
    {
        var drawn = DrawMrkdwn("<https://example.com/\" onclick=\"alert(1)|x>");

        Assert.Empty(drawn.FindAll("[onclick]"));
    }

    [Fact]
    public void Quoted_lines_stand_together()
    {
        var drawn = DrawMrkdwn("before\n&gt; one\n&gt; two\nafter");

        drawn.Find("blockquote").MarkupMatches("<blockquote class=\"quote\"><div class=\"prose-p\">one<br>two</div></blockquote>");
        Assert.Equal(3, drawn.FindAll(".prose-p").Count);
    }

    [Fact]
    public void A_code_block_keeps_its_lines_and_marks() =>
        Assert.Equal("if (a < b)\n  *stop*", DrawMrkdwn("```\nif (a &lt; b)\n  *stop*\n```").Find("pre").TextContent);

    [Fact]
    public void Mentions_carry_names()
    {
        var drawn = DrawMrkdwn("<@U0DEVON0001> in <#C0PAYMENTS1|> and <#C0SECRET001>, not <#C0HIDDEN001>; <!here> <@U0MAYA00001>");

        Assert.Equal(
            ["@Devon Reyes", "#incident-payments", "🔒incident-secret", "🔒 private channel", "@here", "@Maya Okafor"],
            drawn.FindAll(".mention").Select(m => m.TextContent));
        Assert.Equal("@Maya Okafor", drawn.FindAll(".mention-me")[1].TextContent);
    }

    [Theory]
    [InlineData(":white_check_mark:", "✅")]
    [InlineData(":+1::skin-tone-3:", "👍")]
    [InlineData(":no_such_thing:", ":no_such_thing:")]
    [InlineData("10:30:45", "10:30:45")]
    public void Emoji_names_become_emoji_when_known(string text, string shown) =>
        Assert.Equal(shown, DrawMrkdwn(text).Find(".prose-p").TextContent);
}
