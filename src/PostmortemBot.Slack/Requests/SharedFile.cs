using System.Text.Json.Serialization;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>A file in Slack.</summary>
/// <seealso href="https://docs.slack.dev/reference/objects/file-object"/>
public sealed record SharedFile
{
    /// <summary>The file's id.</summary>
    public string Id { get => field; init => field = value ?? ""; } = "";

    /// <summary>The file's name.</summary>
    public string? Name { get; init; }

    /// <summary>The title shown above it.</summary>
    public string? Title { get; init; }

    /// <summary>The media type; empty until Slack has looked into the file.</summary>
    public string? Mimetype { get; init; }

    /// <summary>Slack's name of the type.</summary>
    public string? Filetype { get; init; }

    /// <summary>The size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>Who shared it.</summary>
    [JsonPropertyName("user")]
    public string? UserId { get; init; }

    /// <summary>Where its bytes are; needs the bot's token.</summary>
    public string? UrlPrivate { get; init; }

    /// <summary>Its page in Slack.</summary>
    public string? Permalink { get; init; }

    /// <summary>A picture's width; null until Slack has looked into the file.</summary>
    [JsonPropertyName("original_w")]
    [JsonConverter(typeof(PixelsConverter))]
    public int? OriginalWidth { get; init; }

    /// <summary>A picture's height; null until Slack has looked into the file.</summary>
    [JsonPropertyName("original_h")]
    [JsonConverter(typeof(PixelsConverter))]
    public int? OriginalHeight { get; init; }

    /// <summary>Whether a block may show the picture; before that Slack refuses the block.</summary>
    [JsonIgnore]
    public bool IsReadyPicture => !string.IsNullOrEmpty(Mimetype) && OriginalWidth is > 0;
}

/// <summary>Slack writes what it does not know yet as an empty text.</summary>
internal sealed class PixelsConverter : TextValueConverter<int>
{
    protected override int? Parse(string text) => int.TryParse(text, out var pixels) ? pixels : null;

    protected override string Format(int value) => value.ToString();
}
