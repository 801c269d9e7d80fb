namespace PostmortemBot.Features.Causes.Maps;

/// <summary>Which services stand above each other in a map with times, from left to right.</summary>
/// <param name="At">When it began there; null where nobody knows.</param>
/// <param name="Services">Those that began then.</param>
public sealed record MapColumn(DateTimeOffset? At, IReadOnlyList<MapService> Services)
{
    // Small enough that a row of services without a time ends before the next time.
    private const double Step = 1.0 / 1024;

    /// <summary>
    /// A column for each time. A service without one stands between: before the first that it led to, else after the last that
    /// led to it, else at the beginning.
    /// </summary>
    public static IReadOnlyList<MapColumn> Of(CausalMap map, IReadOnlyList<MapService> shown)
    {
        var times = shown.Select(service => service.At).OfType<DateTimeOffset>().Distinct().Order().ToList();
        var places = shown.Where(service => service.At is not null).ToDictionary(service => service, service => (double)times.IndexOf(service.At!.Value));
        // One that is placed may place the next; each round places at least one, or none is left that can be.
        for (var placed = -1; placed != places.Count;)
        {
            placed = places.Count;
            foreach (var service in shown.Where(service => !places.ContainsKey(service)))
            {
                var next = map.Links.Where(link => link.From == service && link.To is not null && places.ContainsKey(link.To)).Select(link => places[link.To!] - Step).ToList();
                var before = map.Links.Where(link => link.To == service && places.ContainsKey(link.From)).Select(link => places[link.From] + Step).ToList();
                if (next.Count + before.Count > 0)
                    places[service] = next.Count > 0 ? next.Min() : before.Max();
            }
        }

        return
        [
            .. shown.GroupBy(service => places.GetValueOrDefault(service, -1)).OrderBy(column => column.Key)
                .Select(column => new MapColumn(column.Select(service => service.At).FirstOrDefault(at => at is not null), [.. column])),
        ];
    }
}
