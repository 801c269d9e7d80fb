namespace PostmortemBot.Features.Causes.Maps;

/// <summary>What a causal map says, in sentences, for a page and for chat.</summary>
/// <param name="map">The map.</param>
/// <param name="typed">Makes typed text harmless where the sentences go.</param>
/// <param name="bold">The mark around bold words there.</param>
public sealed class MapWords(CausalMap map, Func<string, string> typed, string bold)
{
    private const int MostNamed = 8;
    private readonly MapTimes _times = new(map);

    public const string HowToGive = "Open `/postmortem causes`, choose *Edit* in a cause's menu, and fill in the service it lay in; with the time it happened, the map shows the order as well.";

    public string Lead => map.Services.Count == 0
        ? "No cause has a service yet, so there is no map of how it went from one to the next."
        : $"It went through {Services(map.Services.Count)}{(map.HasTimes ? $", from {_times.First(map.Services[0].At!.Value)}" : "")}, before it became the problem.";

    /// <summary>One line for each service, in the order in which it went.</summary>
    public IReadOnlyList<(MapService Service, string Line)> Lines =>
        [.. map.Services.Select(service => (service, $"{bold}{typed(service.Name)}{bold}{(service.At is { } at ? $" from {_times.Words(at)}" : "")}{Led(service)}"))];

    public string? Homeless => (map.Services.Count, map.Homeless.Count) switch
    {
        (0, _) or (_, 0) => null,
        (_, 1) => $"One cause has no service yet: {typed(map.Homeless[0].Text)}.",
        var (_, count) => $"{count} causes have no service yet; the map goes through them.",
    };

    public string Said(Cause cause) =>
        $"{(cause.OccurredAt is { } at ? _times.Words(at) + " " : "")}{typed(cause.Text)}{(cause.Confidence == Confidences.Confirmed ? " (confirmed)" : "")}";

    public static string Services(int count) => count == 1 ? "1 service" : $"{count} services";

    private string Led(MapService service)
    {
        var to = map.Links.Where(link => link.From == service).ToList();
        if (to.Count == 0)
            return "";
        var names = to.Where(link => link.To is not null).Select(link => typed(link.To!.Name)).Take(MostNamed).ToList();
        if (to.Exists(link => link.To is null))
            names.Add("the problem");
        return $", which led to {(names.Count == 1 ? names[0] : string.Join(", ", names[..^1]) + " and " + names[^1])}";
    }
}
