using System.Collections.Frozen;

namespace PostmortemBot.Slack.Blocks;

internal static class KnownTypes
{
    public static readonly FrozenDictionary<string, Type> Blocks = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["section"] = typeof(SectionBlock),
        ["header"] = typeof(HeaderBlock),
        ["divider"] = typeof(DividerBlock),
        ["context"] = typeof(ContextBlock),
        ["actions"] = typeof(ActionsBlock),
        ["input"] = typeof(InputBlock),
        ["image"] = typeof(ImageBlock),
        ["rich_text"] = typeof(RichTextBlock),
        ["markdown"] = typeof(MarkdownBlock),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, Type> Elements = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["button"] = typeof(Button),
        ["static_select"] = typeof(StaticSelectMenu),
        ["multi_static_select"] = typeof(StaticMultiSelectMenu),
        ["external_select"] = typeof(ExternalSelectMenu),
        ["multi_external_select"] = typeof(ExternalMultiSelectMenu),
        ["users_select"] = typeof(UserSelectMenu),
        ["multi_users_select"] = typeof(UserMultiSelectMenu),
        ["conversations_select"] = typeof(ConversationSelectMenu),
        ["multi_conversations_select"] = typeof(ConversationMultiSelectMenu),
        ["channels_select"] = typeof(ChannelSelectMenu),
        ["multi_channels_select"] = typeof(ChannelMultiSelectMenu),
        ["datepicker"] = typeof(DatePicker),
        ["timepicker"] = typeof(TimePicker),
        ["datetimepicker"] = typeof(DateTimePicker),
        ["plain_text_input"] = typeof(PlainTextInput),
        ["number_input"] = typeof(NumberInput),
        ["email_text_input"] = typeof(EmailTextInput),
        ["url_text_input"] = typeof(UrlTextInput),
        ["rich_text_input"] = typeof(RichTextInput),
        ["checkboxes"] = typeof(CheckboxGroup),
        ["radio_buttons"] = typeof(RadioButtonGroup),
        ["overflow"] = typeof(OverflowMenu),
        ["file_input"] = typeof(FileInput),
        ["image"] = typeof(Image),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, Type> ContextElements = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["plain_text"] = typeof(PlainText),
        ["mrkdwn"] = typeof(Markdown),
        ["image"] = typeof(Image),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
