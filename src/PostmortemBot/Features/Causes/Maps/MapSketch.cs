using System.Globalization;
using PostmortemBot.Features.Causes.Drawing;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes.Maps;

/// <summary>Draws a causal map: from the left to the right as it went, the times above where they are known.</summary>
public static class MapSketch
{
    public const string Name = "causal-map";
    private const string Problem = "problem";
    private const int MostCauses = 5;
    private static readonly Look Service = Colours.Of(CauseKinds.Safeguard);

    public static Task<Picture?> DrawAsync(Postmortem postmortem, CausalMap map, Graphviz graphviz, CancellationToken cancellationToken) =>
        DrawnSketch.DrawAsync(Name, $"Causal map of {postmortem.Key}: {MapWords.Services(map.Services.Count)}", Of(map), graphviz, cancellationToken);

    public static Sketch Of(CausalMap map)
    {
        var shown = map.Services.Take(Sketch.MostNodes).ToList();
        var ids = shown.Select((service, index) => (service, Id: string.Create(CultureInfo.InvariantCulture, $"n{index}"))).ToDictionary(pair => pair.service, pair => pair.Id);
        var times = new MapTimes(map);
        var columns = map.HasTimes ? MapColumn.Of(map, shown) : [];
        var place = columns.SelectMany((column, index) => column.Services.Select(service => (service, index))).ToDictionary(pair => pair.service, pair => pair.index);
        // The day that all times share stands above the first of them.
        var first = columns.FirstOrDefault(column => column.At is not null);
        bool IsBackwards(MapLink link) => link.To is not null && columns.Count > 0 && place[link.To] <= place[link.From];
        var links = map.Links.Where(link => ids.ContainsKey(link.From) && (link.To is null || ids.ContainsKey(link.To))).Select(link => new SketchLink(ids[link.From], link.To is null ? Problem : ids[link.To])
        {
            // Graphviz puts the words of a link that moves nothing anywhere.
            Words = link.Causes.Count > 1 && !IsBackwards(link) ? $"{link.Causes.Count} causes" : "",
            IsBackwards = IsBackwards(link),
            IsDashed = IsBackwards(link),
        });
        return new Sketch
        {
            Name = "causal_map",
            GrowsRight = true,
            Nodes = [.. shown.Select(service => Node(service, ids[service], times)), End(map, times)],
            Links = [.. links],
            Columns =
            [
                .. columns.Select(column => new SketchColumn(column.At is not { } at ? "" : column == first && times.Day is { } day ? $"{day}, {times.Words(at)}" : times.Words(at), [.. column.Services.Select(service => ids[service])])),
                .. columns.Count > 0 ? [new SketchColumn("", [Problem])] : Array.Empty<SketchColumn>(),
            ],
        };
    }

    private static SketchNode Node(MapService service, string id, MapTimes times) => new()
    {
        Id = id,
        Shape = SketchShape.List,
        Heading = service.Causes.Take(MostCauses).Any(cause => cause.Confidence == Confidences.Confirmed) ? "SERVICE (✓ CONFIRMED)" : "SERVICE",
        Text = service.Name,
        IsBold = true,
        Look = Service,
        Notes =
        [
            .. service.Causes.Take(MostCauses).Select(cause => $"{Sign(cause)} {(cause.OccurredAt is { } at ? times.Words(at, withZone: false) + " " : "")}{cause.Text}"),
            .. service.Causes.Count > MostCauses ? [$"and {service.Causes.Count - MostCauses} more"] : Array.Empty<string>(),
        ],
    };

    private static SketchNode End(CausalMap map, MapTimes times) => new()
    {
        Id = Problem,
        Heading = "PROBLEM" + (map.Problem.OccurredAt is { } at ? $" · {times.Words(at)}" : ""),
        Text = map.Problem.Text,
        IsBold = true,
        IsHeavy = true,
    };

    private static string Sign(Cause cause) => cause.Confidence == Confidences.Confirmed ? "✓" : "•";
}
