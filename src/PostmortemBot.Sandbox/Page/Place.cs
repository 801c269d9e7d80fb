using System.Text;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Page;

/// <summary>Where somebody is looking. It is all in the address, so that any place can be opened directly.</summary>
public sealed record Place
{
    public string? Team { get; init; }
    public string? As { get; init; }
    public string? Channel { get; init; }
    public string? Thread { get; init; }
    public bool Home { get; init; }
    public bool Log { get; init; }
    public bool People { get; init; }

    public string Address
    {
        get
        {
            var address = new StringBuilder("/?as=").Append(Uri.EscapeDataString(As ?? ""));
            if (Team is not (null or Teams.DefaultId))
                address.Append("&team=").Append(Uri.EscapeDataString(Team));
            if (Home)
                address.Append("&home=1");
            else if (Channel is not null)
                address.Append("&channel=").Append(Uri.EscapeDataString(Channel));
            if (!Home && Thread is not null)
                address.Append("&thread=").Append(Uri.EscapeDataString(Thread));
            if (Log)
                address.Append("&log=1");
            if (People)
                address.Append("&people=1");
            return address.ToString();
        }
    }
}
