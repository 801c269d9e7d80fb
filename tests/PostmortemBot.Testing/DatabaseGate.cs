using System.Net;
using System.Net.Sockets;

namespace PostmortemBot.Testing;

/// <summary>Stands between the bot and PostgreSQL, so that a test can take the database away and give it back.</summary>
public sealed class DatabaseGate : IAsyncDisposable
{
    private readonly (string Host, int Port) _server;
    private readonly List<TcpClient> _open = [];
    private readonly Lock _lock = new();
    private TcpListener? _listener;

    public DatabaseGate(string host, int port)
    {
        _server = (host, port);
        Open(0);
    }

    public int Port { get; private set; }

    public void Close()
    {
        _listener?.Stop();
        _listener = null;
        lock (_lock)
        {
            foreach (var client in _open)
                client.Dispose();
            _open.Clear();
        }
    }

    public void Reopen() => Open(Port);

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private void Open(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _listener = listener;
        _ = AcceptAsync(listener);
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
                _ = ForwardAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The gate was closed.
        }
    }

    private async Task ForwardAsync(TcpClient inside)
    {
        var outside = new TcpClient();
        lock (_lock)
            _open.AddRange([inside, outside]);
        try
        {
            await outside.ConnectAsync(_server.Host, _server.Port);
            await Task.WhenAny(inside.GetStream().CopyToAsync(outside.GetStream()), outside.GetStream().CopyToAsync(inside.GetStream()));
        }
        catch (Exception closed) when (closed is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One side went away; the other follows.
        }
        finally
        {
            inside.Dispose();
            outside.Dispose();
        }
    }
}
