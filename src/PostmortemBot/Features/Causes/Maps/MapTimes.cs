using System.Globalization;

namespace PostmortemBot.Features.Causes.Maps;

/// <summary>The times of one map: in UTC, because its readers sit anywhere; with their day where there is more than one.</summary>
public sealed class MapTimes
{
    private readonly bool _isOneDay;

    public MapTimes(CausalMap map)
    {
        var days = map.Services.SelectMany(service => service.Causes).Append(map.Problem)
            .Select(cause => cause.OccurredAt?.UtcDateTime.Date).OfType<DateTime>().Distinct().ToList();
        _isOneDay = days.Count < 2;
        Day = days.Count == 1 ? days[0].ToString("d MMM yyyy", CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The day that all of them share, to be said once. Null: each has its own beside it, or there is none.</summary>
    public string? Day { get; }

    public string Words(DateTimeOffset at, bool withZone = true) =>
        at.UtcDateTime.ToString(_isOneDay ? "HH:mm" : "d MMM HH:mm", CultureInfo.InvariantCulture) + (withZone ? " UTC" : "");

    /// <summary>With the day in any case: for where it is said once.</summary>
    public string First(DateTimeOffset at) => Day is null ? Words(at) : $"{Words(at)} on {Day}";
}
