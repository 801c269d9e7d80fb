using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Extensions;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Delivery;

/// <summary>The addresses of apps.connections.open: each is good once, and for half a minute.</summary>
public sealed class SocketTickets(SlackWorkspace workspace, Addresses addresses)
{
    private static readonly TimeSpan Good = TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, DateTimeOffset> _tickets = new(StringComparer.Ordinal);

    public string NewUrl()
    {
        var ticket = $"{Guid.CreateVersion7(workspace.Clock.Now)}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        lock (_tickets)
        {
            foreach (var (old, _) in _tickets.Where(t => t.Value < workspace.Clock.Now).ToArray()) _tickets.Remove(old);
            _tickets[ticket] = workspace.Clock.Now + Good;
        }
        var query = new QueryBuilder { { "ticket", ticket }, { "app_id", workspace.Bot.AppId } };
        return new UriBuilder(addresses.Base) { Scheme = "ws", Path = "/link", Query = query.ToString() }.Uri.ToString();
    }

    public bool Redeem(string ticket)
    {
        lock (_tickets) return _tickets.Remove(ticket, out var expires) && expires >= workspace.Clock.Now;
    }
}
