using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Page.Elements;

/// <summary>Reads one entry of state.values back into the plain value its element shows.</summary>
internal static class StateEntry
{
    private static readonly string[] Singles = ["value", "selected_user", "selected_conversation", "selected_channel", "selected_date", "selected_time", "selected_date_time"];
    private static readonly string[] Lists = ["selected_users", "selected_conversations", "selected_channels"];

    public static JsonNode? ValueOf(JsonObject? entry)
    {
        if (entry is null)
            return null;
        if (entry.ContainsKey("selected_option"))
            return entry.Child("selected_option").Text("value");
        if (entry.ContainsKey("selected_options"))
            return new JsonArray([.. entry.List("selected_options").Select(o => JsonValue.Create(o.Text("value")))]);
        if (entry.ContainsKey("files"))
            return new JsonArray([.. entry.List("files").Select(f => JsonValue.Create(f.Text("id")))]);
        if (entry.Child("rich_text_value") is { } rich)
            return TextInputElement.WordsOf(rich);
        var name = Singles.Concat(Lists).FirstOrDefault(entry.ContainsKey);
        return name is null ? null : entry[name]?.DeepClone();
    }
}
