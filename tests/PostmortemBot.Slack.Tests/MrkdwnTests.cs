using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace PostmortemBot.Slack.Tests;

public sealed class MrkdwnTests
{
    [Theory]
    [InlineData("<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;")]
    [InlineData("&lt;", "&amp;lt;")]
    [InlineData("*plain* \"quotes\"", "*plain* \"quotes\"")]
    [InlineData(null, "")]
    public void Typed_text_is_escaped(string? typed, string escaped) => Assert.Equal(escaped, Mrkdwn.Escape(typed));

    [Property]
    public bool Unescaping_gives_back_what_was_typed(NonNull<string> typed) => string.Equals(Mrkdwn.Unescape(Mrkdwn.Escape(typed.Get)), typed.Get, StringComparison.Ordinal);

    [Property]
    public bool Escaped_text_opens_no_markup(NonNull<string> typed) => !Mrkdwn.Escape(typed.Get).AsSpan().ContainsAny('<', '>');

    [Fact]
    public void People_channels_links_and_dates_are_written_as_Slack_reads_them()
    {
        Assert.Equal("<@U012AB3CD>", Mrkdwn.User("U012AB3CD"));
        Assert.Equal("<#C012AB3CD>", Mrkdwn.Channel("C012AB3CD"));
        Assert.Equal("<https://example.com/?a=1&amp;b=2|A &amp; B>", Mrkdwn.Link("https://example.com/?a=1&b=2", "A & B"));
        Assert.Equal("<https://example.com>", Mrkdwn.Link("https://example.com", " "));
        Assert.Equal(
            "<!date^1666869900^{date_short_pretty} {time}|27 Oct 2022, 11:25 UTC>",
            Mrkdwn.Date(DateTimeOffset.FromUnixTimeSeconds(1666869900), "{date_short_pretty} {time}", "27 Oct 2022, 11:25 UTC"));
    }

    [Fact]
    public void Nothing_typed_can_end_a_link_early()
    {
        Assert.Equal("<https://example.com/%7Cx%3E%3C!channel%3E|&lt;b&gt; two>", Mrkdwn.Link("https://example.com/|x><!channel>", "<b>\ntwo"));
        Assert.Equal("<@U1&gt;&lt;!here&gt;>", Mrkdwn.User("U1><!here>"));
    }

    [Fact]
    public void Every_line_of_a_quote_is_marked() => Assert.Equal(">one\n>two\n>", Mrkdwn.Quote("one\r\ntwo\n"));

    [Theory]
    [InlineData("a < b", "`a &lt; b`")]
    [InlineData("run `rm`", "`run 'rm'`")]
    [InlineData("one\ntwo ```", "```\none\ntwo '''\n```")]
    [InlineData("  ", "")]
    [InlineData(null, "")]
    public void Code_cannot_be_left_by_backticks(string? typed, string code) => Assert.Equal(code, Mrkdwn.Code(typed));

    [Theory]
    [InlineData("hello", 5, "hello")]
    [InlineData("hello", 4, "hel…")]
    [InlineData("hello", 1, "…")]
    [InlineData("ab cd", 4, "ab…")]
    [InlineData("a👩‍🚒b", 6, "a…")]
    [InlineData("ae\u0301x", 3, "a…")]
    [InlineData("fish &amp; chips", 8, "fish…")]
    [InlineData("see <@U012AB3CD> now", 12, "see…")]
    [InlineData("see <https://example.com|this> now", 20, "see…")]
    [InlineData("see <@U1> now", 11, "see <@U1>…")]
    [InlineData(null, 3, "")]
    public void Long_text_is_cut_between_whole_characters(string? text, int max, string cut) => Assert.Equal(cut, Mrkdwn.Cut(text, max));

    [Property]
    public bool A_cut_is_never_too_long_and_keeps_the_start(NonNull<string> text, PositiveInt max)
    {
        var cut = Mrkdwn.Cut(text.Get, max.Get);
        return cut.Length <= max.Get && (string.Equals(cut, text.Get, StringComparison.Ordinal) || (cut[^1] == '…' && text.Get.StartsWith(cut[..^1], StringComparison.Ordinal)));
    }

    [Property]
    public Property A_cut_of_emoji_splits_none(PositiveInt max) => Prop.ForAll(
        Gen.Elements("👍🏽", "🇩🇪", "a", "👨‍👩‍👧", "é", " ").ListOf().Select(string.Concat).ToArbitrary(),
        text =>
        {
            var cut = Mrkdwn.Cut(text, max.Get).TrimEnd('…');
            return cut.Length == 0 || StringInfo.ParseCombiningCharacters(text).Append(text.Length).Contains(cut.Length);
        });
}
