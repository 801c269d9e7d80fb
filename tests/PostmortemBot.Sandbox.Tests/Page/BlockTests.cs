using Bunit;
using Xunit;

namespace PostmortemBot.Sandbox.Tests.Page;

public sealed class BlockTests : PageTest
{
    [Fact]
    public void Every_kind_of_block_is_drawn()
    {
        var drawn = DrawBlocks("""
            [{"type":"header","text":{"type":"plain_text","text":"Checkout was down :warning:"}},
             {"type":"section","text":{"type":"mrkdwn","text":"*State* open"},"fields":[{"type":"mrkdwn","text":"a"},{"type":"plain_text","text":"b"}]},
             {"type":"divider"},
             {"type":"context","elements":[{"type":"mrkdwn","text":"small"},{"type":"image","image_url":"https://example.com/i.png","alt_text":"sign"}]},
             {"type":"image","image_url":"/sandbox/files/F0000000001","alt_text":"the timeline","title":{"type":"plain_text","text":"Timeline"}},
             {"type":"rich_text","elements":[{"type":"rich_text_list","style":"ordered","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"bold","style":{"bold":true}}]}]}]},
             {"type":"table","rows":[[{"type":"raw_text","text":"h"}],[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"c"}]}]}]]},
             {"type":"video","title":{"type":"plain_text","text":"Replay"},"title_url":"javascript:alert(1)","video_url":"https://example.com/e","thumbnail_url":"https://example.com/t.png","alt_text":"the replay"},
             {"type":"markdown","text":"## Two"}]
            """);

        Assert.Equal("Checkout was down ⚠️", drawn.Find("h3").TextContent);
        Assert.Equal("State open", drawn.Find(".section-text").TextContent);
        Assert.Equal(["a", "b"], drawn.FindAll(".field-cell").Select(f => f.TextContent));
        Assert.Equal("the timeline", drawn.Find(".picture-full").GetAttribute("alt"));
        Assert.Equal("bold", drawn.Find("ol li b").TextContent);
        Assert.Equal("c", drawn.Find("td").TextContent);
        Assert.Equal("the replay", drawn.Find(".video-block img").GetAttribute("alt"));
        Assert.Empty(drawn.FindAll(".video-title a"));
        Assert.Equal("Two", drawn.Find(".heading-2").TextContent);
    }

    [Fact]
    public void An_unknown_block_names_its_type() =>
        Assert.Equal("carousel", DrawBlocks("""[{"type":"carousel"}]""").Find(".unknown code").TextContent);

    [Fact]
    public void A_block_with_hostile_words_stays_text()
    {
        var drawn = DrawBlocks("""
            [{"type":"\"><script>","text":{}},
             {"type":"header","text":{"type":"plain_text","text":"<script>alert(1)</script>"}},
             {"type":"image","image_url":"javascript:alert(1)","alt_text":"<b>x</b>"},
             {"type":"actions","block_id":"a\" onclick=\"x","elements":[{"type":"button","action_id":"b","url":"javascript:alert(1)","text":{"type":"plain_text","text":"<i>go</i>"}}]}]
            """);

        Assert.Empty(drawn.FindAll("script, img, a, i, [onclick]"));
        Assert.Equal("<script>alert(1)</script>", drawn.Find("h3").TextContent);
        Assert.Equal("<i>go</i>", drawn.Find("button").TextContent);
    }

    [Fact]
    public void Malformed_blocks_do_not_break_the_page() =>
        DrawBlocks("""[1, null, {}, {"type":5}, {"type":"section"}, {"type":"section","text":"words"}, {"type":"table","rows":3}, {"type":"context","elements":{}}, {"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"new"}]}]}]""");

    [Fact]
    public void A_button_sends_its_action_once()
    {
        var drawn = DrawBlocks("""[{"type":"actions","block_id":"row","elements":[{"type":"button","action_id":"start","style":"primary","text":{"type":"plain_text","text":"Start"}}]}]""");

        drawn.Find("button.btn-primary").Click();

        Assert.Equal([("row", "start", null)], Surface.Sent);
    }

    [Fact]
    public void Nothing_is_sent_when_the_person_does_not_confirm()
    {
        Surface.Agrees = false;
        var drawn = DrawBlocks("""[{"type":"actions","block_id":"row","elements":[{"type":"button","action_id":"drop","text":{"type":"plain_text","text":"Drop"},"confirm":{"title":{"type":"plain_text","text":"Sure?"}}}]}]""");

        drawn.Find("button").Click();

        Assert.Empty(Surface.Sent);
    }

    [Fact]
    public void An_overflow_menu_sends_the_chosen_value()
    {
        var drawn = DrawBlocks("""[{"type":"section","block_id":"s","text":{"type":"mrkdwn","text":"x"},"accessory":{"type":"overflow","action_id":"o","options":[{"text":{"type":"plain_text","text":"Edit"},"value":"edit"},{"text":{"type":"plain_text","text":"Drop"},"value":"drop"}]}}]""");

        drawn.Find(".btn-overflow").Click();
        drawn.FindAll("[role=menuitem]")[1].Click();

        Assert.Equal([("s", "o", "\"drop\"")], Surface.Sent);
    }
}
