using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Postmortems;

/// <summary>
/// What a form showed when it was opened. Slack sends it back with the answers, so that only what this person changed is
/// stored, and what somebody else changed meanwhile stays.
/// </summary>
public sealed class ShownForm(ViewInfo view)
{
    public string Text(string blockId) => (Element(blockId) as PlainTextInput)?.InitialValue ?? "";

    public string Option(string blockId) => Element(blockId) switch
    {
        StaticSelectMenu menu => menu.InitialOption?.Value ?? "",
        RadioButtonGroup radio => radio.InitialOption?.Value ?? "",
        _ => "",
    };

    public DateTimeOffset? Moment(string blockId) => (Element(blockId) as DateTimePicker)?.InitialDateTime;

    public DateOnly? Day(string blockId) => (Element(blockId) as DatePicker)?.InitialDate;

    public string? User(string blockId) => (Element(blockId) as UserSelectMenu)?.InitialUser;

    public IReadOnlyList<string> Users(string blockId) => (Element(blockId) as UserMultiSelectMenu)?.InitialUsers ?? [];

    /// <summary>What is to be stored: what was chosen where it differs from what was shown, else what is stored now.</summary>
    public static T Merge<T>(T chosen, T shown, T stored) => EqualityComparer<T>.Default.Equals(chosen, shown) ? stored : chosen;

    private IInputBlockElement? Element(string blockId) => view.Blocks.OfType<InputBlock>().FirstOrDefault(block => block.BlockId == blockId)?.Element;
}
