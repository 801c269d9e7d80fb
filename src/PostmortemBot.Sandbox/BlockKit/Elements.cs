using System.Globalization;
using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.BlockKit;

/// <summary>Every interactive element: its fields, its limits, the blocks it may stand in.</summary>
internal static class Elements
{
    private const string Everywhere = "section actions input";
    private static readonly string[] Pickers = ["confirm", "focus_on_load", "placeholder"];
    private static readonly Dictionary<string, Rule> Rules = new(StringComparer.Ordinal)
    {
        ["button"] = new("section actions", ["text"], ["value", "url", "style", "confirm", "accessibility_label"], Button),
        ["plain_text_input"] = new("input", [], ["initial_value", "multiline", "min_length", "max_length", "dispatch_action_config", "placeholder", "focus_on_load"], PlainTextInput),
        ["email_text_input"] = new("input", [], ["initial_value", "dispatch_action_config", "placeholder", "focus_on_load"], TextInput),
        ["url_text_input"] = new("input", [], ["initial_value", "dispatch_action_config", "placeholder", "focus_on_load"], TextInput),
        ["number_input"] = new("input", ["is_decimal_allowed"], ["initial_value", "min_value", "max_value", "dispatch_action_config", "placeholder", "focus_on_load"], NumberInput),
        ["rich_text_input"] = new("input", [], ["initial_value", "min_lines", "max_lines", "dispatch_action_config", "placeholder", "focus_on_load"], RichTextInput),
        ["datepicker"] = new(Everywhere, [], [.. Pickers, "initial_date"], (c, e, at) => Moment(c, e, at, "initial_date", "yyyy-MM-dd")),
        ["timepicker"] = new(Everywhere, [], [.. Pickers, "initial_time", "timezone"], TimePicker),
        ["datetimepicker"] = new("actions input", [], ["confirm", "focus_on_load", "initial_date_time"], (c, e, at) => c.Integer(e, "initial_date_time", at, 1_000_000_000, 9_999_999_999)),
        ["static_select"] = new(Everywhere, [], [.. Pickers, "options", "option_groups", "initial_option"], (c, e, at) => c.Options(e, at, 100, plain: true, groups: true)),
        ["multi_static_select"] = new(Everywhere, [], [.. Pickers, "options", "option_groups", "initial_options", "max_selected_items"], (c, e, at) => c.Options(e, at, 100, plain: true, groups: true)),
        ["external_select"] = new(Everywhere, [], [.. Pickers, "min_query_length", "initial_option"], External),
        ["multi_external_select"] = new(Everywhere, [], [.. Pickers, "min_query_length", "initial_options", "max_selected_items"], External),
        ["users_select"] = new(Everywhere, [], [.. Pickers, "initial_user"], (c, e, at) => c.String(e, "initial_user", at, 255)),
        ["multi_users_select"] = new(Everywhere, [], [.. Pickers, "initial_users", "max_selected_items"], (c, e, at) => Ids(c, e, at, "initial_users")),
        ["conversations_select"] = new(Everywhere, [], [.. Pickers, "initial_conversation", "default_to_current_conversation", "filter", "response_url_enabled"], Conversations),
        ["multi_conversations_select"] = new(Everywhere, [], [.. Pickers, "initial_conversations", "default_to_current_conversation", "filter", "max_selected_items"], Conversations),
        ["channels_select"] = new(Everywhere, [], [.. Pickers, "initial_channel", "response_url_enabled"], (c, e, at) => c.String(e, "initial_channel", at, 255)),
        ["multi_channels_select"] = new(Everywhere, [], [.. Pickers, "initial_channels", "max_selected_items"], (c, e, at) => Ids(c, e, at, "initial_channels")),
        ["overflow"] = new("section actions", ["options"], ["confirm"], (c, e, at) => c.Options(e, at, 5, plain: true, groups: false, urls: true)),
        ["checkboxes"] = new(Everywhere, ["options"], ["initial_options", "confirm", "focus_on_load"], (c, e, at) => c.Options(e, at, 10, plain: false, groups: false)),
        ["radio_buttons"] = new(Everywhere, ["options"], ["initial_option", "confirm", "focus_on_load"], (c, e, at) => c.Options(e, at, 10, plain: false, groups: false)),
        ["file_input"] = new("input", [], ["filetypes", "max_files"], FileInput),
    };

    public static void Element(this Check check, JsonNode? node, string at, string block)
    {
        if (check.Object(node, at) is not { } element) return;
        var type = Check.Type(element);
        if (type is null || !Rules.TryGetValue(type, out var rule))
        {
            check.Fail($"{at}/type", $"unsupported type: {type}");
            return;
        }
        if (!rule.In.Split(' ').Contains(block, StringComparer.Ordinal))
        {
            check.Fail($"{at}/type", $"unsupported type: {type} is not allowed in {block} blocks");
            return;
        }
        check.Fields(element, at, rule.Required, ["action_id", .. rule.Optional]);
        check.String(element, "action_id", at, 255);
        check.Text(element, "placeholder", at, 150, plain: true);
        check.Confirm(element, at);
        check.DispatchConfig(element, at);
        check.Integer(element, "max_selected_items", at, 1, 1000);
        Focus(check, element, at, block);
        ResponseUrl(check, element, at, block);
        rule.Rules(check, element, at);
    }

    private static void Focus(Check check, JsonObject element, string at, string block)
    {
        if (check.Bool(element, "focus_on_load", at) is not true) return;
        if (block is not "input" && check.Surface == Surface.Message) check.Fail($"{at}/focus_on_load", "not allowed in messages");
        if (check.Focus is not null) check.Fail($"{at}/focus_on_load", "only one element can have focus_on_load");
        check.Focus ??= at;
    }

    private static void ResponseUrl(Check check, JsonObject element, string at, string block)
    {
        if (check.Bool(element, "response_url_enabled", at) is true && (block is not "input" || check.Surface != Surface.Modal))
            check.Fail($"{at}/response_url_enabled", "only allowed in input blocks of modals");
    }

    private static void Button(Check check, JsonObject e, string at)
    {
        check.Text(e, "text", at, 75, plain: true);
        check.String(e, "value", at, 2000);
        check.HttpUrl(e, "url", at);
        check.OneOf(e, "style", at, "primary", "danger");
        check.String(e, "accessibility_label", at, 75);
    }

    private static void TextInput(Check check, JsonObject e, string at) => check.String(e, "initial_value", at, 3000);

    private static void PlainTextInput(Check check, JsonObject e, string at)
    {
        check.Bool(e, "multiline", at);
        var min = check.Integer(e, "min_length", at, 0, 3000) ?? 0;
        var max = check.Integer(e, "max_length", at, 1, 3000) ?? 3000;
        if (min > max) check.Fail($"{at}/min_length", "must be no more than max_length");
        check.String(e, "initial_value", at, (int)max);
    }

    private static void NumberInput(Check check, JsonObject e, string at)
    {
        check.Bool(e, "is_decimal_allowed", at);
        foreach (var name in new[] { "initial_value", "min_value", "max_value" })
        {
            if (check.String(e, name, at, 255) is { } text && !decimal.TryParse(text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _))
                check.Fail($"{at}/{name}", "must be a number in a string");
        }
    }

    private static void RichTextInput(Check check, JsonObject e, string at)
    {
        check.Integer(e, "min_lines", at, 1, 100);
        check.Integer(e, "max_lines", at, 1, 100);
        if (!e.TryGetPropertyValue("initial_value", out var value)) return;
        if (check.Object(value, $"{at}/initial_value") is { } rich) RichText.Block(check, rich, $"{at}/initial_value");
    }

    private static void TimePicker(Check check, JsonObject e, string at)
    {
        Moment(check, e, at, "initial_time", "HH:mm");
        if (check.String(e, "timezone", at, 255) is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            check.Fail($"{at}/timezone", "must be an IANA time zone");
    }

    private static void Moment(Check check, JsonObject e, string at, string name, string format)
    {
        if (check.String(e, name, at, 255) is { } text && !DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            check.Fail($"{at}/{name}", $"must match the format {format}");
    }

    private static void External(Check check, JsonObject e, string at)
    {
        check.Integer(e, "min_query_length", at, 0, 100);
        if (e.TryGetPropertyValue("initial_option", out var option)) check.Option(option, $"{at}/initial_option", plain: true, urls: false);
        var index = 0;
        foreach (var item in check.Array(e, "initial_options", at, 1, 100) ?? []) check.Option(item, $"{at}/initial_options/{index++}", plain: true, urls: false);
    }

    private static void Conversations(Check check, JsonObject e, string at)
    {
        check.String(e, "initial_conversation", at, 255);
        Ids(check, e, at, "initial_conversations");
        check.Bool(e, "default_to_current_conversation", at);
        check.Filter(e, at);
    }

    private static void FileInput(Check check, JsonObject e, string at)
    {
        if (check.Surface != Surface.Modal) check.Fail($"{at}/type", "unsupported type: file_input is only allowed in modals");
        check.Integer(e, "max_files", at, 1, 10);
        foreach (var item in check.Array(e, "filetypes", at, 1, 100) ?? [])
        {
            if (item is not JsonValue v || !v.TryGetValue<string>(out _)) check.Fail($"{at}/filetypes", "must provide strings");
        }
    }

    private static void Ids(Check check, JsonObject e, string at, string name)
    {
        foreach (var item in check.Array(e, name, at, 1, 100) ?? [])
        {
            if (item is not JsonValue v || !v.TryGetValue<string>(out _)) check.Fail($"{at}/{name}", "must provide strings");
        }
    }

    private sealed record Rule(string In, string[] Required, string[] Optional, Action<Check, JsonObject, string> Rules)
    {
        public Rule(string @in, string[] required, string[] optional, Func<Check, JsonObject, string, object?> rules)
            : this(@in, required, optional, (c, e, at) => { rules(c, e, at); })
        {
        }
    }
}
