using System.Collections.Concurrent;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

/// <summary>Knows the people of a workspace: from memory, else from the database, else from Slack.</summary>
public sealed class People(PeopleStore store, ISlackClients slack, TimeProvider clock)
{
    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StoredFor = TimeSpan.FromHours(24);
    private const int MostRemembered = 20_000;

    private readonly ConcurrentDictionary<(string WorkspaceId, string UserId), (Person Person, DateTimeOffset Until)> _remembered = new();
    private readonly ConcurrentDictionary<(string WorkspaceId, string UserId), DateTimeOffset> _hidden = new();

    /// <exception cref="SlackApiException">The person is not stored and Slack did not tell.</exception>
    public async ValueTask<Person> GetAsync(string workspaceId, string userId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_remembered.TryGetValue((workspaceId, userId), out var known) && known.Until > now)
            return known.Person;

        var stored = await store.FindAsync(workspaceId, userId, cancellationToken);
        if (stored is not null && stored.RefreshedAt > now - StoredFor)
            return Remember(stored, now);

        try
        {
            return await RefreshAsync(workspaceId, userId, cancellationToken);
        }
        catch (Exception failure) when (stored is not null && failure is SlackApiException or HttpRequestException)
        {
            // Yesterday's answer is better than none.
            return Remember(stored, now);
        }
    }

    /// <summary>Those of them that are known, or that Slack shows; asks Slack about as many as the budget allows.</summary>
    public async Task<IReadOnlyDictionary<string, Person>> KnownAsync(string workspaceId, IReadOnlyCollection<string> userIds, LookUpBudget budget, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = new Dictionary<string, Person>(StringComparer.Ordinal);
        foreach (var userId in userIds)
        {
            if (_remembered.TryGetValue((workspaceId, userId), out var remembered) && remembered.Until > now)
                known[userId] = remembered.Person;
        }

        foreach (var person in await store.FindManyAsync(workspaceId, [.. userIds.Where(userId => !known.ContainsKey(userId))], cancellationToken))
            known[person.UserId] = person;

        foreach (var userId in userIds)
        {
            var isKnown = known.TryGetValue(userId, out var person);
            if ((isKnown && person!.RefreshedAt > now - StoredFor) || IsHidden(workspaceId, userId, now))
                continue;
            // Yesterday's answer, where there is one, is better than none.
            var (outcome, fresh) = await budget.AskAsync(token => RefreshAsync(workspaceId, userId, token), cancellationToken);
            if (fresh is not null)
                known[userId] = fresh;
            else if (outcome is LookUpOutcome.Refused)
                _hidden[(workspaceId, userId)] = now + RememberedFor;
        }

        return known;
    }

    private bool IsHidden(string workspaceId, string userId, DateTimeOffset now)
    {
        if (_hidden.Count >= MostRemembered)
            _hidden.Clear();
        return _hidden.TryGetValue((workspaceId, userId), out var until) && until > now;
    }

    /// <summary>Asks Slack again, now; nobody is called by no id.</summary>
    public async Task<Person> RefreshAsync(string workspaceId, string userId, CancellationToken cancellationToken) =>
        userId.Length == 0
            ? throw new SlackApiException("users.info", "user_not_found")
            : await SaveAsync(workspaceId, await slack.For(workspaceId).Users.Info(userId, cancellationToken), cancellationToken);

    public async Task<Person> SaveAsync(string workspaceId, User user, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var person = new Person
        {
            WorkspaceId = workspaceId,
            UserId = user.Id,
            DisplayName = FirstNonEmpty(user.Profile?.RealName, user.RealName, user.Profile?.DisplayName, user.Name, user.Id),
            TimeZone = string.IsNullOrEmpty(user.Tz) ? "UTC" : user.Tz,
            Kind = KindOf(workspaceId, user),
            IsDeactivated = user.Deleted,
            RefreshedAt = now,
        };
        await store.SaveAsync(person, cancellationToken);
        _hidden.TryRemove((workspaceId, person.UserId), out _);
        return Remember(person, now);
    }

    private static string KindOf(string workspaceId, User user)
    {
        if (user.IsBot)
            return PersonKind.Bot;
        // Somebody from a connected workspace, or of another organisation. An own person of an organisation-wide install
        // carries the organisation's id, which is then the workspace id here.
        var foreign = user.TeamId is { Length: > 0 } team && team != workspaceId;
        return user.IsRestricted || user.IsUltraRestricted || user.IsStranger || foreign ? PersonKind.Guest : PersonKind.Member;
    }

    private Person Remember(Person person, DateTimeOffset now)
    {
        if (_remembered.Count >= MostRemembered)
            _remembered.Clear();
        _remembered[(person.WorkspaceId, person.UserId)] = (person, now + RememberedFor);
        return person;
    }

    private static string FirstNonEmpty(params string?[] names) => names.First(name => !string.IsNullOrWhiteSpace(name))!;
}
