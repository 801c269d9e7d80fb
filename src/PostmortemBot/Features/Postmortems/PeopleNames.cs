namespace PostmortemBot.Features.Postmortems;

public static class PeopleNames
{
    /// <summary>Somebody whom Slack does not show to the bot. An id would say nothing to anybody.</summary>
    public const string Unknown = "somebody";

    /// <summary>How somebody is called now, as plain text.</summary>
    public static async ValueTask<string> NameAsync(this People people, string workspaceId, string userId, CancellationToken cancellationToken) =>
        Name(await people.KnownAsync(workspaceId, [userId], new LookUpBudget(1), cancellationToken), userId);

    /// <summary>The name, and whether one can still reach them.</summary>
    public static async ValueTask<string> NameAndStateAsync(this People people, string workspaceId, string userId, CancellationToken cancellationToken) =>
        NameAndState(await people.KnownAsync(workspaceId, [userId], new LookUpBudget(1), cancellationToken), userId);

    public static string Name(IReadOnlyDictionary<string, Person> known, string userId) =>
        known.TryGetValue(userId, out var person) ? person.DisplayName : Unknown;

    public static string NameAndState(IReadOnlyDictionary<string, Person> known, string userId) =>
        known.TryGetValue(userId, out var person) && person.IsDeactivated ? $"{person.DisplayName} (deactivated)" : Name(known, userId);
}
