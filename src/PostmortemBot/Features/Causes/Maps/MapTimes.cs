using System.Globalization;

namespace PostmortemBot.Features.Causes.Maps;

/// <summary>The times of one map: in UTC, because its readers sit anywhere; with their day where there is more than one.</summary>
public sealed class MapTimes(CausalMap map)
{
    private readonly bool _isOneDay = map.Services.SelectMany(service => service.Causes).Append(map.Problem)
        .Select(cause => cause.OccurredAt?.UtcDateTime.Date).Where(day => day is not null).Distinct().Count() < 2;

    public string Words(DateTimeOffset at, bool withZone = true) =>
        at.UtcDateTime.ToString(_isOneDay ? "HH:mm" : "d MMM HH:mm", CultureInfo.InvariantCulture) + (withZone ? " UTC" : "");
}
