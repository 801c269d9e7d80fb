using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Api;
using PostmortemBot.Sandbox.BlockKit;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Acts;

/// <summary>Turns what a person typed or picked into the entry that state.values holds.</summary>
internal sealed class Filling(SlackWorkspace workspace, FileShape files, Field field, IReadOnlyList<JsonObject> loaded)
{
    public JsonObject Entry(JsonNode? value)
    {
        var entry = State.Empty(field.Element);
        var (name, isList) = State.ValueOf(field.Type);
        if (value is null || (value.GetValueKind() == JsonValueKind.String && value.AsText() is "")) return entry;
        if (!isList)
        {
            entry[name] = One(value);
            return entry;
        }
        var picked = value is JsonArray list ? list.Select(One) : [One(value)];
        entry[name] = picked.ToJsonArray();
        return entry;
    }

    private JsonNode? One(JsonNode? value) => field.Type switch
    {
        "static_select" or "multi_static_select" or "radio_buttons" or "checkboxes" or "overflow" => Option(value, State.Choices(field.Element)),
        "external_select" or "multi_external_select" => Option(value, loaded),
        "users_select" or "multi_users_select" => workspace.FindUser(Text(value))?.Id ?? throw No("no_such_user", $"Nobody here is called {Text(value)}."),
        "channels_select" or "multi_channels_select" => workspace.FindChannel(Text(value)) is { IsPrivate: false } channel ? channel.Id : throw No("no_such_channel", $"There is no public channel {Text(value)} to pick."),
        "conversations_select" or "multi_conversations_select" => Conversation(Text(value)),
        "datepicker" => Moment(Text(value), "yyyy-MM-dd"),
        "timepicker" => Moment(Text(value), "HH:mm"),
        "datetimepicker" => long.TryParse(Text(value), out var seconds) ? seconds : throw No("not_a_time", "A date and time is given in Unix seconds."),
        "file_input" => workspace.State.Files.Find(f => string.Equals(f.Id, Text(value), StringComparison.Ordinal)) is { } file
            ? files.Show(file)
            : throw No("no_such_file", $"There is no file {Text(value)}."),
        "rich_text_input" => value as JsonObject is { } rich ? rich.DeepClone() : RichText(Text(value)),
        _ => Text(value),
    };

    private JsonObject Option(JsonNode? value, IEnumerable<JsonObject> options)
    {
        var wanted = (value as JsonObject)?.Text("value") ?? Text(value);
        return (JsonObject?)options.FirstOrDefault(o => string.Equals(o.Text("value"), wanted, StringComparison.Ordinal))?.DeepClone()
            ?? throw No("no_such_option", $"{field.ActionId} does not offer \"{wanted}\"{(field.Type.Contains("external", StringComparison.Ordinal) ? "; load its options first" : "")}.");
    }

    private string Conversation(string wanted)
    {
        var channel = workspace.FindChannel(wanted) ?? throw No("no_such_channel", $"There is no conversation {wanted} to pick.");
        if (field.Element["filter"]?["include"] is not JsonArray include) return channel.Id;
        var kind = channel switch { { IsIm: true } => "im", { IsMpim: true } => "mpim", { IsPrivate: true } => "private", _ => "public" };
        return include.Any(i => string.Equals(i.AsText(), kind, StringComparison.Ordinal)) ? channel.Id : throw No("filtered_out", $"{field.ActionId} does not offer {kind} conversations.");
    }

    private static string Moment(string text, string format) =>
        DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : throw No("not_a_time", $"{text} is not of the form {format}.");

    private static JsonObject RichText(string text) => new()
    {
        ["type"] = "rich_text",
        ["elements"] = new JsonArray(new JsonObject
        {
            ["type"] = "rich_text_section",
            ["elements"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }),
        }),
    };

    private static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue v when v.TryGetValue<string>(out var text) => text,
        JsonValue v => v.ToJsonString(),
        _ => throw No("wrong_value", "A string or a number was expected."),
    };

    private static RefusedException No(string code, string message) => new(code, message);

    /// <summary>What Slack itself objects to before it asks the app.</summary>
    public static string? Complaint(Field field, JsonObject? entry)
    {
        if (entry is null || State.IsEmpty(entry)) return field.IsOptional ? null : "Please complete this required field.";
        var text = entry.Text("value") ?? "";
        var element = field.Element;
        switch (field.Type)
        {
            case "plain_text_input":
                if (element["min_length"] is JsonValue min && text.Length < min.GetValue<long>()) return $"Must be at least {min} characters.";
                if (text.Length > (element["max_length"] is JsonValue max ? max.GetValue<long>() : 3000)) return $"Must be at most {element["max_length"]?.ToJsonString() ?? "3000"} characters.";
                return null;
            case "email_text_input":
                return text.Contains('@', StringComparison.Ordinal) && !text.StartsWith('@') && !text.EndsWith('@') && !text.Contains(' ', StringComparison.Ordinal) ? null : "Please enter a valid email address.";
            case "url_text_input":
                return Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https") ? null : "Please enter a valid URL.";
            case "number_input":
                return Number(element, text);
        }
        var (name, _) = State.ValueOf(field.Type);
        var most = element[field.Type is "file_input" ? "max_files" : "max_selected_items"];
        return most is not null && entry[name] is JsonArray list && list.Count > most.GetValue<long>() ? $"Please select at most {most} items." : null;
    }

    private static string? Number(JsonObject element, string text)
    {
        if (!decimal.TryParse(text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)) return "Please enter a number.";
        if (!element.Flag("is_decimal_allowed") && decimal.Truncate(number) != number) return "Please enter a whole number.";
        if (decimal.TryParse(element.Text("min_value"), out var min) && number < min) return $"Must be at least {min}.";
        if (decimal.TryParse(element.Text("max_value"), out var max) && number > max) return $"Must be at most {max}.";
        return null;
    }
}
