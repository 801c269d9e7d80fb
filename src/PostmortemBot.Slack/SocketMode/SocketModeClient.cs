using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PostmortemBot.Slack;

/// <summary>Receives in Socket Mode while the app runs; does nothing when requests come by HTTP.</summary>
internal sealed class SocketModeClient(IOptions<SlackOptions> options, IServiceProvider services, TimeProvider clock, ILogger<SocketModeClient> logger)
    : IHostedService, ISlackSocketMode, IDisposable
{
    /// <summary>Between the starts, so that Slack does not renew all connections at the same time.</summary>
    private static readonly TimeSpan Stagger = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource stopping = new();
    private SocketSeat[] seats = [];
    private Task[] running = [];

    public int Connected => seats.Count(seat => seat.IsConnected);

    public int Connections => options.Value.SocketMode ? options.Value.SocketConnections : 0;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.SocketMode) return Task.CompletedTask;

        // Creates the handlers, so that a wrong registration shows before the first envelope.
        var desk = services.GetRequiredService<SocketDesk>();
        var opening = services.GetRequiredService<SocketOpening>();
        var troubles = services.GetRequiredService<SocketTroubles>();
        seats = [.. Enumerable.Range(1, Connections).Select(number => new SocketSeat($"connection {number} of {Connections}", opening, desk, troubles, clock, logger))];
        running = [.. seats.Select((seat, index) => Task.Run(() => seat.Keep(index * Stagger, stopping.Token), CancellationToken.None))];
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        try
        {
            await Task.WhenAll(running).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The host gives up waiting; what is not acknowledged, Slack sends again.
        }
    }

    public void Dispose() => stopping.Dispose();
}
