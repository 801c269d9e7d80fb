using Microsoft.Extensions.Time.Testing;

namespace PostmortemBot.Testing;

/// <summary>Lets the tests' clock pass as real time does, for what waits for an answer.</summary>
public sealed class RunningClock : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public RunningClock(FakeTimeProvider clock) => _running = RunAsync(clock);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(FakeTimeProvider clock)
    {
        using var ticks = new PeriodicTimer(Tick);
        try
        {
            while (await ticks.WaitForNextTickAsync(_stop.Token))
                clock.Advance(Tick);
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }
}
