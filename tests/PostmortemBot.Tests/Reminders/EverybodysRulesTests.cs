using PostmortemBot.Features.Reminders;

namespace PostmortemBot.Tests.Reminders;

/// <summary>What is typed about the reminders of a whole workspace.</summary>
public sealed class EverybodysRulesTests
{
    [Theory]
    [InlineData("25 Dec", "“25 Dec” has no year")]
    [InlineData("Dec 25", "“Dec 25” has no year")]
    [InlineData("25.12.", "“25.12.” has no year")]
    [InlineData("12/25", "“12/25” has no year")]
    [InlineData("12-25", "“12-25” has no year")]
    [InlineData("2027-01-01, 25 December", "“25 December” has no year")]
    [InlineData("25.12.2026", "“25.12.2026” is not a day")]
    [InlineData("12/25/2026", "“12/25/2026” is not a day")]
    [InlineData("25 Dec 2026", "“25 Dec 2026” is not a day")]
    [InlineData("2026-12-25 Christmas", "“2026-12-25 Christmas” is not a day")]
    [InlineData("Christmas", "“Christmas” is not a day")]
    [InlineData("2026-02-30", "“2026-02-30” is not a day")]
    [InlineData("1926-12-25", "1926-12-25 is far off")]
    public void What_is_no_day_of_a_year_is_refused_by_its_name(string text, string refusal)
    {
        Assert.True(EverybodysRules.ReadHolidays(text).Failed(out var problem, out _));
        Assert.StartsWith(refusal, problem.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing was saved yet.", problem.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-12-25, 2027-01-01")]
    [InlineData("2026-12-25 2027-01-01")]
    [InlineData("2027-01-01 # New Year, or 1 Jan\r\n2026-12-25\n\n")]
    [InlineData("2026-12-25;2027-01-01;2026-12-25")]
    public void Days_are_read_however_they_are_parted(string text)
    {
        Assert.False(EverybodysRules.ReadHolidays(text).Failed(out _, out var days));
        Assert.Equal([new DateOnly(2026, 12, 25), new DateOnly(2027, 1, 1)], days);
    }
}
