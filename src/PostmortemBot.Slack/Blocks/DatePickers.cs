using System.Text.Json.Serialization;

namespace PostmortemBot.Slack.Blocks;

/// <summary>
/// A date. <see href="https://docs.slack.dev/reference/block-kit/block-elements/date-picker-element"/>
/// </summary>
public sealed record DatePicker() : MenuElement("datepicker")
{
    /// <summary>The date chosen at first.</summary>
    [JsonConverter(typeof(SlackDateConverter))]
    public DateOnly? InitialDate { get; init; }
}

/// <summary>
/// A time of day. <see href="https://docs.slack.dev/reference/block-kit/block-elements/time-picker-element"/>
/// </summary>
public sealed record TimePicker() : MenuElement("timepicker")
{
    /// <summary>The time chosen at first, in hours and minutes.</summary>
    [JsonConverter(typeof(SlackTimeConverter))]
    public TimeOnly? InitialTime { get; init; }

    /// <summary>The IANA time zone that comes back with the time.</summary>
    public string? Timezone { get; init; }
}

/// <summary>
/// A date and time in the person's own time zone; in an actions or input block, not beside a section.
/// <see href="https://docs.slack.dev/reference/block-kit/block-elements/datetime-picker-element"/>
/// </summary>
public sealed record DateTimePicker() : InteractiveElement("datetimepicker"), IActionElement, IInputBlockElement
{
    /// <summary>The moment chosen at first, sent as ten digits of Unix seconds.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? InitialDateTime { get; init; }

    /// <summary>Asked before a choice is sent.</summary>
    public ConfirmationDialog? Confirm { get; init; }

    /// <summary>Puts the cursor here when the view opens; on one element of a view.</summary>
    public bool FocusOnLoad { get; init; }
}
