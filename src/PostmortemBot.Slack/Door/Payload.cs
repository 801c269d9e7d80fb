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
