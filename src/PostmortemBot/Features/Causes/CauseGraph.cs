using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Causes;

/// <summary>
/// What made what possible. One graph, seen from the problem down: the tree of whys is its depth-first walk.
/// What was removed is known, so that it can be put back, but is no part of any view.
/// </summary>
public sealed partial class CauseGraph
{
    /// <summary>From here on a branch is offered its end. No fixed five: it is an offer.</summary>
    public const int Deep = 5;

    private readonly Dictionary<Guid, Cause> _all;
    private readonly ILookup<Guid, CauseLink> _down;
    private readonly ILookup<Guid, Guid> _up;
    private readonly Dictionary<Guid, int> _depths = [];
    private readonly List<TreeLine> _tree = [];

    /// <param name="causes">Every cause of one postmortem, the removed ones too.</param>
    /// <param name="links">Every link between them.</param>
    public CauseGraph(IEnumerable<Cause> causes, IEnumerable<CauseLink> links)
    {
        _all = causes.ToDictionary(cause => cause.CauseId);
        var known = links.Where(link => _all.ContainsKey(link.EffectId) && _all.ContainsKey(link.CauseId)).ToList();
        _down = known.ToLookup(link => link.EffectId);
        _up = known.ToLookup(link => link.CauseId, link => link.EffectId);
        Tops = [.. _all.Values.Where(cause => cause is { IsTop: true, RemovedAt: null }).OrderBy(cause => cause.CreatedAt).ThenBy(cause => cause.CauseId)];
        Deepest = Look();
    }

    private CauseGraph(CauseGraph whole, Cause top)
    {
        (_all, _down, _up, Tops) = (whole._all, whole._down, whole._up, [top]);
        Deepest = Look();
    }

    /// <summary>What has to be explained, the first stated first. Most incidents have one.</summary>
    public IReadOnlyList<Cause> Tops { get; }

    /// <summary>The problem that was stated first. Null: nobody has stated one.</summary>
    public Cause? Top => Tops.Count == 0 ? null : Tops[0];

    /// <summary>The same for each problem by itself. A cause of two stands in both.</summary>
    public IReadOnlyList<CauseGraph> Problems => Tops.Count < 2 ? [this] : [.. Tops.Select(top => new CauseGraph(this, top))];

    /// <summary>One problem by itself; the first where that one is none, or not any more.</summary>
    public CauseGraph Under(Guid? topId) => Tops.Count < 2 ? this : Problems.FirstOrDefault(problem => problem.Top!.CauseId == topId) ?? Problems[0];

    /// <summary>How many whys the deepest branch has.</summary>
    public int Deepest { get; }

    /// <summary>Depth-first, each problem before what made it possible. A cause of several effects is shown under each, but opened only once.</summary>
    public IReadOnlyList<TreeLine> Tree => _tree;

    /// <summary>The causes found, each once, without the problem itself.</summary>
    public IEnumerable<Cause> Found => _tree.Where(line => !line.IsRepeat && !line.Cause.IsTop).Select(line => line.Cause);

    public int Count => Found.Count();

    /// <summary>Everything that is stored, removed or not.</summary>
    public IEnumerable<Cause> Everything => _all.Values;

    /// <summary>Whys that are neither answered nor stopped.</summary>
    public IReadOnlyList<Cause> Open =>
        [.. _tree.Where(line => !line.IsRepeat && line.Cause is { StopReason: null, IsRuledOut: false } && ReasonsOf(line.Cause.CauseId).Count == 0).Select(line => line.Cause)];

    /// <summary>
    /// Where the branches end, when they end deeper than the first why: what an action item can work on.
    /// </summary>
    public IReadOnlyList<Cause> Systemic =>
        [.. Found.Where(cause => cause is { Branch: null, StopReason: not null, IsRuledOut: false } && DepthOf(cause.CauseId) > 1 && CausesOf(cause.CauseId).Count == 0)];

    /// <summary>The open why to go on with: the newest.</summary>
    public Cause? Next => Open.OrderByDescending(cause => cause.CreatedAt).ThenByDescending(cause => DepthOf(cause.CauseId)).FirstOrDefault();

    /// <summary>Standing questions nobody has taken up, once the main branch has two answers.</summary>
    public IReadOnlyList<StandingQuestion> Offers =>
        Deepest < 2 ? [] : [.. StandingQuestion.All.Where(question => Found.All(cause => cause.Branch != question.Branch))];

    /// <summary>The cause, if it is part of the tree.</summary>
    public Cause? Find(Guid causeId) => _depths.ContainsKey(causeId) ? _all[causeId] : null;

    /// <summary>The cause, removed or not.</summary>
    public Cause? FindAny(Guid causeId) => _all.GetValueOrDefault(causeId);

    public int DepthOf(Guid causeId) => _depths.GetValueOrDefault(causeId);

    public IReadOnlyList<Cause> CausesOf(Guid effectId) =>
        [.. _down[effectId].Select(link => _all[link.CauseId]).Where(cause => cause.RemovedAt is null).OrderBy(cause => cause.CreatedAt).ThenBy(cause => cause.CauseId)];

    /// <summary>
    /// The answers to its why. A standing question has a why of its own, so it is no answer to this one; nor is what was ruled out.
    /// </summary>
    public IReadOnlyList<Cause> ReasonsOf(Guid effectId) => [.. CausesOf(effectId).Where(cause => cause is { Branch: null, IsRuledOut: false })];

    public IReadOnlyList<Cause> EffectsOf(Guid causeId) =>
        [.. _up[causeId].Where(_depths.ContainsKey).Select(effect => _all[effect]).OrderBy(effect => effect.CreatedAt)];

    /// <summary>Why the one cannot be a cause of the other; null when it can.</summary>
    public Problem? WhyNotCause(Guid effectId, Guid causeId)
    {
        if (effectId == causeId)
            return new Problem("Nothing makes itself possible. Choose another cause.");
        if (!_all.TryGetValue(causeId, out var cause) || !_all.ContainsKey(effectId) || cause.RemovedAt is not null)
            return new Problem("That cause was removed meanwhile. Choose another, or write it.");
        if (cause.IsTop)
            return new Problem(Tops.Count < 2 ? "The problem itself cannot be one of its own causes." : "That is a problem to be explained itself. If it led to this one, write it as a cause as well.");
        // Links of removed causes count: they come back when the cause is put back.
        if (LeadsTo(causeId, effectId))
            return new Problem("That would turn in a circle: it was itself made possible by this. Choose a cause that came first.");
        return _down[effectId].Any(link => link.CauseId == causeId) ? new Problem("That cause stands under this why already.") : null;
    }

    /// <summary>Causes found elsewhere that may also stand under this effect.</summary>
    public IReadOnlyList<Cause> Candidates(Guid effectId) => [.. Found.Where(cause => cause.Branch is null && WhyNotCause(effectId, cause.CauseId) is null)];

    /// <summary>The cause and what hangs from nothing else: removed together, put back together.</summary>
    public IReadOnlyList<Guid> TakenWith(Guid causeId)
    {
        var kept = new HashSet<Guid>();
        void Keep(Guid id)
        {
            if (id == causeId || !kept.Add(id))
                return;
            foreach (var cause in CausesOf(id))
                Keep(cause.CauseId);
        }

        foreach (var top in Tops)
            Keep(top.CauseId);
        return [.. _tree.Where(line => !line.IsRepeat && !kept.Contains(line.Cause.CauseId)).Select(line => line.Cause.CauseId)];
    }

    /// <summary>Whether the one was made possible by the other, over however many steps.</summary>
    public bool LeadsTo(Guid from, Guid to)
    {
        var seen = new HashSet<Guid>();
        var waiting = new Stack<Guid>([from]);
        while (waiting.TryPop(out var id))
        {
            if (id == to)
                return true;
            if (!seen.Add(id))
                continue;
            foreach (var link in _down[id])
                waiting.Push(link.CauseId);
        }

        return false;
    }

    private int Look()
    {
        var shown = new HashSet<Guid>();
        foreach (var top in Tops)
        {
            Measure(top, 0, []);
            Walk(top, effect: null, 0, shown);
        }

        // A cause of two effects is as deep as its longest way down; the line that shows it keeps its place in the tree.
        return _tree.Count == 0 ? 0 : _tree.Max(line => DepthOf(line.Cause.CauseId));
    }

    private void Measure(Cause cause, int depth, HashSet<Guid> above)
    {
        // A circle cannot be stored; were one there, the walk would still end.
        if ((_depths.TryGetValue(cause.CauseId, out var known) && known >= depth) || !above.Add(cause.CauseId))
            return;
        _depths[cause.CauseId] = depth;
        foreach (var below in CausesOf(cause.CauseId))
            Measure(below, depth + 1, above);
        above.Remove(cause.CauseId);
    }

    private void Walk(Cause cause, Cause? effect, int level, HashSet<Guid> shown)
    {
        var repeat = !shown.Add(cause.CauseId);
        _tree.Add(new TreeLine { Cause = cause, Effect = effect, Level = level, IsRepeat = repeat });
        if (repeat)
            return;
        foreach (var below in CausesOf(cause.CauseId))
            Walk(below, cause, level + 1, shown);
    }
}

/// <summary>One line of the tree of whys.</summary>
public sealed record TreeLine
{
    public required Cause Cause { get; init; }
    public required Cause? Effect { get; init; }
    public required int Level { get; init; }

    /// <summary>It stands further up already, under another effect.</summary>
    public required bool IsRepeat { get; init; }
}
