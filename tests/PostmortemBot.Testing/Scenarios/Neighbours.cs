using System.Text.Json.Nodes;

namespace PostmortemBot.Testing.Scenarios;

/// <summary>Who and what there is in the workspace, so that a scenario can use names.</summary>
internal sealed class Neighbours(JsonNode workspace)
{
    public string BotUser => $"{workspace["bot"]?["user_id"] ?? workspace["bot"]?["user"]?["id"] ?? workspace["bot"]?["id"]}";

    private IEnumerable<JsonNode> People => VisibleText.Items(workspace["users"]);

    private IEnumerable<JsonNode> Channels => VisibleText.Items(workspace["channels"]).Where(channel => !(channel["is_im"]?.GetValue<bool>() ?? false));

    public JsonNode Person(string name) =>
        People.FirstOrDefault(user => IsCalled(user, name.TrimStart('@')))
        ?? throw new StepFailedException($"nobody here is called '{name}'; there are: {string.Join(", ", People.Select(user => $"{user["name"]}"))}");

    public string Channel(string name) =>
        FindChannel(name)
        ?? throw new StepFailedException($"there is no channel '{name}'; there are: {string.Join(", ", Channels.Select(channel => $"{channel["name"]}"))}");

    public string? FindChannel(string name) =>
        Channels.Where(channel => $"{channel["name"]}" == name.TrimStart('#') || $"{channel["id"]}" == name).Select(channel => $"{channel["id"]}").FirstOrDefault();

    public string? FindPerson(string name) => People.Where(user => IsCalled(user, name)).Select(user => $"{user["id"]}").FirstOrDefault();

    public string NameOf(string id) => PersonNamed(id) ?? Channels.Where(channel => $"{channel["id"]}" == id).Select(channel => $"#{channel["name"]}").FirstOrDefault() ?? id;

    public string Mention(string id) => PersonNamed(id) is { } name ? $"@{name}" : NameOf(id);

    public string Shortcut(string name)
    {
        var all = VisibleText.Items(workspace["app"]?["shortcuts"]).ToList();
        return all.Where(one => $"{one["name"]}" == name || $"{one["callback_id"]}" == name).Select(one => $"{one["callback_id"]}").FirstOrDefault()
            ?? throw new StepFailedException($"the app has no shortcut '{name}'; it has: {string.Join(", ", all.Select(one => $"{one["name"]}"))}");
    }

    public static TimeZoneInfo ZoneOf(JsonNode person) =>
        TimeZoneInfo.TryFindSystemTimeZoneById($"{person["tz"]}", out var zone) ? zone : TimeZoneInfo.Utc;

    private string? PersonNamed(string id) => People.Where(user => $"{user["id"]}" == id).Select(user => $"{user["real_name"] ?? user["name"]}").FirstOrDefault();

    private static bool IsCalled(JsonNode user, string name) =>
        $"{user["name"]}".Equals(name, StringComparison.OrdinalIgnoreCase) || $"{user["real_name"]}".Equals(name, StringComparison.OrdinalIgnoreCase) || $"{user["id"]}" == name;
}
