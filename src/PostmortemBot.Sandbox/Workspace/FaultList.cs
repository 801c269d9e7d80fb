namespace PostmortemBot.Sandbox.Workspace;

/// <summary>Faults in the order they were asked for; each is spent as matching calls come by.</summary>
public sealed class FaultList(SlackWorkspace workspace)
{
    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> All
    {
        get { lock (workspace.Gate) return [.. _faults]; }
    }

    public void Order(Fault fault)
    {
        lock (workspace.Gate)
        {
            _faults.Add(fault);
            workspace.Touch();
        }
    }

    public void Clear()
    {
        lock (workspace.Gate)
        {
            _faults.Clear();
            workspace.Touch();
        }
    }

    /// <summary>Spends and returns the fault due for a call to Slack; "*" stands for every such call.</summary>
    public Fault? TakeForSlack(string name) => Take([name, "*"]);

    /// <summary>Spends and returns the first fault for one of these names, if any is due.</summary>
    public Fault? Take(params ReadOnlySpan<string> names)
    {
        lock (workspace.Gate)
        {
            foreach (var fault in _faults)
            {
                if (fault.Kind is "one_per_second") continue;
                if (!names.Contains(fault.On)) continue;
                if (fault.Skip > 0)
                {
                    fault.Skip--;
                    continue;
                }
                if (--fault.Times <= 0) _faults.Remove(fault);
                workspace.Touch();
                return fault;
            }
            return null;
        }
    }
}
