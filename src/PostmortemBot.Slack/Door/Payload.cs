using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace PostmortemBot.Slack;

/// <summary>Reads JSON that anybody may have written: what is wrong with it is a value, not an exception.</summary>
internal static class Payload
{
    /// <summary>The value of the outermost <c>type</c>; empty when there is none, null when it is not JSON.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isType = reader.ValueTextEquals("type"u8);
                reader.Read();
                if (isType) return reader.TokenType == JsonTokenType.String ? reader.GetString() : "";
                reader.Skip();
            }

            return "";
        }
        catch (Exception malformed) when (IsMalformed(malformed))
        {
            return null;
        }
    }

    /// <summary>Slack's ids have a dozen letters; its limit for those an app chooses is 255.</summary>
    public static bool IsId([NotNullWhen(true)] string? id) => id is { Length: > 0 and <= 255 };

    /// <summary>Without U+0000: no keyboard types it, Slack sends none, and no database stores it.</summary>
    public static ReadOnlySpan<byte> WithoutNul(ReadOnlySpan<byte> json)
    {
        var escaped = "\\u0000"u8;
        if (json.IndexOf(escaped) < 0) return json;

        var kept = new byte[json.Length];
        var length = 0;
        for (var at = 0; at < json.Length; at++)
        {
            if (json[at] != '\\')
            {
                kept[length++] = json[at];
            }
            else if (json[at..].StartsWith(escaped))
            {
                at += escaped.Length - 1;
            }
            else
            {
                // With what it escapes, which may be another backslash.
                kept[length++] = json[at++];
                if (at < json.Length) kept[length++] = json[at];
            }
        }

        return kept.AsSpan(0, length);
    }

    public static bool TryRead<T>(ReadOnlySpan<byte> json, [NotNullWhen(true)] out T? payload) where T : class
    {
        try
        {
            payload = JsonSerializer.Deserialize<T>(json, SlackJson.Options);
            return payload is not null;
        }
        catch (Exception malformed) when (IsMalformed(malformed))
        {
            payload = null;
            return false;
        }
    }

    /// <summary>Half a surrogate pair is an <see cref="InvalidOperationException"/> to the reader.</summary>
    public static bool IsMalformed(Exception exception) => exception is JsonException or InvalidOperationException;
}
