using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

internal sealed class ElementValueConverter() : TypedJsonConverter<ElementValue>(Known, static json => new UnknownElementValue(json))
{
    private static readonly FrozenDictionary<string, Type> Known = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["plain_text_input"] = typeof(PlainTextInputValue),
        ["email_text_input"] = typeof(EmailTextInputValue),
        ["url_text_input"] = typeof(UrlTextInputValue),
        ["number_input"] = typeof(NumberInputValue),
        ["rich_text_input"] = typeof(RichTextInputValue),
        ["static_select"] = typeof(StaticSelectValue),
        ["external_select"] = typeof(ExternalSelectValue),
        ["radio_buttons"] = typeof(RadioButtonGroupValue),
        ["multi_static_select"] = typeof(StaticMultiSelectValue),
        ["multi_external_select"] = typeof(ExternalMultiSelectValue),
        ["checkboxes"] = typeof(CheckboxGroupValue),
        ["users_select"] = typeof(UserSelectValue),
        ["multi_users_select"] = typeof(UserMultiSelectValue),
        ["conversations_select"] = typeof(ConversationSelectValue),
        ["multi_conversations_select"] = typeof(ConversationMultiSelectValue),
        ["channels_select"] = typeof(ChannelSelectValue),
        ["multi_channels_select"] = typeof(ChannelMultiSelectValue),
        ["datepicker"] = typeof(DatePickerValue),
        ["timepicker"] = typeof(TimePickerValue),
        ["datetimepicker"] = typeof(DateTimePickerValue),
        ["file_input"] = typeof(FileInputValue),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}

internal sealed class UnknownElementValueConverter : JsonConverter<UnknownElementValue>
{
    public override UnknownElementValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, UnknownElementValue value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json.GetRawText());
}

/// <summary>Slack writes a state with nothing in it as <c>{}</c>, as <c>{"values":{}}</c>, and with lists in place of the objects.</summary>
internal sealed class ViewStateConverter : JsonConverter<ViewState>
{
    public override bool HandleNull => true;

    public override ViewState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var state = ViewState.Empty;
        if (IsOther(ref reader)) return state;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isValues = reader.ValueTextEquals("values"u8);
            reader.Read();
            if (isValues) state = Blocks(ref reader, options);
            else reader.Skip();
        }

        return state;
    }

    private static ViewState Blocks(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        if (IsOther(ref reader)) return ViewState.Empty;

        var values = new Dictionary<string, IReadOnlyDictionary<string, ElementValue>>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var blockId = reader.GetString()!;
            reader.Read();
            if (IsOther(ref reader)) continue;

            var elements = new Dictionary<string, ElementValue>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var actionId = reader.GetString()!;
                reader.Read();
                if (JsonSerializer.Deserialize<ElementValue>(ref reader, options) is { } value) elements[actionId] = value;
            }

            values[blockId] = elements;
        }

        return new ViewState(values);
    }

    /// <summary>Steps over what is no object.</summary>
    private static bool IsOther(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject) return false;
        reader.Skip();
        return true;
    }

    public override void Write(Utf8JsonWriter writer, ViewState value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("values"u8);
        JsonSerializer.Serialize(writer, value.Values, options);
        writer.WriteEndObject();
    }
}
