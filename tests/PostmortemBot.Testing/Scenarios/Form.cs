using System.Globalization;
using System.Text.Json.Nodes;

namespace PostmortemBot.Testing.Scenarios;

/// <summary>Turns the words of a scenario into the value an element takes.</summary>
internal sealed class Form(SandboxClient sandbox, Neighbours neighbours, JsonNode person, DateOnly today)
{
    /// <summary>The input whose label reads so, else the only one whose label contains the words.</summary>
    public static JsonNode Input(Surface surface, string label)
    {
        var inputs = surface.Inputs().ToList();
        var wanted = Surface.Normal(label);
        var exact = inputs.FirstOrDefault(input => Surface.Normal(surface.Label(input)) == wanted);
        if (exact is not null)
            return exact;

        var containing = inputs.Where(input => Surface.Normal(surface.Label(input)).Contains(wanted, StringComparison.OrdinalIgnoreCase)).ToList();
        return containing.Count == 1
            ? containing[0]
            : throw new StepFailedException($"{surface.What} has {(containing.Count == 0 ? "no" : "more than one")} field '{label}'; its fields: {string.Join(", ", inputs.Select(surface.Label))}");
    }

    public async Task<JsonNode?> ValueAsync(Surface surface, JsonNode element, string blockId, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        var type = $"{element["type"]}";
        if (type.StartsWith("multi_", StringComparison.Ordinal) || type is "checkboxes")
        {
            var list = new JsonArray();
            foreach (var word in words.Where(word => word.Length > 0))
                list.Add(await OneAsync(surface, element, type, blockId, word, cancellationToken));

            return list;
        }

        if (words.Count != 1)
            throw new StepFailedException($"a {type} takes one value, not {words.Count}");

        return words[0].Length == 0 ? null : await OneAsync(surface, element, type, blockId, words[0], cancellationToken);
    }

    private async Task<JsonNode?> OneAsync(Surface surface, JsonNode element, string type, string blockId, string words, CancellationToken cancellationToken) => type switch
    {
        "static_select" or "multi_static_select" or "radio_buttons" or "checkboxes" or "overflow" => Choice(surface, Surface.Options(element), words),
        "external_select" or "multi_external_select" => Choice(surface, await SuggestionsAsync(surface, element, blockId, words, cancellationToken), words),
        "users_select" or "multi_users_select" => $"{neighbours.Person(words)["id"]}",
        "channels_select" or "multi_channels_select" => neighbours.Channel(words),
        "conversations_select" or "multi_conversations_select" => neighbours.FindChannel(words) ?? neighbours.FindPerson(words) ?? neighbours.Channel(words),
        "datepicker" => (Dates.Day(words, today) ?? throw NoValue(words, "a day such as 2026-11-20, today or +14d")).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "timepicker" => words,
        "datetimepicker" => Dates.Moment(words, today, Neighbours.ZoneOf(person)) ?? throw NoValue(words, "a day and a time such as 2026-11-20 14:02 or -3d 14:02"),
        _ => Dates.Spell(words, today),
    };

    private async Task<IReadOnlyList<JsonNode>> SuggestionsAsync(Surface surface, JsonNode element, string blockId, string query, CancellationToken cancellationToken)
    {
        var body = surface.Address();
        body["block_id"] = blockId;
        body["action_id"] = $"{element["action_id"]}";
        body["query"] = query;
        return [.. Surface.Options(await sandbox.PostAsync($"/sandbox/as/{person["id"]}/options", body, cancellationToken))];
    }

    private static JsonNode Choice(Surface surface, IEnumerable<JsonNode> options, string words)
    {
        var all = options.ToList();
        var option = surface.Option(all, words) ?? throw new StepFailedException($"'{words}' cannot be chosen; there are: {surface.OptionTexts(all)}");
        return $"{option["value"]}";
    }

    private static StepFailedException NoValue(string words, string expected) => new($"'{words}' is not {expected}");
}
