namespace PostmortemBot.Sandbox.Workspace;

/// <summary>Someone in the workspace; the bot's own user is one too.</summary>
public sealed class Person
{
    public required string Id { get; init; }
    public required string Name { get; set; }
    public required string RealName { get; set; }
    public required string Tz { get; set; }
    public bool IsRestricted { get; set; }
    public bool IsBot { get; set; }
    public bool Deleted { get; set; }

    /// <summary>From and until when they do not want to be disturbed, in seconds since 1970.</summary>
    public long? DndStart { get; set; }
    public long? DndEnd { get; set; }
    public long Updated { get; set; }
}

public sealed class Team
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Domain { get; init; }
    /// <summary>The organisation this workspace is part of.</summary>
    public string? EnterpriseId { get; init; }
}

/// <summary>The installed app: its bot user, bot id and app id.</summary>
public sealed class Bot
{
    public required string UserId { get; init; }
    public required string BotId { get; init; }
    public required string AppId { get; init; }
    public required string Name { get; init; }
}
