using System.Text.Json;
using System.Text.Json.Serialization;

namespace PostmortemBot.Slack.Blocks;

/// <summary>Reads any text object into the kind of text that is asked for; a bare string counts as plain text.</summary>
internal sealed class TextConverter<T> : JsonConverter<T> where T : TextObject
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(T);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        var text = json.StringOrNull() ?? json.StringField("text");
        TextObject read = IsMarkdown(json)
            ? new Markdown(text) { Verbatim = Flag(json, "verbatim") ?? false }
            : new PlainText(text) { Emoji = Flag(json, "emoji") ?? true };
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

    private static bool IsMarkdown(JsonElement json) =>
        typeof(T) == typeof(Markdown)
        || (typeof(T) == typeof(TextObject) && json.StringField("type") is "mrkdwn");

    private static bool? Flag(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : null;
}
