using System.Text.Json;

namespace PostmortemBot.Slack.Blocks;

internal sealed partial class LimitCheck
{
    private void Element(string at, BlockElement element, bool inInput)
    {
        if (element is InteractiveElement interactive) ActionId(at, interactive);
        switch (element)
        {
            case Button button: ButtonLimits(at, button); break;
            case Image image: Picture(at, image.Type, image.ImageUrl, image.SlackFile, image.AltText); break;
            case MenuElement menu: Menu(at, menu, inInput); break;
            case TextFieldElement field: TextField(at, field); break;
            case DateTimePicker picker: DateTimePickerLimits(at, picker); break;
            case CheckboxGroup boxes:
                Options(at, boxes.Type, boxes.Options, OptionRule.Choice);
                Initial(at, boxes.Type, boxes.InitialOptions, boxes.Options);
                Confirm(at, boxes.Confirm);
                Focus(at, boxes.Type, boxes.FocusOnLoad);
                break;
            case RadioButtonGroup radio:
                Options(at, radio.Type, radio.Options, OptionRule.Choice);
                Initial(at, radio.Type, radio.InitialOption, radio.Options);
                Confirm(at, radio.Confirm);
                Focus(at, radio.Type, radio.FocusOnLoad);
                break;
            case OverflowMenu overflow:
                Options(at, overflow.Type, overflow.Options, OptionRule.Overflow);
                Confirm(at, overflow.Confirm);
                break;
            case FileInput files:
                Range(at, files.Type, "max_files", files.MaxFiles, 1, 10);
                break;
            default: break;
        }
    }

    private void ActionId(string at, InteractiveElement element)
    {
        Length(at, element.Type, "action_id", element.ActionId, BlockLimits.Id);
        if (element.ActionId.Length > 0 && !_actionIds.Add(element.ActionId))
            throw new SlackBlockException(at, element.Type, "action_id", $"'{element.ActionId}' is used by another element of the block");
    }

    private void ButtonLimits(string at, Button button)
    {
        Required(at, button.Type, "text", button.Text, BlockLimits.OptionText);
        Length(at, button.Type, "value", button.Value, 2_000);
        Url(at, button.Type, "url", button.Url, webOnly: false);
        Length(at, button.Type, "accessibility_label", button.AccessibilityLabel, 75);
        Confirm(at, button.Confirm);
    }

    private void Menu(string at, MenuElement menu, bool inInput)
    {
        Optional(at, menu.Type, "placeholder", menu.Placeholder, 150);
        Confirm(at, menu.Confirm);
        Focus(at, menu.Type, menu.FocusOnLoad);
        switch (menu)
        {
            case StaticSelectMenu one:
                Initial(at, menu.Type, one.InitialOption, OptionsOrGroups(at, menu.Type, one.Options, one.OptionGroups));
                break;
            case StaticMultiSelectMenu many:
                Initial(at, menu.Type, many.InitialOptions, OptionsOrGroups(at, menu.Type, many.Options, many.OptionGroups));
                Range(at, menu.Type, "max_selected_items", many.MaxSelectedItems, 1, int.MaxValue);
                break;
            case ExternalSelectMenu one:
                if (one.InitialOption is { } initial) OptionLimits($"{at}.initial_option", initial, OptionRule.Menu);
                Range(at, menu.Type, "min_query_length", one.MinQueryLength, 0, int.MaxValue);
                break;
            case ExternalMultiSelectMenu many:
                for (var i = 0; i < many.InitialOptions.Count; i++) OptionLimits($"{at}.initial_options[{i}]", many.InitialOptions[i], OptionRule.Menu);
                Range(at, menu.Type, "min_query_length", many.MinQueryLength, 0, int.MaxValue);
                Range(at, menu.Type, "max_selected_items", many.MaxSelectedItems, 1, int.MaxValue);
                break;
            case UserMultiSelectMenu many: Range(at, menu.Type, "max_selected_items", many.MaxSelectedItems, 1, int.MaxValue); break;
            case ChannelMultiSelectMenu many: Range(at, menu.Type, "max_selected_items", many.MaxSelectedItems, 1, int.MaxValue); break;
            case ChannelSelectMenu one: ResponseUrl(at, menu.Type, one.ResponseUrlEnabled, inInput); break;
            case ConversationSelectMenu one:
                Filter(at, one.Filter);
                ResponseUrl(at, menu.Type, one.ResponseUrlEnabled, inInput);
                break;
            case ConversationMultiSelectMenu many:
                Filter(at, many.Filter);
                Range(at, menu.Type, "max_selected_items", many.MaxSelectedItems, 1, int.MaxValue);
                break;
            default: break;
        }
    }

    private void TextField(string at, TextFieldElement field)
    {
        Optional(at, field.Type, "placeholder", field.Placeholder, 150);
        Focus(at, field.Type, field.FocusOnLoad);
        if (field.DispatchActionConfig is { } dispatch)
        {
            Count(at, field.Type, "dispatch_action_config", dispatch.TriggerActionsOn, 1, 2);
            if (dispatch.TriggerActionsOn.FirstOrDefault(static on => on is not ("on_enter_pressed" or "on_character_entered")) is { } other)
                throw new SlackBlockException(at, field.Type, "dispatch_action_config", $"cannot have '{other}'");
        }

        switch (field)
        {
            case PlainTextInput text:
                Range(at, field.Type, "min_length", text.MinLength, 0, 3_000);
                Range(at, field.Type, "max_length", text.MaxLength, 1, 3_000);
                if (text.MinLength > text.MaxLength) throw new SlackBlockException(at, field.Type, "min_length", "is more than max_length", text.MaxLength);
                Length(at, field.Type, "initial_value", text.InitialValue, text.MaxLength ?? 3_000);
                break;
            case EmailTextInput email: Length(at, field.Type, "initial_value", email.InitialValue, 3_000); break;
            case UrlTextInput url: Length(at, field.Type, "initial_value", url.InitialValue, 3_000); break;
            case NumberInput number:
                if (number.MinValue > number.MaxValue) throw new SlackBlockException(at, field.Type, "min_value", "is more than max_value");
                break;
            case RichTextInput rich:
                Range(at, field.Type, "min_lines", rich.MinLines, 1, 100);
                Range(at, field.Type, "max_lines", rich.MaxLines, 1, 100);
                break;
            default: break;
        }
    }

    private void DateTimePickerLimits(string at, DateTimePicker picker)
    {
        if (picker.InitialDateTime?.ToUnixTimeSeconds() is < 1_000_000_000 or > 9_999_999_999)
            throw new SlackBlockException(at, picker.Type, "initial_date_time", "must have ten digits of Unix seconds (September 2001 to November 2286)");
        Confirm(at, picker.Confirm);
        Focus(at, picker.Type, picker.FocusOnLoad);
    }

    private void Focus(string at, string type, bool focus)
    {
        if (!focus) return;
        if (_focus is not null) throw new SlackBlockException(at, type, "focus_on_load", $"is already on {_focus}, and may be on one element only");
        _focus = at;
    }

    private void ResponseUrl(string at, string type, bool enabled, bool inInput)
    {
        if (enabled && (!inInput || surface is not Surface.Modal))
            throw new SlackBlockException(at, type, "response_url_enabled", "is allowed only in an input block of a modal");
    }

    private static void Filter(string at, ConversationFilter? filter)
    {
        if (filter is null) return;
        if (filter.Include is null or [] && !filter.ExcludeBotUsers && !filter.ExcludeExternalSharedChannels)
            throw new SlackBlockException($"{at}.filter", type: null, "include", "is empty, and nothing is excluded: a filter says at least one thing");
        if (filter.Include?.FirstOrDefault(static kind => kind is not ("im" or "mpim" or "private" or "public")) is { } other)
            throw new SlackBlockException($"{at}.filter", type: null, "include", $"cannot have {JsonSerializer.Serialize(other)}");
    }
}
