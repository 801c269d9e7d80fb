namespace PostmortemBot.Slack;

/// <summary>What every answer of the Web API has. <see href="https://docs.slack.dev/apis/web-api/#responses"/></summary>
internal sealed record SlackEnvelope
{
    public bool Ok { get; init; }

    public string? Error { get; init; }

    public IReadOnlyList<string>? Errors { get; init; }

    public string? Needed { get; init; }

    public string? Provided { get; init; }

    public string? Detail { get; init; }

    public SlackEnvelopeMetadata? ResponseMetadata { get; init; }

    /// <summary>Slack says the same thing in one, two or all three places.</summary>
    public IReadOnlyList<string> AllMessages() =>
        [.. (ResponseMetadata?.Messages ?? []).Concat(Errors ?? []).Append(Detail).OfType<string>().Select(message => message.Replace("[ERROR] ", "", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
}

internal sealed record SlackEnvelopeMetadata
{
    public IReadOnlyList<string>? Messages { get; init; }

    public string? NextCursor { get; init; }
}
