using System.Text.Json;
using System.Text.Json.Serialization;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>
/// What was filled in or chosen in one element.
/// <see href="https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"/>
/// </summary>
[JsonConverter(typeof(ElementValueConverter))]
public abstract record ElementValue
{
    private protected ElementValue(string type) => Type = type;

    /// <summary>Slack's name of the kind of element.</summary>
    [JsonPropertyOrder(-1)]
    public string Type { get; }
}

/// <summary>The text of a <see cref="PlainTextInput"/>.</summary>
public sealed record PlainTextInputValue() : ElementValue("plain_text_input")
{
    /// <summary>The text, or null when nothing was typed.</summary>
    public string? Value { get; init; }
}

/// <summary>The address in an <see cref="EmailTextInput"/>.</summary>
public sealed record EmailTextInputValue() : ElementValue("email_text_input")
{
    /// <summary>The address, or null when nothing was typed.</summary>
    public string? Value { get; init; }
}

/// <summary>The address in a <see cref="UrlTextInput"/>.</summary>
public sealed record UrlTextInputValue() : ElementValue("url_text_input")
{
    /// <summary>The address, or null when nothing was typed.</summary>
    public string? Value { get; init; }
}

/// <summary>The number in a <see cref="NumberInput"/>.</summary>
public sealed record NumberInputValue() : ElementValue("number_input")
{
    /// <summary>The number, or null when nothing was typed.</summary>
    [JsonConverter(typeof(SlackNumberConverter))]
    public decimal? Value { get; init; }
}

/// <summary>The text of a <see cref="RichTextInput"/>.</summary>
public sealed record RichTextInputValue() : ElementValue("rich_text_input")
{
    /// <summary>The text, or null when nothing was typed.</summary>
    public RichTextBlock? RichTextValue { get; init; }
}

/// <summary>The choice in a <see cref="StaticSelectMenu"/>.</summary>
public sealed record StaticSelectValue() : ElementValue("static_select")
{
    /// <summary>The option, or null when nothing was chosen.</summary>
    public Option? SelectedOption { get; init; }
}

/// <summary>The choice in an <see cref="ExternalSelectMenu"/>.</summary>
public sealed record ExternalSelectValue() : ElementValue("external_select")
{
    /// <summary>The option, or null when nothing was chosen.</summary>
    public Option? SelectedOption { get; init; }
}

/// <summary>The choice in a <see cref="RadioButtonGroup"/>.</summary>
public sealed record RadioButtonGroupValue() : ElementValue("radio_buttons")
{
    /// <summary>The option, or null when nothing was chosen.</summary>
    public Option? SelectedOption { get; init; }
}

/// <summary>The choices in a <see cref="StaticMultiSelectMenu"/>.</summary>
public sealed record StaticMultiSelectValue() : ElementValue("multi_static_select")
{
    /// <summary>The options.</summary>
    public IReadOnlyList<Option> SelectedOptions { get => field; init => field = value ?? []; } = [];
}

/// <summary>The choices in an <see cref="ExternalMultiSelectMenu"/>.</summary>
public sealed record ExternalMultiSelectValue() : ElementValue("multi_external_select")
{
    /// <summary>The options.</summary>
    public IReadOnlyList<Option> SelectedOptions { get => field; init => field = value ?? []; } = [];
}

/// <summary>What is ticked in a <see cref="CheckboxGroup"/>.</summary>
public sealed record CheckboxGroupValue() : ElementValue("checkboxes")
{
    /// <summary>The options.</summary>
    public IReadOnlyList<Option> SelectedOptions { get => field; init => field = value ?? []; } = [];
}

/// <summary>The person in a <see cref="UserSelectMenu"/>.</summary>
public sealed record UserSelectValue() : ElementValue("users_select")
{
    /// <summary>The person's id, or null when nobody was chosen.</summary>
    public string? SelectedUser { get; init; }
}

/// <summary>The people in a <see cref="UserMultiSelectMenu"/>.</summary>
public sealed record UserMultiSelectValue() : ElementValue("multi_users_select")
{
    /// <summary>Their ids.</summary>
    public IReadOnlyList<string> SelectedUsers { get => field; init => field = value ?? []; } = [];
}

/// <summary>The conversation in a <see cref="ConversationSelectMenu"/>.</summary>
public sealed record ConversationSelectValue() : ElementValue("conversations_select")
{
    /// <summary>The conversation's id, or null when none was chosen.</summary>
    public string? SelectedConversation { get; init; }
}

/// <summary>The conversations in a <see cref="ConversationMultiSelectMenu"/>.</summary>
public sealed record ConversationMultiSelectValue() : ElementValue("multi_conversations_select")
{
    /// <summary>Their ids.</summary>
    public IReadOnlyList<string> SelectedConversations { get => field; init => field = value ?? []; } = [];
}

/// <summary>The channel in a <see cref="ChannelSelectMenu"/>.</summary>
public sealed record ChannelSelectValue() : ElementValue("channels_select")
{
    /// <summary>The channel's id, or null when none was chosen.</summary>
    public string? SelectedChannel { get; init; }
}

/// <summary>The channels in a <see cref="ChannelMultiSelectMenu"/>.</summary>
public sealed record ChannelMultiSelectValue() : ElementValue("multi_channels_select")
{
    /// <summary>Their ids.</summary>
    public IReadOnlyList<string> SelectedChannels { get => field; init => field = value ?? []; } = [];
}

/// <summary>The date in a <see cref="DatePicker"/>.</summary>
public sealed record DatePickerValue() : ElementValue("datepicker")
{
    /// <summary>The date, or null when none was chosen.</summary>
    [JsonConverter(typeof(SlackDateConverter))]
    public DateOnly? SelectedDate { get; init; }
}

/// <summary>The time in a <see cref="TimePicker"/>.</summary>
public sealed record TimePickerValue() : ElementValue("timepicker")
{
    /// <summary>The time, or null when none was chosen.</summary>
    [JsonConverter(typeof(SlackTimeConverter))]
    public TimeOnly? SelectedTime { get; init; }

    /// <summary>The IANA time zone, if the element has one.</summary>
    public string? Timezone { get; init; }
}

/// <summary>The moment in a <see cref="DateTimePicker"/>.</summary>
public sealed record DateTimePickerValue() : ElementValue("datetimepicker")
{
    /// <summary>The moment in UTC, or null when none was chosen.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? SelectedDateTime { get; init; }
}

/// <summary>The files in a <see cref="FileInput"/>.</summary>
public sealed record FileInputValue() : ElementValue("file_input")
{
    /// <summary>Slack's file objects as they came.</summary>
    public IReadOnlyList<JsonElement> Files { get => field; init => field = value ?? []; } = [];
}

/// <summary>The value of an element that this library does not know, or in a shape that it does not know.</summary>
[JsonConverter(typeof(UnknownElementValueConverter))]
public sealed record UnknownElementValue : ElementValue
{
    /// <summary>Keeps a value as JSON.</summary>
    /// <param name="json">The whole value.</param>
    public UnknownElementValue(JsonElement json) : base(json.StringField("type")) => Json = json;

    /// <summary>The whole value.</summary>
    public JsonElement Json { get; }
}
