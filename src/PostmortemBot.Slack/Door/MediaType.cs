namespace PostmortemBot.Slack;

internal enum MediaKind
{
    Other,
    Json,
    Form,
}

internal static class MediaType
{
    /// <summary>The media type alone decides; a charset behind it does not.</summary>
    public static MediaKind Of(string? contentType)
    {
        var type = contentType.AsSpan();
        var parameters = type.IndexOf(';');
        if (parameters >= 0) type = type[..parameters];
        type = type.Trim();

        if (type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)) return MediaKind.Form;
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase) ? MediaKind.Json : MediaKind.Other;
    }
}
