namespace PostmortemBot.Slack;

/// <summary>A file to send.</summary>
/// <seealso href="https://docs.slack.dev/messaging/working-with-files#upload"/>
public sealed record FileUpload
{
    /// <summary>The file's name with its ending.</summary>
    public required string Filename { get; init; }

    /// <summary>The bytes; at least one.</summary>
    public required byte[] Content { get; init; }

    /// <summary>The title shown above it.</summary>
    public string? Title { get; init; }

    /// <summary>What a picture shows, for people who do not see it; at most 1,000 characters.</summary>
    public string? AltText { get; init; }
}
