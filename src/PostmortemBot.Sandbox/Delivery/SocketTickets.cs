using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Extensions;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Delivery;

/// <summary>The addresses of apps.connections.open: each is good once, and for half a minute.</summary>
public sealed class SocketTickets(Teams teams, Addresses addresses)
{
    private static readonly TimeSpan Good = TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, DateTimeOffset> _tickets = new(StringComparer.Ordinal);

    /// <summary>The sockets belong to the app, whatever workspaces it is in; the first one has the clock.</summary>
    private SlackWorkspace Home => teams.Default.GetRequiredService<SlackWorkspace>();

    public string NewUrl()
    {
        var ticket = $"{Guid.CreateVersion7(Home.Clock.Now)}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        lock (_tickets)
        {
            foreach (var (old, _) in _tickets.Where(t => t.Value < Home.Clock.Now).ToArray()) _tickets.Remove(old);
            _tickets[ticket] = Home.Clock.Now + Good;
        }
        var query = new QueryBuilder { { "ticket", ticket }, { "app_id", Home.Bot.AppId } };
        return new UriBuilder(addresses.Base) { Scheme = "ws", Path = "/link", Query = query.ToString() }.Uri.ToString();
    }

    public bool Redeem(string ticket)
    {
        lock (_tickets) return _tickets.Remove(ticket, out var expires) && expires >= Home.Clock.Now;
    }
}
