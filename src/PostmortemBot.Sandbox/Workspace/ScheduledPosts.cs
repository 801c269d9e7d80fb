namespace PostmortemBot.Sandbox.Workspace;

/// <summary>Posts scheduled messages when Slack's clock reaches their time.</summary>
public sealed class ScheduledPosts(SlackWorkspace workspace, Posting posting, TimeProvider time) : IDisposable
{
    private ITimer? _timer;

    public void Start()
    {
        if (_timer is not null) return;
        _timer = time.CreateTimer(_ => RunDue(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        workspace.Changed += Arm;
        Arm();
    }

    public void RunDue()
    {
        lock (workspace.Gate)
        {
            var due = workspace.State.Scheduled.FindAll(s => s.PostAt <= workspace.Clock.UnixSeconds);
            if (due.Count > 0)
            {
                workspace.State.Scheduled.RemoveAll(due.Contains);
                foreach (var message in due.OrderBy(s => s.PostAt)) Post(message);
                workspace.Touch();
            }
        }
        Arm();
    }

    public void Dispose()
    {
        workspace.Changed -= Arm;
        _timer?.Dispose();
    }

    private void Post(ScheduledMessage message)
    {
        var channel = workspace.FindChannel(message.ChannelId);
        if (channel is null || channel.IsArchived || !channel.HasMember(workspace.Bot.UserId)) return;
        // Slack takes metadata here and then never posts the message.
        if (message.Content.ContainsKey("metadata")) return;
        posting.PostAsBot(channel, message.Content, message.ThreadTs, message.Broadcast);
    }

    private void Arm()
    {
        lock (workspace.Gate)
        {
            if (workspace.State.Scheduled.Count == 0) return;
            var wait = DateTimeOffset.FromUnixTimeSeconds(workspace.State.Scheduled.Min(s => s.PostAt)) - workspace.Clock.Now;
            // A timer reaches no further than 49 days; it is set again on the way.
            var capped = TimeSpan.FromTicks(Math.Clamp(wait.Ticks, TimeSpan.FromMilliseconds(1).Ticks, TimeSpan.TicksPerDay));
            try
            {
                _timer?.Change(capped, Timeout.InfiniteTimeSpan);
            }
            catch (ObjectDisposedException)
            {
                // The sandbox is being stopped.
            }
        }
    }
}

/// <summary>Starts the clock of every workspace.</summary>
public sealed class ScheduledClock(Teams teams) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var services in teams.Services) services.GetRequiredService<ScheduledPosts>().Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
