using System.Text.Json.Nodes;

namespace PostmortemBot.Tests.Hosting.ForeignIds;

/// <summary>Payloads as Slack makes them, for a person who was never shown what they press.</summary>
internal sealed record Forgery(string Team, string User, string Channel)
{
    public JsonObject Pressed(JsonObject action, JsonObject? view)
    {
        var payload = From("block_actions");
        payload["actions"] = new JsonArray(action.DeepClone());
        if (view is null)
        {
            payload["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = "1700000000.000100", ["channel_id"] = Channel };
            payload["channel"] = new JsonObject { ["id"] = Channel, ["name"] = "x" };
            payload["message"] = new JsonObject { ["ts"] = "1700000000.000100", ["text"] = "x" };
            payload["response_url"] = "";
            return payload;
        }

        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = "V1" };
        payload["view"] = View(view, "");
        return payload;
    }

    public JsonObject Submitted(JsonObject view, string words)
    {
        var payload = From("view_submission");
        payload["view"] = View(view, words);
        payload["response_urls"] = new JsonArray();
        return payload;
    }

    public JsonObject Shortcut(string type, string id)
    {
        var payload = From(type);
        payload["callback_id"] = id;
        payload["action_ts"] = "1.2";
        payload["message_ts"] = "1700000000.000100";
        payload["channel"] = new JsonObject { ["id"] = Channel, ["name"] = "x" };
        payload["response_url"] = "";
        payload["message"] = new JsonObject { ["type"] = "message", ["user"] = User, ["ts"] = "1700000000.000100", ["text"] = "x" };
        return payload;
    }

    /// <summary>A button as no view showed it, which names what the words say.</summary>
    public static JsonObject Button(string id, string value) =>
        new() { ["type"] = "button", ["action_id"] = id, ["block_id"] = value.Split(' ')[^1], ["value"] = value, ["action_ts"] = "1.2" };

    public static JsonObject Form(string callbackId, string metadata) => new()
    {
        ["type"] = "modal",
        ["callback_id"] = callbackId,
        ["private_metadata"] = metadata,
        ["blocks"] = new JsonArray(Input("title"), Input("answer"), Input("reason"), Input("text"), Input("note")),
    };

    private static JsonObject Input(string field) => new() { ["type"] = "input", ["block_id"] = field, ["element"] = new JsonObject { ["type"] = "plain_text_input", ["action_id"] = "value" } };

    private JsonObject From(string type) => new()
    {
        ["type"] = type,
        ["team"] = new JsonObject { ["id"] = Team, ["domain"] = "x" },
        ["user"] = new JsonObject { ["id"] = User, ["team_id"] = Team },
        ["is_enterprise_install"] = false,
        ["trigger_id"] = "1.2.3",
        ["api_app_id"] = "A0POSTMORT1",
    };

    private JsonObject View(JsonObject shown, string words)
    {
        var view = shown.DeepClone().AsObject();
        view["id"] = $"V{Guid.CreateVersion7():N}";
        view["team_id"] = Team;
        view["hash"] = "1.2";
        view["root_view_id"] = view["id"]!.DeepClone();
        var values = new JsonObject();
        foreach (var block in (view["blocks"] as JsonArray ?? []).Where(block => block!["type"]?.ToString() == "input"))
        {
            if (block!["element"] is JsonObject element && block["block_id"]?.ToString() is { } blockId)
                values[blockId] = new JsonObject { [element["action_id"]?.ToString() ?? "value"] = Filled(element, words) };
        }

        view["state"] = new JsonObject { ["values"] = values };
        return view;
    }

    private JsonObject Filled(JsonObject element, string words)
    {
        var type = element["type"]!.ToString();
        var value = new JsonObject { ["type"] = type };
        var options = element["options"] as JsonArray ?? (element["option_groups"] as JsonArray)?[0]?["options"] as JsonArray ?? [];
        switch (type)
        {
            case "users_select": value["selected_user"] = User; break;
            case "multi_users_select": value["selected_users"] = new JsonArray(User); break;
            case "conversations_select": value["selected_conversation"] = Channel; break;
            case "channels_select": value["selected_channel"] = Channel; break;
            case "datepicker": value["selected_date"] = "2026-12-01"; break;
            case "timepicker": value["selected_time"] = "09:00"; break;
            case "datetimepicker": value["selected_date_time"] = element["initial_date_time"]?.DeepClone() ?? 1763891100; break;
            case "checkboxes" or "multi_static_select": value["selected_options"] = new JsonArray([.. options.Take(2).Select(option => option!.DeepClone())]); break;
            case "static_select" or "radio_buttons": value["selected_option"] = (element["initial_option"] ?? options.FirstOrDefault())?.DeepClone(); break;
            case "number_input": value["value"] = "5"; break;
            case "url_text_input": value["value"] = "https://example.com/x"; break;
            default: value["value"] = words; break;
        }

        return value;
    }
}
