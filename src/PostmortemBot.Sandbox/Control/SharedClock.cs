using PostmortemBot.Sandbox.Delivery;
using PostmortemBot.Sandbox.OAuth;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Control;

/// <summary>Slack's clock, which all workspaces share.</summary>
public sealed class SharedClock(Teams teams, Installs installs)
{
    private SlackWorkspace Workspace => teams.Default.GetRequiredService<SlackWorkspace>();

    public DateTimeOffset Now => Workspace.Clock.Now;

    /// <summary>How far it is ahead of the machine's, for an app that wants to keep step.</summary>
    public double OffsetSeconds => Workspace.State.ClockOffsetSeconds;

    /// <summary>Moves it on, posts the scheduled messages and sends the retries that became due.</summary>
    public async Task AdvanceAsync(double seconds)
    {
        foreach (var one in teams.All) one.AdvanceClock(seconds);
        installs.ClockOffsetSeconds += seconds;
        foreach (var services in teams.Services)
        {
            services.GetRequiredService<ScheduledPosts>().RunDue();
            await services.GetRequiredService<Events>().RunDueAsync();
        }
    }
}
