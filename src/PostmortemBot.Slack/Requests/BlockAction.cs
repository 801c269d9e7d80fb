using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>
/// What somebody did with one element. <see href="https://docs.slack.dev/reference/interaction-payloads/block_actions-payload"/>
/// </summary>
[JsonConverter(typeof(BlockActionConverter))]
public abstract record BlockAction
{
    private protected BlockAction(string type) => Type = type;

    /// <summary>Slack's name of the kind of element.</summary>
    public string Type { get; }

    /// <summary>The element.</summary>
    public string ActionId { get => field; init => field = value ?? ""; } = "";

    /// <summary>The element's block.</summary>
    public string BlockId { get => field; init => field = value ?? ""; } = "";

    /// <summary>When, as a time stamp; tells one press of a button from the next.</summary>
    public string ActionTs { get => field; init => field = value ?? ""; } = "";

    /// <summary>What was chosen, whatever the kind of element: a button's or option's value, an id, a date, what was typed. Null for elements of many choices.</summary>
    [JsonIgnore]
    public virtual string? ChosenValue => null;
}

/// <summary>An action of an element that this library does not know, or in a shape that it does not know.</summary>
[JsonConverter(typeof(UnknownActionConverter))]
public sealed record UnknownAction : BlockAction
{
    /// <summary>Keeps an action as JSON.</summary>
    /// <param name="json">The whole action.</param>
    public UnknownAction(JsonElement json) : base(json.StringField("type"))
    {
        Json = json;
        ActionId = json.StringField("action_id");
        BlockId = json.StringField("block_id");
        ActionTs = json.StringField("action_ts");
    }

    /// <summary>The whole action.</summary>
    public JsonElement Json { get; }
}

internal sealed class BlockActionConverter() : TypedJsonConverter<BlockAction>(Known, static json => new UnknownAction(json))
{
    private static readonly FrozenDictionary<string, Type> Known = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["button"] = typeof(ButtonAction),
        ["static_select"] = typeof(StaticSelectAction),
        ["external_select"] = typeof(ExternalSelectAction),
        ["radio_buttons"] = typeof(RadioButtonGroupAction),
        ["overflow"] = typeof(OverflowAction),
        ["multi_static_select"] = typeof(StaticMultiSelectAction),
        ["multi_external_select"] = typeof(ExternalMultiSelectAction),
        ["checkboxes"] = typeof(CheckboxGroupAction),
        ["users_select"] = typeof(UserSelectAction),
        ["conversations_select"] = typeof(ConversationSelectAction),
        ["channels_select"] = typeof(ChannelSelectAction),
        ["multi_users_select"] = typeof(UserMultiSelectAction),
        ["multi_conversations_select"] = typeof(ConversationMultiSelectAction),
        ["multi_channels_select"] = typeof(ChannelMultiSelectAction),
        ["plain_text_input"] = typeof(PlainTextInputAction),
        ["email_text_input"] = typeof(EmailTextInputAction),
        ["url_text_input"] = typeof(UrlTextInputAction),
        ["number_input"] = typeof(NumberInputAction),
        ["rich_text_input"] = typeof(RichTextInputAction),
        ["datepicker"] = typeof(DatePickerAction),
        ["timepicker"] = typeof(TimePickerAction),
        ["datetimepicker"] = typeof(DateTimePickerAction),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}

internal sealed class UnknownActionConverter : JsonConverter<UnknownAction>
{
    public override UnknownAction Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, UnknownAction value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json.GetRawText());
}
