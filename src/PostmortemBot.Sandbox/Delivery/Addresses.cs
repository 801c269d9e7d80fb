using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace PostmortemBot.Sandbox.Delivery;

/// <summary>Where this sandbox itself can be reached.</summary>
public sealed class Addresses(IServer server)
{
    public string Base => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/') ?? "http://127.0.0.1:5100";
}
