using System.Text;
using PostmortemBot.Features.ActionItems;
using static PostmortemBot.Tests.ActionItems.Items;

namespace PostmortemBot.Tests.ActionItems;

public sealed class CalendarTextTests
{
    [Fact]
    public void An_item_is_an_all_day_entry_of_its_due_day()
    {
        var item = Item(7, dueIn: 3) with { Revision = 4, UpdatedAt = Now };
        var lines = CalendarText.Write([item]).Split("\r\n");
        Assert.Contains($"UID:{item.ActionItemId}@postmortembot", lines);
        Assert.Contains("DTSTAMP:20261123T100000Z", lines);
        Assert.Contains("SEQUENCE:3", lines);
        Assert.Contains("DTSTART;VALUE=DATE:20261126", lines);
        Assert.Contains("DTEND;VALUE=DATE:20261127", lines);
        Assert.Contains("SUMMARY:AI-7 Alert when queue 7 grows", lines);
        Assert.Equal("BEGIN:VCALENDAR", lines[0]);
        Assert.Equal(["END:VEVENT", "END:VCALENDAR", ""], lines[^3..]);
    }

    [Fact]
    public void What_is_typed_makes_no_lines_of_its_own()
    {
        var item = Item(7) with { Title = "a,b;c\\d", Details = "one\r\nBEGIN:VALARM\u0007" };
        var text = Unfolded(CalendarText.Write([item]));
        Assert.Contains("SUMMARY:AI-7 a\\,b\\;c\\\\d\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\\n\\none\\nBEGIN:VALARM\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\nBEGIN:VALARM", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_folded_at_75_octets_and_never_within_a_character()
    {
        var item = Item(7) with { Title = string.Concat(Enumerable.Repeat("Ünï😀", 40)) };
        var text = CalendarText.Write([item]);
        Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Contains(item.Title, Unfolded(text), StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void The_same_items_make_the_same_text() => Assert.Equal(CalendarText.Write(Two), CalendarText.Write(Two));

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("plain", "plain")]
    public void A_cell_is_text_and_never_a_formula(string text, string cell) => Assert.Equal($"{cell},x\r\n", CsvLine.Of([text, "x"]));

    private static readonly ActionItem[] Two = [Item(1), Item(2)];

    private static string Unfolded(string text) => text.Replace("\r\n ", "", StringComparison.Ordinal);
}
