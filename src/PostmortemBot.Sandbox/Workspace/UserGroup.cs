namespace PostmortemBot.Sandbox.Workspace;

/// <summary>People who are mentioned together.</summary>
public sealed class UserGroup
{
    public required string Id { get; init; }
    public required string Handle { get; init; }
    public required string Name { get; init; }
    public string Description { get; init; } = "";
    public long Created { get; init; }
    public bool IsDisabled { get; set; }
    public List<string> Members { get; init; } = [];
}
