using System.Text.Json.Serialization;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>Something was typed into a text field.</summary>
public sealed record PlainTextInputAction() : BlockAction("plain_text_input")
{
    /// <summary>What was typed; null when it was emptied.</summary>
    public string? Value { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? ChosenValue => Value;
}

/// <summary>Something was typed into a field for an e-mail address.</summary>
public sealed record EmailTextInputAction() : BlockAction("email_text_input")
{
    /// <summary>What was typed; null when it was emptied.</summary>
    public string? Value { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? ChosenValue => Value;
}

/// <summary>Something was typed into a field for an address.</summary>
public sealed record UrlTextInputAction() : BlockAction("url_text_input")
{
    /// <summary>What was typed; null when it was emptied.</summary>
    public string? Value { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? ChosenValue => Value;
}

/// <summary>Something was typed into a field for a number.</summary>
public sealed record NumberInputAction() : BlockAction("number_input")
{
    /// <summary>What was typed; null when it was emptied.</summary>
    public string? Value { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? ChosenValue => Value;
}

/// <summary>Something was typed into a field for formatted text.</summary>
public sealed record RichTextInputAction() : BlockAction("rich_text_input")
{
    /// <summary>What was typed; null when it was emptied.</summary>
    public RichTextBlock? RichTextValue { get; init; }
}

/// <summary>A date was chosen.</summary>
public sealed record DatePickerAction() : BlockAction("datepicker")
{
    /// <summary>The date; null when it was taken back.</summary>
    [JsonConverter(typeof(SlackDateConverter))]
    public DateOnly? SelectedDate { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? ChosenValue => SelectedDate?.ToString("yyyy-MM-dd");
}

/// <summary>A time of day was chosen.</summary>
public sealed record TimePickerAction() : BlockAction("timepicker")
{
    /// <summary>The time; null when it was taken back.</summary>
    [JsonConverter(typeof(SlackTimeConverter))]
    public TimeOnly? SelectedTime { get; init; }

    /// <summary>The IANA time zone, if the element has one.</summary>
    public string? Timezone { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? ChosenValue => SelectedTime?.ToString("HH:mm");
}

/// <summary>A moment was chosen.</summary>
public sealed record DateTimePickerAction() : BlockAction("datetimepicker")
{
    /// <summary>The moment in UTC; null when it was taken back.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? SelectedDateTime { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? ChosenValue => SelectedDateTime?.ToUnixTimeSeconds().ToString();
}
