using System.Text.Json;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>What every answer of the Web API has. <see href="https://docs.slack.dev/apis/web-api/#responses"/></summary>
internal sealed record SlackEnvelope
{
    public bool Ok { get; init; }

    public string? Error { get; init; }

    /// <summary>Texts, or objects where one call names several people or channels.</summary>
    public JsonElement? Errors { get; init; }

    public string? Needed { get; init; }

    public string? Provided { get; init; }

    public string? Detail { get; init; }

    public SlackEnvelopeMetadata? ResponseMetadata { get; init; }

    /// <summary>Slack says the same thing in one, two or all three places.</summary>
    public IReadOnlyList<string> AllMessages() =>
        [.. (ResponseMetadata?.Messages ?? []).Concat(Texts(Errors)).Append(Detail).OfType<string>().Where(message => message.Length > 0).Select(message => message.Replace("[ERROR] ", "", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string?> Texts(JsonElement? errors) => errors is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Select(error => error.ValueKind is JsonValueKind.String ? error.GetString() : error.StringField("error"))
        : [];
}

internal sealed record SlackEnvelopeMetadata
{
    public IReadOnlyList<string>? Messages { get; init; }

    public string? NextCursor { get; init; }
}
