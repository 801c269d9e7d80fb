using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PostmortemBot.Slack.Blocks;

/// <summary>A value that Slack writes as a string; one that does not parse reads as null.</summary>
internal abstract class TextValueConverter<T> : JsonConverter<T?> where T : struct
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        return json.ValueKind switch
        {
            JsonValueKind.String => json.StringOrNull() is { } text ? Parse(text) : null,
            JsonValueKind.Number => Parse(json.GetRawText()),
            _ => null,
        };
    }

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options)
    {
        if (value is { } some) writer.WriteStringValue(Format(some));
        else writer.WriteNullValue();
    }

    protected abstract T? Parse(string text);

    protected abstract string Format(T value);
}

internal sealed class SlackDateConverter : TextValueConverter<DateOnly>
{
    protected override DateOnly? Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    protected override string Format(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

internal sealed class SlackTimeConverter : TextValueConverter<TimeOnly>
{
    protected override TimeOnly? Parse(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    protected override string Format(TimeOnly value) => value.ToString("HH:mm", CultureInfo.InvariantCulture);
}

internal sealed class SlackNumberConverter : TextValueConverter<decimal>
{
    protected override decimal? Parse(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    protected override string Format(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A moment as whole Unix seconds.</summary>
internal sealed class UnixSecondsConverter : TextValueConverter<DateTimeOffset>
{
    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } at) writer.WriteNumberValue(at.ToUnixTimeSeconds());
        else writer.WriteNullValue();
    }

    protected override DateTimeOffset? Parse(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
        && seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds() && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    protected override string Format(DateTimeOffset value) => value.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}

/// <summary>The default style is said by not sending it.</summary>
internal sealed class ButtonStyleConverter : JsonConverter<ButtonStyle>
{
    public override ButtonStyle Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        return json.StringOrNull() switch
        {
            "primary" => ButtonStyle.Primary,
            "danger" => ButtonStyle.Danger,
            _ => ButtonStyle.Default,
        };
    }

    public override void Write(Utf8JsonWriter writer, ButtonStyle value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value == ButtonStyle.Primary ? "primary" : "danger");
}
