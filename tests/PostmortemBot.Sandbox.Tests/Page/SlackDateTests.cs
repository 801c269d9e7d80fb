using PostmortemBot.Sandbox.Page.Text;
using Xunit;

namespace PostmortemBot.Sandbox.Tests.Page;

public sealed class SlackDateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    // 2026-11-22 23:30:05 in London, already the 23rd in Tokyo.
    private const long LateSunday = 1795390205;

    [Theory]
    [InlineData("{date_num}", "2026-11-22")]
    [InlineData("{date_slash}", "11/22/2026")]
    [InlineData("{date}", "November 22nd")]
    [InlineData("{date_short}", "Nov 22")]
    [InlineData("{date_long}", "Sunday, November 22nd")]
    [InlineData("{date_long_full}", "Sunday, November 22nd, 2026")]
    [InlineData("{date_pretty}", "yesterday")]
    [InlineData("{date_short_pretty}", "yesterday")]
    [InlineData("{date_long_pretty}", "yesterday")]
    [InlineData("{day_divider_pretty}", "yesterday")]
    [InlineData("{time}", "11:30 PM")]
    [InlineData("{time_secs}", "11:30:05 PM")]
    [InlineData("{ago}", "12 hours ago")]
    [InlineData("on {date_num} at {time}", "on 2026-11-22 at 11:30 PM")]
    public void Every_token_is_filled(string format, string shown) =>
        Assert.Equal(shown, SlackDate.Fill(LateSunday, format, Zone("Europe/London"), Now));

    [Theory]
    [InlineData("Asia/Tokyo", "today 8:30 AM")]
    [InlineData("America/New_York", "yesterday 6:30 PM")]
    [InlineData("Asia/Kolkata", "today 5:00 AM")]
    public void The_readers_zone_decides_the_day(string zone, string shown) =>
        Assert.Equal(shown, SlackDate.Fill(LateSunday, "{date_pretty} {time}", Zone(zone), Now));

    [Fact]
    public void The_year_is_shown_when_it_is_more_than_six_months_away() =>
        Assert.Equal("March 23rd, 2014", SlackDate.Fill(1395590400, "{date}", Zone("Europe/London"), Now));

    [Theory]
    [InlineData(1395590400, "{date} {nonsense}")]
    [InlineData(long.MaxValue, "{date}")]
    public void What_cannot_be_filled_leaves_the_fallback(long unix, string format) =>
        Assert.Null(SlackDate.Fill(unix, format, TimeZoneInfo.Utc, Now));

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);
}
