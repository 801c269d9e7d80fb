using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.BlockKit;

/// <summary>state.values: what every stateful element holds, by block_id and action_id.</summary>
public static class State
{
    /// <summary>The value property of an element type, and whether it is a list.</summary>
    public static (string Name, bool IsList) ValueOf(string type) => type switch
    {
        "static_select" or "external_select" or "radio_buttons" or "overflow" => ("selected_option", false),
        "multi_static_select" or "multi_external_select" or "checkboxes" => ("selected_options", true),
        "users_select" => ("selected_user", false),
        "multi_users_select" => ("selected_users", true),
        "conversations_select" => ("selected_conversation", false),
        "multi_conversations_select" => ("selected_conversations", true),
        "channels_select" => ("selected_channel", false),
        "multi_channels_select" => ("selected_channels", true),
        "datepicker" => ("selected_date", false),
        "timepicker" => ("selected_time", false),
        "datetimepicker" => ("selected_date_time", false),
        "file_input" => ("files", true),
        "rich_text_input" => ("rich_text_value", false),
        _ => ("value", false),
    };

    /// <summary>The values of fresh blocks: initial ones, else empty.</summary>
    public static JsonObject Start(JsonNode? blocks, string? currentChannel) => Carry(null, [], blocks, currentChannel);

    /// <summary>
    /// The values after an update. An element that was there before, with the same ids and type, keeps what it holds;
    /// initial values count only for new ones.
    /// </summary>
    public static JsonObject Carry(JsonNode? oldBlocks, JsonObject oldValues, JsonNode? blocks, string? currentChannel)
    {
        var values = new JsonObject();
        foreach (var field in Field.Of(blocks).Where(f => f.KeepsState))
        {
            var before = Field.Of(oldBlocks).FirstOrDefault(f =>
                string.Equals(f.BlockId, field.BlockId, StringComparison.Ordinal)
                && string.Equals(f.ActionId, field.ActionId, StringComparison.Ordinal)
                && string.Equals(f.Type, field.Type, StringComparison.Ordinal));
            var kept = before is null ? null : Entry(oldValues, field);
            Set(values, field, kept is not null && StillPossible(field, kept) ? (JsonObject)kept.DeepClone() : Initial(field.Element, currentChannel));
        }
        return values;
    }

    public static JsonObject? Entry(JsonObject values, Field field) => values[field.BlockId]?[field.ActionId] as JsonObject;

    public static void Set(JsonObject values, Field field, JsonObject entry)
    {
        if (values[field.BlockId] is not JsonObject block) values[field.BlockId] = block = [];
        block[field.ActionId] = entry;
    }

    public static bool IsEmpty(JsonObject? entry)
    {
        if (entry is null) return true;
        var (name, _) = ValueOf(entry.Text("type") ?? "");
        return entry[name] switch
        {
            null => true,
            JsonArray list => list.Count == 0,
            JsonValue v when v.TryGetValue<string>(out var text) => text.Length == 0,
            _ => false,
        };
    }

    public static JsonObject Empty(JsonObject element)
    {
        var type = element.Text("type") ?? "";
        var entry = new JsonObject { ["type"] = type };
        var (name, isList) = ValueOf(type);
        if (type is not "rich_text_input") entry[name] = isList ? new JsonArray() : null;
        if (type is "timepicker" && element.Text("timezone") is { } zone) entry["timezone"] = zone;
        return entry;
    }

    public static JsonObject Initial(JsonObject element, string? currentChannel)
    {
        var entry = Empty(element);
        var type = element.Text("type") ?? "";
        var (name, isList) = ValueOf(type);
        var initial = element[name.Replace("selected_", "initial_", StringComparison.Ordinal)]
            ?? (name is "value" or "rich_text_value" ? element["initial_value"] : null);
        var defaulted = element.Flag("default_to_current_conversation") && currentChannel is not null;
        if (isList && defaulted)
            entry[name] = new JsonArray(currentChannel);
        else if (initial is not null)
            entry[name] = initial.DeepClone();
        else if (defaulted)
            entry[name] = currentChannel;
        return entry;
    }

    private static bool StillPossible(Field field, JsonObject entry)
    {
        if (field.Type is not ("static_select" or "multi_static_select" or "radio_buttons" or "checkboxes")) return true;
        var chosen = entry["selected_options"] as JsonArray ?? (entry["selected_option"] is { } one ? [one.DeepClone()] : []);
        return chosen.All(c => Choices(field.Element).Any(o => string.Equals(o.Text("value"), (c as JsonObject)?.Text("value"), StringComparison.Ordinal)));
    }

    public static IEnumerable<JsonObject> Choices(JsonObject element) =>
        (element["options"] as JsonArray ?? []).Concat((element["option_groups"] as JsonArray ?? []).SelectMany(g => g?["options"] as JsonArray ?? [])).OfType<JsonObject>();
}
