using System.Text.Json;

namespace PostmortemBot.Features.ActionItems;

/// <summary>What the form of a new item must remember, beyond what is typed into it.</summary>
public sealed record NewItem
{
    public required Guid PostmortemId { get; init; }

    /// <summary>The message it was written from.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>The item it follows up.</summary>
    public Guid? Follows { get; init; }

    /// <summary>The list to draw again underneath.</summary>
    public string? List { get; init; }

    public override string ToString() => JsonSerializer.Serialize(this);

    public static NewItem? Parse(string? metadata)
    {
        try
        {
            return metadata is { Length: > 0 } ? JsonSerializer.Deserialize<NewItem>(metadata) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
