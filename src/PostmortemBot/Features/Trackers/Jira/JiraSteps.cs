using System.Text.Json.Nodes;
using PostmortemBot.Features.Trackers.Http;

namespace PostmortemBot.Features.Trackers.Jira;

/// <summary>Which of the steps that a workflow offers leads where the item is. Names of states are the team's own; their category is Jira's.</summary>
public static class JiraSteps
{
    public const string Done = "done";
    private const string New = "new";
    private static readonly string[] DoneNames = ["Done", "Fixed", "Resolved"];
    private static readonly string[] NotPlannedNames = ["Won't Do", "Won't Fix", "Declined", "Rejected", "Cancelled", "Canceled"];

    public static bool IsNotPlanned(string? resolution) => resolution is not null && NotPlannedNames.Contains(resolution, StringComparer.OrdinalIgnoreCase);

    /// <summary>The body of the step to take; null where none leads there, or only ones that ask for what we do not know.</summary>
    public static JsonObject? Choose(IEnumerable<JsonObject> transitions, bool isClosed, bool isNotPlanned)
    {
        return transitions
            .Where(step => step.Text("id") is not null && step.Flag("isAvailable") != false && (Category(step) == Done) == isClosed)
            .Select(step => (Step: step, Fields: Answers(step, isNotPlanned)))
            .Where(choice => choice.Fields is not null)
            .OrderBy(choice => isClosed ? Rank(choice.Step, isNotPlanned) : Category(choice.Step) == New ? 0 : 1)
            .ThenBy(choice => choice.Fields!.Count)
            .Select(choice => Body(choice.Step, choice.Fields!))
            .FirstOrDefault();
    }

    private static JsonObject Body(JsonObject step, JsonObject fields)
    {
        var body = new JsonObject { ["transition"] = new JsonObject { ["id"] = step.Text("id") } };
        if (fields.Count > 0)
            body["fields"] = fields;
        return body;
    }

    private static string? Category(JsonObject step) => step.Part("to").Part("statusCategory").Text("key");

    private static int Rank(JsonObject step, bool isNotPlanned) => IsNotPlanned(step.Part("to").Text("name")) == isNotPlanned ? 0 : 1;

    /// <summary>What the step's form must be given: a resolution we can choose, anything else we cannot.</summary>
    private static JsonObject? Answers(JsonObject step, bool isNotPlanned)
    {
        var answers = new JsonObject();
        foreach (var (name, field) in step.Part("fields") ?? [])
        {
            if (field.Flag("required") != true || field.Flag("hasDefaultValue") == true)
                continue;
            if (name != "resolution" || Resolution(field, isNotPlanned) is not { } resolution)
                return null;
            answers[name] = new JsonObject { ["name"] = resolution };
        }

        return answers;
    }

    private static string? Resolution(JsonNode? field, bool isNotPlanned)
    {
        var allowed = field.Items("allowedValues").Select(value => value.Text("name")).OfType<string>().ToList();
        var wished = isNotPlanned ? NotPlannedNames : DoneNames;
        return wished.FirstOrDefault(name => allowed.Contains(name, StringComparer.OrdinalIgnoreCase)) ?? allowed.FirstOrDefault();
    }
}
