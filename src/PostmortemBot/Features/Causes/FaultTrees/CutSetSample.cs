namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>
/// What can be said of a tree whose ways are too many or too entangled to be worked out: which ends are enough alone, what is
/// part of every way, and some of the ways. Each is found by asking the tree itself, for 64 combinations of ends at a time.
/// </summary>
internal sealed class CutSetSample
{
    /// <summary>About a quarter of a second.</summary>
    private const long MostWork = 100_000_000;

    private readonly FaultTree _tree;
    private readonly Dictionary<FaultNode, int> _places;
    private readonly int[][] _inputs;
    private readonly ulong[] _state;
    private readonly long _cost;

    private CutSetSample(FaultTree tree)
    {
        _tree = tree;
        _places = tree.FromTheEnds.Select((node, index) => (node, index)).ToDictionary(pair => pair.node, pair => pair.index);
        _inputs = [.. tree.FromTheEnds.Select(node => node.Inputs.Select(input => _places[input]).ToArray())];
        _state = new ulong[_inputs.Length];
        _cost = _inputs.Select((inputs, place) => 1L + inputs.Length * (long)Math.Min(tree.FromTheEnds[place].Needed, inputs.Length - tree.FromTheEnds[place].Needed + 1)).Sum();
    }

    public static CutSets Of(FaultTree tree, CancellationToken cancellationToken)
    {
        var sample = new CutSetSample(tree);
        var found = sample.Ways(cancellationToken);
        return new CutSets
        {
            Count = found.Count,
            IsComplete = false,
            Smallest = found,
            SinglePoints = [.. sample.Where(tree.Events, alone: true, cancellationToken)],
            InEveryWay = InEveryWay(tree, cancellationToken),
            Closes = [],
        };
    }

    /// <summary>Everything without which the problem could not have come about.</summary>
    public static IReadOnlyList<FaultNode> InEveryWay(FaultTree tree, CancellationToken cancellationToken) =>
        [.. new CutSetSample(tree).Where([.. tree.Nodes.Skip(1)], alone: false, cancellationToken)];

    /// <summary>The nodes that make the problem happen when they are alone, or keep it away when they alone are missing.</summary>
    private IEnumerable<FaultNode> Where(IReadOnlyList<FaultNode> nodes, bool alone, CancellationToken cancellationToken)
    {
        foreach (var lanes in nodes.Chunk(64))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (ends, forced) = (new ulong[_inputs.Length], new ulong[_inputs.Length]);
            foreach (var basic in _tree.Events)
                ends[_places[basic]] = alone ? 0 : ulong.MaxValue;
            for (var lane = 0; lane < lanes.Length; lane++)
            {
                if (alone)
                    ends[_places[lanes[lane]]] |= 1UL << lane;
                else
                    forced[_places[lanes[lane]]] |= 1UL << lane;
            }

            var happens = Happens(ends, forced);
            for (var lane = 0; lane < lanes.Length; lane++)
            {
                if ((happens >> lane & 1) == 1 == alone)
                    yield return lanes[lane];
            }
        }
    }

    /// <summary>
    /// Minimal ways, each found by letting everything happen and then taking out one end after the other as long as the
    /// problem stays; in another order each time.
    /// </summary>
    private List<IReadOnlyList<FaultNode>> Ways(CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, IReadOnlyList<FaultNode>>(StringComparer.Ordinal);
        var ends = _tree.Events.Select(basic => _places[basic]).ToArray();
        var none = new ulong[_inputs.Length];
        // The same tree gives the same ways, else the report would differ from one reading to the next.
        var random = new Shuffle(1);
        for (var work = _cost * ends.Length; work < MostWork && found.Count < CutSets.MostListed; work += _cost * ends.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var happening = new ulong[_inputs.Length];
            foreach (var end in ends)
                happening[end] = ulong.MaxValue;
            var orders = Enumerable.Range(0, 64).Select(_ => random.Of(ends)).ToArray();
            for (var step = 0; step < ends.Length; step++)
            {
                for (var lane = 0; lane < 64; lane++)
                    happening[orders[lane][step]] &= ~(1UL << lane);
                var stays = Happens(happening, none);
                for (var lane = 0; lane < 64; lane++)
                    happening[orders[lane][step]] |= ~stays & (1UL << lane);
            }

            for (var lane = 0; lane < 64 && found.Count < CutSets.MostListed; lane++)
            {
                var set = _tree.Events.Where((_, index) => (happening[ends[index]] >> lane & 1) == 1).ToList();
                found.TryAdd(string.Join(' ', set.Select(basic => _places[basic])), set);
            }
        }

        return [.. found.Values.OrderBy(set => set.Count)];
    }

    /// <summary>Bit n: the problem happens in combination n.</summary>
    private ulong Happens(ulong[] ends, ulong[] impossible)
    {
        for (var place = 0; place < _inputs.Length; place++)
        {
            var inputs = _inputs[place];
            var value = inputs.Length == 0 ? ends[place] : Gate(inputs, _tree.FromTheEnds[place].Needed);
            _state[place] = value & ~impossible[place];
        }

        return _state[^1];
    }

    private ulong Gate(int[] inputs, int needed)
    {
        if (needed == 1 || needed == inputs.Length)
        {
            var value = needed == 1 ? 0 : ulong.MaxValue;
            foreach (var input in inputs)
                value = needed == 1 ? value | _state[input] : value & _state[input];
            return value;
        }

        var reached = new ulong[needed + 1];
        reached[0] = ulong.MaxValue;
        foreach (var input in inputs)
        {
            for (var k = needed; k > 0; k--)
                reached[k] |= reached[k - 1] & _state[input];
        }

        return reached[needed];
    }

    /// <summary>Orders that look random and are the same every time (xorshift; nothing here is a secret).</summary>
    private sealed class Shuffle(ulong seed)
    {
        private ulong _state = seed;

        public int[] Of(int[] ends)
        {
            int[] order = [.. ends];
            for (var i = order.Length - 1; i > 0; i--)
            {
                _state ^= _state << 13;
                _state ^= _state >> 7;
                _state ^= _state << 17;
                var other = (int)(_state % (ulong)(i + 1));
                (order[i], order[other]) = (order[other], order[i]);
            }

            return order;
        }
    }
}
