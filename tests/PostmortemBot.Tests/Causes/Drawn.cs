using PostmortemBot.Features.Causes;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Tests.Causes;

/// <summary>Builds graphs by name: the problem first, then who made what possible.</summary>
internal sealed class Drawn
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, Cause> _causes = [];
    private readonly List<CauseLink> _links = [];

    public Drawn(string problem = "Payments failed for 45 minutes") => Add("top", problem, isTop: true);

    public Guid this[string name] => _causes[name].CauseId;

    public CauseGraph Graph => new(_causes.Values, _links);

    public Drawn Because(string effect, string cause, string? text = null, string gate = Gates.And, string kind = CauseKinds.Condition, string? stop = null, string? branch = null)
    {
        if (!_causes.ContainsKey(cause))
            Add(cause, text ?? $"Cause {cause}", isTop: false, kind, stop, branch);
        _links.Add(new CauseLink { EffectId = this[effect], CauseId = this[cause], Gate = gate });
        return this;
    }

    /// <summary>Something else that has to be explained.</summary>
    public Drawn Also(string name, string problem)
    {
        Add(name, problem, isTop: true);
        return this;
    }

    /// <summary>What else is known of a cause.</summary>
    public Drawn With(string name, Func<Cause, Cause> change)
    {
        _causes[name] = change(_causes[name]);
        return this;
    }

    public Drawn Remove(params IEnumerable<Guid> taken)
    {
        foreach (var (name, cause) in _causes.Where(known => taken.Contains(known.Value.CauseId)).ToList())
            _causes[name] = cause with { RemovedAt = Now };
        return this;
    }

    /// <summary>One branch of so many whys.</summary>
    public Drawn Chain(int length)
    {
        for (var i = 1; i <= length; i++)
            Because(i == 1 ? "top" : $"c{i - 1}", $"c{i}");
        return this;
    }

    private void Add(string name, string text, bool isTop, string kind = CauseKinds.Event, string? stop = null, string? branch = null)
    {
        var at = Now.AddSeconds(_causes.Count);
        _causes[name] = new Cause
        {
            WorkspaceId = "T1", CauseId = Guid.CreateVersion7(at), PostmortemId = Guid.CreateVersion7(Now), Kind = kind, Text = text,
            IsTop = isTop, StopReason = stop, Branch = branch, CreatedAt = at, UpdatedAt = at,
        };
    }

    public static Postmortem Postmortem(string status = PostmortemStatus.Draft) => new()
    {
        WorkspaceId = "T1", PostmortemId = Guid.CreateVersion7(Now), Number = 12, IncidentId = Guid.CreateVersion7(Now), ChannelId = "C1",
        Audience = Audience.Workspace, Status = status, FacilitatorId = "U1", CreatedBy = "U1", CreatedAt = Now, UpdatedAt = Now,
        Title = "Payments failed", Kind = IncidentKind.Incident, Severity = "SEV-1", Services = [], Impact = "", Slo = "",
    };
}
