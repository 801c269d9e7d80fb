namespace PostmortemBot.Features.Causes.Maps;

/// <summary>
/// How it went from service to service: each with its causes, and a link where a cause in one made an effect in another
/// possible. What has no service is passed through: it may stand between two that have one. Standing questions and what was
/// ruled out are no part of it.
/// </summary>
public sealed record CausalMap
{
    /// <summary>In the order in which it went: by time where it is known, else by how far they are from the problem.</summary>
    public required IReadOnlyList<MapService> Services { get; init; }

    public required IReadOnlyList<MapLink> Links { get; init; }

    /// <summary>The problem, where everything arrives.</summary>
    public required Cause Problem { get; init; }

    /// <summary>Causes that nobody has given a service.</summary>
    public required IReadOnlyList<Cause> Homeless { get; init; }

    public bool HasTimes => Services.Any(service => service.At is not null);

    /// <summary>Null: no cause has been found yet.</summary>
    public static CausalMap? Of(CauseGraph graph) => graph.Top is null ? null : new Reading(graph).Map(graph.Top);

    /// <summary>Services are the same however they are written.</summary>
    private static string? Key(Cause cause) => string.IsNullOrWhiteSpace(cause.Service) ? null : cause.Service.Trim().ToUpperInvariant();

    private sealed class Reading(CauseGraph graph)
    {
        private readonly HashSet<Guid> _part = [];
        private readonly List<Cause> _causes = [];

        public CausalMap? Map(Cause top)
        {
            Gather(top);
            if (_causes.Count == 0)
                return null;

            var services = _causes.Where(cause => Key(cause) is not null).GroupBy(cause => Key(cause)!)
                .ToDictionary(causes => causes.Key, causes => new MapService
                {
                    Name = causes.First().Service!.Trim(),
                    Causes = [.. causes.OrderBy(cause => cause.OccurredAt ?? DateTimeOffset.MaxValue)],
                    At = causes.Min(cause => cause.OccurredAt),
                    Distance = causes.Min(cause => graph.DepthOf(cause.CauseId)),
                });
            return new CausalMap
            {
                Services = [.. services.Values.OrderBy(service => service.At ?? DateTimeOffset.MaxValue).ThenByDescending(service => service.Distance)],
                Links = Links(services),
                Problem = top,
                Homeless = [.. _causes.Where(cause => Key(cause) is null)],
            };
        }

        /// <summary>The causes the problem was made possible by; once each, so that a circle ends the walk.</summary>
        private void Gather(Cause effect)
        {
            var waiting = new Stack<Cause>([effect]);
            while (waiting.TryPop(out var next))
            {
                foreach (var cause in graph.ReasonsOf(next.CauseId).Where(cause => cause.Confidence != Confidences.RuledOut && !cause.IsTop && _part.Add(cause.CauseId)))
                {
                    _causes.Add(cause);
                    waiting.Push(cause);
                }
            }
        }

        private List<MapLink> Links(Dictionary<string, MapService> services)
        {
            var links = new Dictionary<(MapService, MapService?), List<Cause>>();
            foreach (var cause in _causes.Where(cause => Key(cause) is not null))
            {
                var from = services[Key(cause)!];
                foreach (var to in Arrives(cause).Distinct().Select(key => key is null ? null : services[key]).Where(to => to != from))
                {
                    if (!links.TryGetValue((from, to), out var made))
                        links[(from, to)] = made = [];
                    made.Add(cause);
                }
            }

            return [.. links.Select(link => new MapLink { From = link.Key.Item1, To = link.Key.Item2, Causes = link.Value })];
        }

        /// <summary>The services its effects are in, or theirs where they have none; null is the problem.</summary>
        private List<string?> Arrives(Cause cause)
        {
            var arrived = new List<string?>();
            var seen = new HashSet<Guid>();
            var waiting = new Stack<Cause>([cause]);
            while (waiting.TryPop(out var next))
            {
                foreach (var effect in graph.EffectsOf(next.CauseId).Where(effect => seen.Add(effect.CauseId)))
                {
                    if (effect.IsTop)
                        arrived.Add(null);
                    else if (!_part.Contains(effect.CauseId))
                        continue;
                    else if (Key(effect) is { } key)
                        arrived.Add(key);
                    else
                        waiting.Push(effect);
                }
            }

            return arrived;
        }
    }
}

/// <summary>A service with the causes that lay in it.</summary>
public sealed class MapService
{
    public required string Name { get; init; }

    /// <summary>Those with a time first, the earliest first.</summary>
    public required IReadOnlyList<Cause> Causes { get; init; }

    /// <summary>When it began there. Null: no cause in it has a time.</summary>
    public required DateTimeOffset? At { get; init; }

    /// <summary>How many whys its nearest cause is from the problem.</summary>
    public required int Distance { get; init; }
}

/// <summary>Causes in one service made something in another possible.</summary>
public sealed record MapLink
{
    public required MapService From { get; init; }

    /// <summary>Null: the problem itself.</summary>
    public required MapService? To { get; init; }

    /// <summary>The causes on this side.</summary>
    public required IReadOnlyList<Cause> Causes { get; init; }
}
