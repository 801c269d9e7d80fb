using System.Text.Json.Nodes;

namespace PostmortemBot.Benchmarks;

/// <summary>A submission with as many fields as Slack allows, every kind of input among them, some 130 KB of JSON.</summary>
internal static class LargestForm
{
    public const int Fields = 100;
    private const int Options = 20;

    private static readonly string[] Kinds =
    [
        "plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "static_select", "external_select", "radio_buttons", "multi_static_select", "checkboxes", "users_select",
        "multi_users_select", "conversations_select", "multi_conversations_select", "channels_select", "multi_channels_select", "datepicker", "timepicker", "datetimepicker", "file_input",
    ];

    public static string Json()
    {
        var blocks = new JsonArray();
        var values = new JsonObject();
        for (var n = 0; n < Fields; n++)
        {
            var kind = Kinds[n % Kinds.Length];
            blocks.Add(new JsonObject
            {
                ["type"] = "input",
                ["block_id"] = $"field-{n}",
                ["label"] = Text($"Field number {n}, which has a label of some length"),
                ["hint"] = Text("What to write here, and what not to write here"),
                ["optional"] = true,
                ["dispatch_action"] = false,
                ["element"] = Element(kind),
            });
            values[$"field-{n}"] = new JsonObject { ["value"] = Value(kind) };
        }

        return new JsonObject
        {
            ["type"] = "view_submission",
            ["team"] = new JsonObject { ["id"] = "T1BENCH", ["domain"] = "bench" },
            ["user"] = new JsonObject { ["id"] = "U1BENCH", ["username"] = "bench", ["name"] = "bench", ["team_id"] = "T1BENCH" },
            ["api_app_id"] = "A1BENCH",
            ["token"] = "retired",
            ["trigger_id"] = "1.2.abc",
            ["is_enterprise_install"] = false,
            ["response_urls"] = new JsonArray(),
            ["view"] = new JsonObject
            {
                ["id"] = "V1BENCH",
                ["team_id"] = "T1BENCH",
                ["type"] = "modal",
                ["title"] = Text("The largest form"),
                ["submit"] = Text("Send"),
                ["close"] = Text("Cancel"),
                ["callback_id"] = "largest",
                ["private_metadata"] = new string('m', 3000),
                ["hash"] = "1700000000.abcdef",
                ["root_view_id"] = "V1BENCH",
                ["blocks"] = blocks,
                ["state"] = new JsonObject { ["values"] = values },
            },
        }.ToJsonString();
    }

    private static JsonObject Element(string kind)
    {
        var element = new JsonObject { ["type"] = kind, ["action_id"] = "value" };
        if (kind is "static_select" or "multi_static_select")
            element["options"] = new JsonArray([.. Enumerable.Range(0, Options).Select(Option)]);
        else if (kind is "radio_buttons" or "checkboxes")
            element["options"] = new JsonArray([.. Enumerable.Range(0, 10).Select(Option)]);
        else if (kind is "plain_text_input")
            element["initial_value"] = new string('t', 1000);
        else
            element["placeholder"] = Text("Choose or write something");
        return element;
    }

    private static JsonObject Value(string kind)
    {
        var (field, value) = kind switch
        {
            "plain_text_input" => ("value", JsonValue.Create(string.Concat(Enumerable.Repeat("What happened, \"in words\" & with é. ", 40)))),
            "email_text_input" => ("value", "a@example.com"),
            "url_text_input" => ("value", "https://example.com/"),
            "number_input" => ("value", "12345"),
            "rich_text_input" => ("rich_text_value", new JsonObject { ["type"] = "rich_text", ["elements"] = new JsonArray(new JsonObject { ["type"] = "rich_text_section", ["elements"] = new JsonArray(Text("typed")) }) }),
            "static_select" or "external_select" or "radio_buttons" => ("selected_option", Option(1)),
            "multi_static_select" or "checkboxes" => ("selected_options", new JsonArray(Option(1), Option(2))),
            "users_select" => ("selected_user", "U2BENCH"),
            "multi_users_select" => ("selected_users", new JsonArray("U2BENCH", "U3BENCH")),
            "conversations_select" => ("selected_conversation", "C2BENCH"),
            "multi_conversations_select" => ("selected_conversations", new JsonArray("C2BENCH")),
            "channels_select" => ("selected_channel", "C3BENCH"),
            "multi_channels_select" => ("selected_channels", new JsonArray("C3BENCH")),
            "datepicker" => ("selected_date", "2026-11-23"),
            "timepicker" => ("selected_time", "09:05"),
            "datetimepicker" => ("selected_date_time", JsonValue.Create(1_700_000_000)),
            _ => ((string, JsonNode))("files", new JsonArray(new JsonObject { ["id"] = "F1BENCH", ["name"] = "graph.png", ["mimetype"] = "image/png" })),
        };
        return new JsonObject { ["type"] = kind, [field] = value };
    }

    private static JsonObject Option(int n) => new() { ["text"] = Text($"Option number {n}"), ["value"] = $"option-{n}" };

    private static JsonObject Text(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = true };
}
