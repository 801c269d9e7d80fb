using System.Net.WebSockets;
using Microsoft.Extensions.Options;

namespace PostmortemBot.Slack;

/// <summary>Opens a connection: asks for an address that is good once, and connects to it.</summary>
/// <seealso href="https://docs.slack.dev/reference/methods/apps.connections.open"/>
internal sealed class SocketOpening(SlackHttp http, IOptions<SlackOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly SlackOptions settings = options.Value;

    /// <summary>How long connecting may take, and then the wait for Slack's hello.</summary>
    public CancellationTokenSource Limit() => new(Patience, clock);

    /// <exception cref="SlackApiException">Slack gave no address.</exception>
    /// <exception cref="WebSocketException">The address does not answer.</exception>
    public async Task<(WebSocket Socket, SocketStream Stream)> Open(CancellationToken cancellationToken)
    {
        var opened = await http.Call<Opened>(SlackMethod.AppsConnectionsOpen, settings.AppToken ?? "", new SlackArguments(), cancellationToken);
        // The address holds a ticket, so it must not appear in an error.
        if (!Uri.TryCreate(opened.Url, UriKind.Absolute, out var address) || !IsAcceptable(address))
            throw new SlackApiException(SlackMethod.AppsConnectionsOpen.Name, SlackApiException.UnreadableAnswer, ["the answer holds no wss: address"]);

        SocketStream? stream = null;
        var socket = new ClientWebSocket();
        using var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            PlaintextStreamFilter = (context, _) => new(stream = new SocketStream(context.PlaintextStream)),
        };
        using var invoker = new HttpMessageInvoker(handler);
        try
        {
            // Pings, and gives up when they are not answered: a peer that is gone does not say so.
            socket.Options.KeepAliveInterval = KeepAlive;
            socket.Options.KeepAliveTimeout = KeepAlive;
            await socket.ConnectAsync(address, invoker, cancellationToken);
            return (socket, stream!);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Without encryption only where the API itself is called without.</summary>
    private bool IsAcceptable(Uri address) =>
        address.Scheme == Uri.UriSchemeWss || (address.Scheme == Uri.UriSchemeWs && settings.ApiBaseUrl.Scheme == Uri.UriSchemeHttp);

    private sealed record Opened
    {
        public string? Url { get; init; }
    }
}
