using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Tests.Postmortems;

public sealed class IncidentTimesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Durations_count_from_the_start_and_repair_from_detection()
    {
        var times = new IncidentTimes(Start, Start.AddMinutes(3), Start.AddMinutes(40), Start.AddMinutes(45));
        Assert.Equal(
            (TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(40), TimeSpan.FromMinutes(45), TimeSpan.FromMinutes(37)),
            (times.ToDetect, times.ToMitigate, times.ToResolve, times.ToRepair));
    }

    [Fact]
    public void What_is_not_known_is_not_made_up()
    {
        var times = new IncidentTimes(Start, null, null, Start.AddMinutes(45));
        Assert.Null(times.ToDetect);
        Assert.Null(times.ToRepair);
        Assert.Empty(times.Problems(Start.AddDays(1)));
    }

    [Fact]
    public void An_end_before_its_start_is_told_at_the_end()
    {
        var times = new IncidentTimes(Start, Start.AddMinutes(3), null, Start.AddMinutes(-1));
        var problem = Assert.Single(times.Problems(Start.AddDays(1)));
        Assert.Equal("resolved", problem.Field);
        Assert.Contains("cannot come before detected", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_future_is_refused_and_the_current_minute_is_not()
    {
        Assert.Empty(new IncidentTimes(Start.AddMinutes(1), null, null, null).Problems(Start));
        Assert.Equal("started", Assert.Single(new IncidentTimes(Start.AddHours(2), null, null, null).Problems(Start)).Field);
    }

    [Theory]
    [InlineData(0, 0, 45, "45 min")]
    [InlineData(0, 2, 0, "2 h")]
    [InlineData(0, 2, 5, "2 h 5 min")]
    [InlineData(3, 4, 10, "3 d 4 h")]
    public void Durations_read_as_people_say_them(int days, int hours, int minutes, string words) =>
        Assert.Equal(words, Durations.Words(new TimeSpan(days, hours, minutes, 0)));
}
