using System.Text.Json.Nodes;
using PostmortemBot.Testing.Scenarios;

namespace PostmortemBot.Benchmarks;

/// <summary>The submission that is measured. All the benchmarks know of the bot's forms stands here.</summary>
internal sealed class TimelineEntry(JsonNode view, JsonNode team)
{
    public const string CountSql = "select count(*) from timeline_entries";

    /// <summary>How a person gets to the form: a scenario, so that it is checked word by word on the way.</summary>
    private const string WayToTheForm = """
        scenario: The way to the timeline form
        steps:
          - maya: { in: incident-payments, types: /postmortem, sees: { modal: Start a postmortem } }
          - maya: { fills: { Title: Card payments failed, Severity: SEV-2, What was it?: An incident }, submits: true }
          - maya: { sees: { message: Card payments failed, in: incident-payments, button: Add to timeline } }
          - maya: { clicks: Add to timeline, on: Card payments failed, sees: { modal: Add to the timeline } }
        """;

    public static async Task<TimelineEntry> OpenAsync(Uri sandbox, string directory, CancellationToken cancellationToken)
    {
        var file = Path.Combine(directory, "way-to-the-form.yaml");
        await File.WriteAllTextAsync(file, WayToTheForm, cancellationToken);
        var way = await ScenarioPlayer.PlayAsync(file, sandbox.ToString(), directory, TextWriter.Null, cancellationToken);
        if (!way.Succeeded)
            throw new InvalidOperationException($"the timeline form could not be opened: {way.Failure}");

        using var http = new HttpClient { BaseAddress = sandbox };
        var views = JsonNode.Parse(await http.GetStringAsync(new Uri("/sandbox/as/maya/views", UriKind.Relative), cancellationToken))!["views"]!.AsArray();
        var workspace = JsonNode.Parse(await http.GetStringAsync(new Uri("/sandbox/workspace", UriKind.Relative), cancellationToken))!;
        return new TimelineEntry(views[^1]!, workspace["team"]!);
    }

    /// <summary>Without a bot: something of about the same size, for the bare endpoints.</summary>
    public static TimelineEntry Sample() => new(
        JsonNode.Parse("""
            {
              "id": "V000000", "type": "modal", "callback_id": "timeline.add", "private_metadata": "019ab000-0000-7000-8000-000000000000", "hash": "1.a",
              "title": { "type": "plain_text", "text": "Add to the timeline" }, "submit": { "type": "plain_text", "text": "Add" },
              "blocks": [
                { "type": "input", "block_id": "text", "label": { "type": "plain_text", "text": "What happened" }, "element": { "type": "plain_text_input", "action_id": "value" } },
                { "type": "input", "block_id": "at", "label": { "type": "plain_text", "text": "When" }, "element": { "type": "datetimepicker", "action_id": "value" } }
              ],
              "state": { "values": { "text": { "value": { "type": "plain_text_input", "value": null } }, "at": { "value": { "type": "datetimepicker", "selected_date_time": 1795000000 } } } }
            }
            """)!,
        JsonNode.Parse("""{ "id": "T0SANDBOX01", "domain": "acme" }""")!);

    /// <summary>The form body of submission number n: another view and another text each time, the same length always.</summary>
    public string Body(long number)
    {
        var marked = _template ??= Template();
        return $"payload={marked.Replace(Marker, $"{number:D10}", StringComparison.Ordinal)}";
    }

    private const string Marker = "7777777777";

    private string? _template;

    private string Template()
    {
        var submitted = view.DeepClone();
        submitted["id"] = $"V{Marker}";
        submitted["root_view_id"] = $"V{Marker}";
        foreach (var (_, block) in submitted["state"]!["values"]!.AsObject())
        {
            foreach (var (_, entry) in block!.AsObject())
            {
                if ($"{entry!["type"]}" is "plain_text_input")
                    entry["value"] = $"Entry {Marker} of a long night: the second replica was promoted";
            }
        }

        var payload = new JsonObject
        {
            ["type"] = "view_submission",
            ["team"] = team.DeepClone(),
            ["user"] = new JsonObject { ["id"] = "U0MAYA00001", ["username"] = "maya", ["name"] = "maya", ["team_id"] = $"{team["id"]}" },
            ["api_app_id"] = "A0POSTMORT1",
            ["token"] = "retired",
            ["trigger_id"] = $"1.2.{Marker}",
            ["view"] = submitted,
            ["response_urls"] = new JsonArray(),
            ["is_enterprise_install"] = false,
            ["enterprise"] = null,
        };
        return Uri.EscapeDataString(payload.ToJsonString());
    }
}
