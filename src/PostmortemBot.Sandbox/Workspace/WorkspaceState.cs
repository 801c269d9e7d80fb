namespace PostmortemBot.Sandbox.Workspace;

/// <summary>Everything that survives a restart.</summary>
public sealed class WorkspaceState
{
    public required Team Team { get; init; }
    public required Bot Bot { get; init; }
    public List<Person> Users { get; init; } = [];
    public List<Channel> Channels { get; init; } = [];
    public List<UserGroup> UserGroups { get; init; } = Seed.Groups();
    public List<ScheduledMessage> Scheduled { get; init; } = [];
    public List<Canvas> Canvases { get; init; } = [];
    public List<SignIn> SignIns { get; init; } = [];
    public List<SharedFile> Files { get; init; } = [];
    public Dictionary<string, UserViews> Views { get; init; } = new(StringComparer.Ordinal);
    public List<Trigger> Triggers { get; init; } = [];
    public List<ResponseUrl> ResponseUrls { get; init; } = [];
    public long LastTsMicros { get; set; }
    public long LastId { get; set; }
    public double ClockOffsetSeconds { get; set; }
}
