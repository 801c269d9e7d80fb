using FsCheck.Xunit;
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
    [InlineData("[14:05] first alert", "2026-11-20 14:05", "first alert")]
    [InlineData("14:05: first alert", "2026-11-20 14:05", "first alert")]
    [InlineData("14:05 - first alert", "2026-11-20 14:05", "first alert")]
    [InlineData("at 14h05 first alert", "2026-11-20 14:05", "first alert")]
    [InlineData("2pm first alert", "2026-11-20 14:00", "first alert")]
    [InlineData("2026-11-20T14:05:09Z first alert", "2026-11-20 14:05:09", "first alert")]
    [InlineData("2026-11-20T14:05:09.123+02:00 first alert", "2026-11-20 12:05:09", "first alert")]
    [InlineData("2026-11-20 14:05:09-05:00 first alert", "2026-11-20 19:05:09", "first alert")]
    [InlineData("14:05 UTC first alert", "2026-11-20 14:05", "first alert")]
    [InlineData("20.11. 14:05 first alert", "2026-11-20 14:05", "first alert")]
    [InlineData("20 Nov 14:05 first alert", "2026-11-20 14:05", "first alert")]
    [InlineData("Friday 14:05 first alert", "2026-11-20 14:05", "first alert")]
    [InlineData("on Friday at 14:05 first alert", "2026-11-20 14:05", "first alert")]
    [InlineData("24 Dec 23:00 the freeze began", "2025-12-24 23:00", "the freeze began")]
    [InlineData("10 minutes ago the queue drained", "2026-11-23 09:50", "the queue drained")]
    public void A_time_at_the_start_is_when_it_happened(string typed, string at, string text) =>
        Assert.Equal((Utc(at), text), Read(typed, Friday, London));

    [Fact]
    public void A_time_that_falls_on_the_day_before_is_doubted()
    {
        var today = new IncidentTimes(Utc("2026-11-23 09:00"), null, null, null);
        var read = TypedMoment.Read("14:05 first alert", today, London, Now);
        Assert.Equal(Utc("2026-11-22 14:05"), read.At);
        Assert.StartsWith("That is 18 h 55 min before the impact began", read.Doubt, StringComparison.Ordinal);
        Assert.Null(TypedMoment.Read("yesterday 14:05 a deploy went out", today, London, Now).Doubt);
        Assert.Null(TypedMoment.Read("08:50 a deploy went out", today, London, Now).Doubt);
    }

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
    [InlineData("2h of downtime were reported")]
    [InlineData("on call was paged")]
    [InlineData("1.23 was rolled out")]
    [InlineData("٢٠٢٦-١١-٢٠ 14:05 first alert")]
    [InlineData("٢٠.١١. first alert")]
    [InlineData("٣ minutes ago the queue drained")]
    public void Text_without_a_moment_happened_now_and_keeps_every_word(string typed) =>
        Assert.Equal((Now, typed), Read(typed, Friday, London));

    [Theory]
    [InlineData("2:05pm first alert", "2026-11-20 14:05")]
    [InlineData("2:05 PM first alert", "2026-11-20 14:05")]
    public void Twelve_hours_are_understood_too(string typed, string at) =>
        Assert.Equal((Utc(at), "first alert"), Read(typed, Friday, London));

    [Theory]
    [InlineData("25:99 is no time", "25:99")]
    [InlineData("14:0 first alert", "14:0")]
    [InlineData("14: first alert", "14:")]
    [InlineData("13:30pm first alert", "13:30pm")]
    [InlineData("2026-02-31 14:00 first alert", "2026-02-31")]
    [InlineData("2026-13-40 10:00 first alert", "2026-13-40")]
    [InlineData("2026-02-31T14:00:00Z first alert", "2026-02-31")]
    [InlineData("31 February 14:00 first alert", "31 February")]
    [InlineData("11/12/2026 14:00 first alert", "two ways")]
    [InlineData("2026-11-20 the change was merged", "without a time")]
    [InlineData("2026-11-20 14:0 the change was merged", "14:0")]
    [InlineData("14:05-14:20 the queue grew", "span")]
    [InlineData("14:05 CET first alert", "CET")]
    public void What_looks_like_a_moment_and_is_none_is_named(string typed, string named)
    {
        var moment = TypedMoment.Read(typed, Friday, London, Now);
        Assert.Contains(named, moment.Problem, StringComparison.Ordinal);
        Assert.Equal(typed, moment.Text);
    }

    [Fact]
    public void A_moment_that_has_not_come_is_read_as_it_is_written() =>
        Assert.Equal(Utc("2026-11-24 14:00"), TypedMoment.Read("tomorrow 14:00 we switch over", Friday, London, Now).At);

    [Theory]
    [InlineData("yesterday a customer wrote", "yesterday")]
    [InlineData("14.05 first alert", "14:05")]
    public void A_day_without_a_time_stands_now_and_says_so(string typed, string named)
    {
        var moment = TypedMoment.Read(typed, Friday, London, Now);
        Assert.Equal((Now, typed, null), (moment.At, moment.Text, moment.Problem));
        Assert.Contains(named, moment.Doubt, StringComparison.Ordinal);
    }

    [Property(MaxTest = 500)]
    public void Whatever_is_typed_is_read_and_no_word_behind_the_moment_is_lost(int[] chosen, string? odd)
    {
        string[] words = ["14:05", "2pm", "25:99", "14:", "2026-11-20", "2026-02-31", "yesterday", "tomorrow", "Friday", "20.11.", "UTC", "CET", "-", "[", "]", "at", "10", "minutes", "ago", "alert", odd ?? ""];
        var typed = string.Join(' ', chosen.Select(number => words[(int)((uint)number % words.Length)]));
        var moment = TypedMoment.Read(typed, Friday, Tokyo, Now);
        Assert.EndsWith(moment.Text, typed.Trim(), StringComparison.Ordinal);
        if (moment.Problem is not null)
            Assert.Equal(typed.Trim(), moment.Text);
    }

    private static (DateTimeOffset At, string Text) Read(string typed, IncidentTimes incident, TimeZoneInfo zone)
    {
        var moment = TypedMoment.Read(typed, incident, zone, Now);
        Assert.Null(moment.Problem);
        return (moment.At, moment.Text);
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text + "Z");
}
