using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Timeline;

namespace PostmortemBot.Tests.Timeline;

public sealed class TypedMomentTests
{
    private static readonly TimeZoneInfo London = Zones.Find("Europe/London");
    private static readonly TimeZoneInfo Tokyo = Zones.Find("Asia/Tokyo");
    private static readonly DateTimeOffset Now = Utc("2026-11-23 10:00");
    private static readonly IncidentTimes Friday = new(Utc("2026-11-20 14:00"), null, null, Utc("2026-11-20 14:45"));

    [Theory]
    [InlineData("14:05 first alert", "2026-11-20 14:05", "first alert")]
    [InlineData("13:58 a deploy went out", "2026-11-20 13:58", "a deploy went out")]
    [InlineData("2026-11-19 09:30 the change was merged", "2026-11-19 09:30", "the change was merged")]
    [InlineData("yesterday 23:59 a customer wrote", "2026-11-22 23:59", "a customer wrote")]
    [InlineData("today 9:15 verified again", "2026-11-23 09:15", "verified again")]
    public void A_time_at_the_start_is_when_it_happened(string typed, string at, string text) =>
        Assert.Equal((Utc(at), text), TypedMoment.Read(typed, Friday, London, Now));

    [Fact]
    public void The_writers_zone_counts_not_the_incidents() =>
        Assert.Equal(Utc("2026-11-20 14:05"), TypedMoment.Read("23:05 first alert", Friday, Tokyo, Now).At);

    [Fact]
    public void A_night_that_crosses_midnight_keeps_its_order()
    {
        var night = new IncidentTimes(Utc("2026-11-20 23:40"), null, null, Utc("2026-11-21 01:10"));
        Assert.Equal(Utc("2026-11-21 00:20"), TypedMoment.Read("00:20 rolled back", night, London, Now).At);
    }

    [Fact]
    public void Without_known_times_a_clock_time_is_the_last_one_that_has_passed()
    {
        var unknown = new IncidentTimes(null, null, null, null);
        Assert.Equal(Utc("2026-11-22 18:00"), TypedMoment.Read("18:00 alert", unknown, London, Now).At);
        Assert.Equal(Utc("2026-11-23 09:00"), TypedMoment.Read("09:00 alert", unknown, London, Now).At);
    }

    [Theory]
    [InlineData("the queue grew to 14:05 minutes")]
    [InlineData("2026-13-40 10:00 is no day")]
    public void Text_without_a_moment_happened_now_and_keeps_every_word(string typed) =>
        Assert.Equal((Now, typed), TypedMoment.Read(typed, Friday, London, Now));

    [Theory]
    [InlineData("2:05pm first alert", "2026-11-20 14:05")]
    [InlineData("2:05 PM first alert", "2026-11-20 14:05")]
    public void Twelve_hours_are_understood_too(string typed, string at) =>
        Assert.Equal((Utc(at), "first alert"), TypedMoment.Read(typed, Friday, London, Now));

    [Theory]
    [InlineData("25:99 is no time", true)]
    [InlineData("14:05 is one", false)]
    [InlineData("a ratio of 25:99", false)]
    public void What_looks_like_a_time_and_is_none_is_noticed(string typed, bool misread) =>
        Assert.Equal(misread, TypedMoment.IsMisread(typed));

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text + "Z");
}
