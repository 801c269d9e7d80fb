using System.Diagnostics.CodeAnalysis;

namespace PostmortemBot.Sandbox.Workspace;

/// <summary>Which workspace a scope of services belongs to.</summary>
public sealed class TeamSeat
{
    private TeamSeed? _seed;

    /// <exception cref="InvalidOperationException">The scope belongs to no workspace: take services from <see cref="Teams"/>.</exception>
    public TeamSeed Seed
    {
        get => _seed ?? throw new InvalidOperationException("These services belong to a workspace; take them from Teams.");
        set => _seed = value;
    }
}

/// <summary>The workspaces here. Each has its own scope of services, which lives as long as the sandbox.</summary>
public sealed class Teams : IDisposable
{
    public const string DefaultId = "T0SANDBOX01";
    private readonly Lock _gate = new();
    private readonly IServiceScopeFactory _scopes;
    private readonly List<Entry> _entries = [];

    public Teams(IServiceScopeFactory scopes)
    {
        _scopes = scopes;
        foreach (var seed in Workspace.Seed.All) Add(seed);
    }

    public IReadOnlyList<SlackWorkspace> All
    {
        get { lock (_gate) return [.. _entries.Select(e => e.Workspace)]; }
    }

    public IReadOnlyList<IServiceProvider> Services
    {
        get { lock (_gate) return [.. _entries.Select(e => e.Services)]; }
    }

    public IServiceProvider Default => TryServices(DefaultId, out var services) ? services : throw new InvalidOperationException($"There is no {DefaultId}.");

    public bool TryServices(string? teamId, [NotNullWhen(true)] out IServiceProvider? services)
    {
        lock (_gate) services = _entries.Find(e => string.Equals(e.Workspace.Team.Id, teamId, StringComparison.Ordinal))?.Services;
        return services is not null;
    }

    /// <summary>The services of the first workspace for which this holds, or of the default one.</summary>
    public IServiceProvider Where(Predicate<SlackWorkspace> fits)
    {
        foreach (var services in Services)
        {
            var workspace = services.GetRequiredService<SlackWorkspace>();
            lock (workspace.Gate)
            {
                if (fits(workspace)) return services;
            }
        }
        return Default;
    }

    public SlackWorkspace Add(TeamSeed seed)
    {
        var scope = _scopes.CreateScope();
        scope.ServiceProvider.GetRequiredService<TeamSeat>().Seed = seed;
        var workspace = scope.ServiceProvider.GetRequiredService<SlackWorkspace>();
        lock (_gate) _entries.Add(new Entry(scope, workspace));
        return workspace;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var entry in _entries) entry.Scope.Dispose();
            _entries.Clear();
        }
    }

    private sealed record Entry(IServiceScope Scope, SlackWorkspace Workspace)
    {
        public IServiceProvider Services => Scope.ServiceProvider;
    }
}
