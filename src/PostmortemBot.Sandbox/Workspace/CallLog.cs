using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Workspace;

/// <summary>What the app said to Slack and Slack to the app, newest last.</summary>
public sealed class CallLog(SlackWorkspace workspace)
{
    public const string ToSlack = "to_slack";
    public const string ToApp = "to_app";
    private const int Kept = 5000;
    private readonly List<CallRecord> _calls = [];
    private long _lastId;

    public IReadOnlyList<CallRecord> After(long id)
    {
        lock (workspace.Gate) return [.. _calls.Where(c => c.Id > id)];
    }

    public void Add(string direction, string name, int status, long tookMs, JsonNode? request, JsonNode? response, string? via = null)
    {
        lock (workspace.Gate)
        {
            _calls.Add(new CallRecord
            {
                Id = ++_lastId,
                At = workspace.Clock.Now,
                Direction = direction,
                Name = name,
                Status = status,
                TookMs = tookMs,
                Via = via,
                Request = request,
                Response = response,
            });
            if (_calls.Count > Kept) _calls.RemoveRange(0, _calls.Count - Kept);
            workspace.Touch();
        }
    }

    public void Clear()
    {
        lock (workspace.Gate)
        {
            _calls.Clear();
            workspace.Touch();
        }
    }
}
