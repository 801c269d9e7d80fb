using System.Globalization;

namespace PostmortemBot.Features.Causes;

public sealed partial class CauseGraph
{
    public string GateOf(Guid effectId) =>
        _down[effectId].Any(link => link.Gate == Gates.Or && _all[link.CauseId] is { RemovedAt: null, Branch: null }) ? Gates.Or : Gates.And;

    /// <summary>What others said that now counts as this cause, oldest first.</summary>
    public IReadOnlyList<Cause> AlsoSaid(Guid causeId)
    {
        var said = new List<Cause>();
        foreach (var merged in _all.Values.Where(cause => cause.MergedInto == causeId && cause.RemovedAt is not null).OrderBy(cause => cause.CreatedAt))
            said.AddRange([merged, .. AlsoSaid(merged.CauseId)]);
        return said;
    }

    /// <summary>At least how many of its causes it took together; null when it took all of them, or one.</summary>
    public int? AtLeastOf(Guid effectId) =>
        _all.GetValueOrDefault(effectId)?.AtLeast is { } some && some < ReasonsOf(effectId).Count && GateOf(effectId) == Gates.And ? some : null;

    public string GateChoiceOf(Guid effectId) =>
        AtLeastOf(effectId) is { } some ? some.ToString(CultureInfo.InvariantCulture) : GateOf(effectId);

    /// <summary>How the causes of an effect go together, in plain words.</summary>
    public string GateWords(Guid effectId) =>
        Gates.Words(GateOf(effectId), ReasonsOf(effectId).Count, AtLeastOf(effectId)) + (IsGateOpen(effectId) ? ", as far as anybody said" : "");

    /// <summary>Whether nobody has said yet how all of its causes go together.</summary>
    public bool IsGateOpen(Guid effectId) =>
        ReasonsOf(effectId).Count is > 1 and var causes && _all.GetValueOrDefault(effectId) is { } effect && effect.GateSaidFor < causes;
}
