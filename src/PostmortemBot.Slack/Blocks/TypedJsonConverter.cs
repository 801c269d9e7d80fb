using System.Text.Json;
using System.Text.Json.Serialization;

namespace PostmortemBot.Slack.Blocks;

/// <summary>Chooses the record by the field <c>type</c>, wherever in the object it stands; what is not known is kept, never refused.</summary>
internal abstract class TypedJsonConverter<T>(IReadOnlyDictionary<string, Type> known, Func<JsonElement, T> unknown) : JsonConverter<T>
    where T : class
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(T);

    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var start = reader;
        if (TypeName(reader) is { } name && known.TryGetValue(name, out var type) && typeof(T).IsAssignableFrom(type))
        {
            try
            {
                return (T?)JsonSerializer.Deserialize(ref reader, type, options);
            }
            catch (JsonException)
            {
                // A known type in a shape we do not know (Slack adds to its types): keep it as it came.
                reader = start;
            }
        }

        return unknown(JsonElement.ParseValue(ref reader));
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, value.GetType(), options);

    // The reader is a struct: this looks ahead on a copy.
    private static string? TypeName(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return null;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType) return reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped ? reader.GetString() : null;
            reader.Skip();
        }

        return null;
    }
}

internal sealed class BlockConverter() : TypedJsonConverter<Block>(KnownTypes.Blocks, static json => new UnknownBlock(json));

internal sealed class BlockElementConverter() : TypedJsonConverter<BlockElement>(KnownTypes.Elements, static json => new UnknownElement(json));

internal sealed class ActionElementConverter() : TypedJsonConverter<IActionElement>(KnownTypes.Elements, static json => new UnknownElement(json));

internal sealed class InputElementConverter() : TypedJsonConverter<IInputBlockElement>(KnownTypes.Elements, static json => new UnknownElement(json));

internal sealed class ContextElementConverter() : TypedJsonConverter<IContextElement>(KnownTypes.ContextElements, static json => new UnknownElement(json));

internal sealed class UnknownBlockConverter : JsonConverter<UnknownBlock>
{
    public override UnknownBlock Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, UnknownBlock value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json.GetRawText());
}

internal sealed class UnknownElementConverter : JsonConverter<UnknownElement>
{
    public override UnknownElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, UnknownElement value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json.GetRawText());
}
