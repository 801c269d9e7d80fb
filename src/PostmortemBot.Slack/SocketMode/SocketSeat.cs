using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace PostmortemBot.Slack;

/// <summary>Keeps one of the connections open: opens the next before the old one goes, and tries again when there is none.</summary>
internal sealed partial class SocketSeat(string name, SocketOpening opening, SocketDesk desk, SocketTroubles troubles, TimeProvider clock, ILogger logger)
{
    /// <summary>A connection that held this long was a good one: whatever ended it, the next may come at once.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(30);
    private const int MostQuickRenewals = 3;

    private readonly SocketBackOff backOff = new();
    private readonly List<Task> leaving = [];
    private volatile SocketConnection? current;
    private int quickRenewals;

    public bool IsConnected => current is { IsOpen: true };

    /// <summary>Takes nothing more.</summary>
    public void Refuse() => current?.Refuse();

    /// <summary>Runs until cancelled, and then until everything taken is acknowledged and the connection closed.</summary>
    public async Task Keep(TimeSpan start, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(start, clock, stopping);
            while (!stopping.IsCancellationRequested) await Once(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped while it waited for something.
        }
        finally
        {
            RetireCurrent(refuse: true);
            await Task.WhenAll(leaving);
        }
    }

    private async Task Once(CancellationToken stopping)
    {
        if (await Open(stopping) is not { } next) return;

        var isGreeted = await IsGreeted(next, stopping);
        if (isGreeted)
        {
            var old = current;
            current = next;
            if (old is not null) Leave(old, refuse: false);
            troubles.AreOver();
            Log.Connected(logger, name);
        }

        var since = clock.GetTimestamp();
        var end = isGreeted || next.End.IsCompleted ? await next.End.WaitAsync(stopping) : SocketEnd.Lost;
        if (clock.GetElapsedTime(since) > Steady) IsSteady();
        if (!isGreeted) Leave(next, refuse: true);
        await After(end, isGreeted, stopping);
    }

    private void IsSteady()
    {
        quickRenewals = 0;
        backOff.Reset();
    }

    /// <summary>A connection that waits for Slack's hello; null after a pause when there is none.</summary>
    private async Task<SocketConnection?> Open(CancellationToken stopping)
    {
        try
        {
            using var limit = opening.Limit();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token);
            var (socket, stream) = await opening.Open(either.Token);
            var connection = new SocketConnection(socket, stream, desk, clock, logger);
            connection.Start();
            return connection;
        }
        catch (SlackApiException refused) when (SocketTroubles.Remedy(refused.Error) is { } remedy)
        {
            await GiveUp(refused.Error, remedy, stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            var pause = backOff.Next();
            if (failure is SlackRateLimitException { RetryAfter: var asked } && asked > pause) pause = asked;
            Log.NotConnected(logger, name, failure.Message, pause.TotalSeconds);
            await Task.Delay(pause, clock, stopping);
        }
        catch (Exception cut) when (cut is SlackApiException or WebSocketException or HttpRequestException or IOException)
        {
            // It was cut off by the stop.
        }

        return null;
    }

    private async Task<bool> IsGreeted(SocketConnection next, CancellationToken stopping)
    {
        try
        {
            using var limit = opening.Limit();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token);
            return await next.Hello.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            if (!stopping.IsCancellationRequested) return false;

            Leave(next, refuse: true);
            throw;
        }
    }

    private async Task After(SocketEnd end, bool isGreeted, CancellationToken stopping)
    {
        switch (end)
        {
            // The old one still works, so there is no time to lose; unless Slack goes on like that.
            case SocketEnd.Renew when isGreeted && ++quickRenewals <= MostQuickRenewals:
                break;
            case SocketEnd.LinkDisabled:
                RetireCurrent(refuse: false);
                await GiveUp(SocketTroubles.LinkDisabled, SocketTroubles.Remedy(SocketTroubles.LinkDisabled)!, stopping);
                break;
            case SocketEnd.TooMany:
                // One must go before another may come.
                RetireCurrent(refuse: false);
                await Task.WhenAll(leaving);
                await Pause("Slack allows ten for an app, and this app has more; set Slack:SocketConnections lower, or stop a process", stopping);
                break;
            default:
                await Pause(isGreeted ? "it was lost" : "Slack did not say hello", stopping);
                break;
        }
    }

    private async Task Pause(string reason, CancellationToken stopping)
    {
        var pause = backOff.Next();
        Log.NotConnected(logger, name, reason, pause.TotalSeconds);
        await Task.Delay(pause, clock, stopping);
    }

    private async Task GiveUp(string error, string remedy, CancellationToken stopping)
    {
        var pause = backOff.Slow();
        if (troubles.IsNews(error)) Log.CannotConnect(logger, error, remedy);
        await Task.Delay(pause, clock, stopping);
    }

    private void RetireCurrent(bool refuse)
    {
        if (current is not { } old) return;

        current = null;
        Leave(old, refuse);
    }

    private void Leave(SocketConnection connection, bool refuse)
    {
        leaving.RemoveAll(task => task.IsCompleted);
        leaving.Add(connection.Retire(refuse));
    }

    private static partial class Log
    {
        [LoggerMessage(50, LogLevel.Information, "Connected to Slack by Socket Mode ({Name})")]
        public static partial void Connected(ILogger logger, string name);

        [LoggerMessage(51, LogLevel.Warning, "Not connected to Slack by Socket Mode ({Name}): {Reason}. Trying again in {Seconds:0.#} s")]
        public static partial void NotConnected(ILogger logger, string name, string reason, double seconds);

        [LoggerMessage(52, LogLevel.Error, "Cannot connect to Slack by Socket Mode ({Error}). {Remedy}. Until then this tries again every few minutes")]
        public static partial void CannotConnect(ILogger logger, string error, string remedy);
    }
}
