namespace PostmortemBot.Sandbox.Workspace;

public sealed class SharedFile
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string UserId { get; init; }
    public long Created { get; init; }
    public long DeclaredLength { get; init; }
    public string UploadSecret { get; init; } = "";
    public string? AltText { get; init; }
    public string Title { get; set; } = "";
    public byte[]? Bytes { get; set; }
    public bool Completed { get; set; }
    /// <summary>Slack answers completeUploadExternal before it has looked at the file; the first files.info finds it unready.</summary>
    public bool Processed { get; set; }
    /// <summary>Channel id to the ts of the message that shared it.</summary>
    public Dictionary<string, string> Shares { get; init; } = new(StringComparer.Ordinal);
}
