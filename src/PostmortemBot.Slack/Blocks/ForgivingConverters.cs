using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PostmortemBot.Slack.Blocks;

/// <summary>
/// Slack writes numbers as text in some places, and null where it has nothing to say; neither is worth refusing a whole request.
/// What is no such value at all counts as not said.
/// </summary>
internal abstract class ForgivingConverter<T> : JsonConverter<T> where T : struct
{
    private const int LongestText = 32;

    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                reader.Skip();
                return default;
            case JsonTokenType.String when reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length > LongestText:
                return default;
            case JsonTokenType.String:
                return FromText(reader.ValueSpan);
            default:
                return FromToken(ref reader);
        }
    }

    protected abstract T FromText(ReadOnlySpan<byte> text);

    protected abstract T FromToken(ref Utf8JsonReader reader);
}

internal sealed class ForgivingBool : ForgivingConverter<bool>
{
    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);

    protected override bool FromText(ReadOnlySpan<byte> text) => text.SequenceEqual("true"u8);

    protected override bool FromToken(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.True;
}

internal sealed class ForgivingInt : ForgivingConverter<int>
{
    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

    protected override int FromText(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out int number, out var read) && read == text.Length ? number : 0;

    protected override int FromToken(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : 0;
}

internal sealed class ForgivingLong : ForgivingConverter<long>
{
    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

    protected override long FromText(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long number, out var read) && read == text.Length ? number : 0;

    protected override long FromToken(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : 0;
}
