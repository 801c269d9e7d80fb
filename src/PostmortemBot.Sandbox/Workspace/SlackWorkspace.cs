using System.Globalization;

namespace PostmortemBot.Sandbox.Workspace;

/// <summary>The workspace. Take <see cref="Gate"/> to read or change more than one thing at a time.</summary>
public sealed class SlackWorkspace
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _raising;
    private long _version;

    private readonly TeamSeat _seat;

    public SlackWorkspace(TimeProvider time, TeamSeat seat)
    {
        _seat = seat;
        State = seat.Seed.Create(time.GetUtcNow());
        Clock = new SlackClock(time, () => State.ClockOffsetSeconds);
        Calls = new CallLog(this);
        Faults = new FaultList(this);
    }

    public Lock Gate { get; } = new();
    public WorkspaceState State { get; private set; }
    public SlackClock Clock { get; }
    public CallLog Calls { get; }
    public FaultList Faults { get; }

    public Team Team => State.Team;
    public Bot Bot => State.Bot;
    public IReadOnlyList<Person> Users => State.Users;
    /// <summary>Whether the app was installed here and not taken out.</summary>
    public bool HasApp => State.Users.Exists(u => u.IsBot && !u.Deleted);
    public IReadOnlyList<Channel> Channels => State.Channels;

    /// <summary>Grows with every change.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Raised soon after a change, never under the gate; several changes may share one call.</summary>
#pragma warning disable MA0046 // subscribers only need to know that they should look again
    public event Action? Changed;
#pragma warning restore MA0046

    public void Touch()
    {
        lock (Gate)
        {
            Interlocked.Increment(ref _version);
            var reached = _next;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            reached.SetResult();
        }
        if (Interlocked.Exchange(ref _raising, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(static w => w.Raise(), this, preferLocal: false);
    }

    private void Raise()
    {
        Interlocked.Exchange(ref _raising, 0);
        Changed?.Invoke();
    }

    /// <summary>Returns as soon as the version is above <paramref name="version"/>, or when the time is up.</summary>
    public async Task<long> WaitAfter(long version, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        while (true)
        {
            Task next;
            lock (Gate)
            {
                if (_version > version) return _version;
                next = _next.Task;
            }
            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return Version;
            }
        }
    }

    public void Load(WorkspaceState state)
    {
        lock (Gate)
        {
            State = state;
            Touch();
        }
    }

    public void Reset()
    {
        lock (Gate)
        {
            var before = State;
            State = _seat.Seed.Create(Clock.Now.AddSeconds(-before.ClockOffsetSeconds));
            // Ids and timestamps are never given twice: an app remembers the events it has seen. So after a clock that ran ahead
            // a timestamp may be later than the clock: it says which message, and not when.
            State.LastId = Math.Max(State.LastId, before.LastId);
            State.LastTsMicros = before.LastTsMicros;
            Calls.Clear();
            Faults.Clear();
            Touch();
        }
    }

    public void AdvanceClock(double seconds)
    {
        lock (Gate)
        {
            State.ClockOffsetSeconds += seconds;
            Touch();
        }
    }

    /// <summary>A message timestamp: unique and growing over the whole workspace.</summary>
    public string NextTs()
    {
        lock (Gate)
        {
            var now = (Clock.Now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            State.LastTsMicros = Math.Max(State.LastTsMicros + 1, now);
            return string.Create(CultureInfo.InvariantCulture, $"{State.LastTsMicros / 1_000_000}.{State.LastTsMicros % 1_000_000:D6}");
        }
    }

    /// <summary>An id as Slack forms them: a letter and ten more characters.</summary>
    public string NewId(string prefix)
    {
        lock (Gate) return string.Create(CultureInfo.InvariantCulture, $"{prefix}{++State.LastId:D10}");
    }

    public Person? FindUser(string idOrName) =>
        State.Users.Find(u => string.Equals(u.Id, idOrName, StringComparison.Ordinal))
        ?? State.Users.Find(u => string.Equals(u.Name, idOrName.TrimStart('@'), StringComparison.Ordinal));

    public Channel? FindChannel(string idOrName) =>
        State.Channels.Find(c => string.Equals(c.Id, idOrName, StringComparison.Ordinal))
        ?? State.Channels.Find(c => !c.IsIm && string.Equals(c.Name, idOrName.TrimStart('#'), StringComparison.Ordinal));

    public Channel? FindDirect(string userId, string otherId) =>
        State.Channels.Find(c => c.IsIm && c.HasMember(userId) && c.HasMember(otherId));

    public Channel? FindGroup(IReadOnlyCollection<string> userIds) =>
        State.Channels.Find(c => c.IsMpim && c.Members.Count == userIds.Count && userIds.All(c.HasMember));

    public UserGroup? FindUserGroup(string idOrHandle) =>
        State.UserGroups.Find(g => string.Equals(g.Id, idOrHandle, StringComparison.Ordinal) || string.Equals(g.Handle, idOrHandle.TrimStart('@'), StringComparison.Ordinal));

    public UserViews ViewsOf(string userId)
    {
        lock (Gate)
        {
            if (!State.Views.TryGetValue(userId, out var views)) State.Views[userId] = views = new UserViews();
            return views;
        }
    }

    public OpenView? FindView(string viewId) =>
        State.Views.Values.SelectMany(v => v.Home is null ? v.Modals : v.Modals.Append(v.Home))
            .FirstOrDefault(v => string.Equals(v.Id, viewId, StringComparison.Ordinal));
}
