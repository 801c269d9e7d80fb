using System.Text.Json;
using System.Text.Json.Serialization;

namespace PostmortemBot.Slack.Blocks;

/// <summary>Reads any text object into the kind of text that is asked for; a bare string counts as plain text.</summary>
internal sealed class TextConverter<T> : JsonConverter<T> where T : TextObject
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(T);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = null;
        bool? emoji = null, verbatim = null;
        var isMarkdown = typeof(T) == typeof(Markdown);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            text = Words(ref reader);
        }
        else
        {
            // Most of a view is texts, so they are read without a document between.
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isText, isType, isEmoji, isVerbatim) =
                    (reader.ValueTextEquals("text"u8), reader.ValueTextEquals("type"u8), reader.ValueTextEquals("emoji"u8), reader.ValueTextEquals("verbatim"u8));
                reader.Read();
                if (isText) text = Words(ref reader);
                else if (isType && typeof(T) == typeof(TextObject)) isMarkdown = Words(ref reader) is "mrkdwn";
                else if (isEmoji) emoji = Flag(ref reader);
                else if (isVerbatim) verbatim = Flag(ref reader);
                else reader.Skip();
            }
        }

        TextObject read = isMarkdown
            ? new Markdown(text ?? "") { Verbatim = verbatim ?? false }
            : new PlainText(text ?? "") { Emoji = emoji ?? true };
        return (T)read;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, value.Type);
        writer.WriteString("text"u8, value.Text);
        if (value is PlainText plain) writer.WriteBoolean("emoji"u8, plain.Emoji);
        if (value is Markdown { Verbatim: true }) writer.WriteBoolean("verbatim"u8, true);
        writer.WriteEndObject();
    }

    private static string? Words(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON and no string.
            return null;
        }
    }

    private static bool? Flag(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => null,
        };
    }
}
