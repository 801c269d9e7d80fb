using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Reminders.Quarter;

/// <summary>Two hundred items of a workspace in six zones, and what happens to them in a quarter; the same for the same seed.</summary>
internal sealed class QuarterWorld
{
    public const string Workspace = "T0SANDBOX01";
    public static readonly DateOnly First = new(2027, 1, 4);
    public static readonly DateOnly Last = First.AddDays(91);

    // Berlin has most people, so the channels' clock is not a toss-up. Clocks change within the quarter in all but Kolkata and Tokyo.
    private static readonly string[] ZoneNames = ["Europe/Berlin", "Europe/Berlin", "Europe/Berlin", "Europe/London", "America/New_York", "Asia/Kolkata", "Asia/Tokyo", "Pacific/Auckland"];

    private readonly Random _random;
    private readonly List<(DateTimeOffset At, Action Change, string Sql)> _changes = [];
    private readonly StringBuilder _sql = new();

    public List<PlainPerson> People { get; } = [];
    public List<PlainItem> Items { get; } = [];
    public PlainRules Rules { get; private set; } = null!;

    /// <summary>Days on which no bot ran at all.</summary>
    public HashSet<DateOnly> Down { get; } = [];

    private QuarterWorld(int seed) => _random = new Random(seed);

    public static async Task<QuarterWorld> CreateAsync(BotFixture bot, int seed, int items)
    {
        var world = new QuarterWorld(seed);
        await world.FillAsync(bot, items);
        return world;
    }

    /// <summary>What happens at a moment, in the database and in the plain model.</summary>
    public string Happens(DateTimeOffset until)
    {
        var sql = new StringBuilder();
        foreach (var change in _changes.Where(change => change.At <= until).OrderBy(change => change.At).ToList())
        {
            change.Change();
            sql.AppendLine(change.Sql);
            _changes.Remove(change);
        }

        return sql.ToString();
    }

    private async Task FillAsync(BotFixture bot, int count)
    {
        for (var number = 0; number < 24; number++)
        {
            var zone = ZoneNames[number % ZoneNames.Length];
            var answer = await Post(bot, "users", new JsonObject { ["name"] = $"person{number}", ["tz"] = zone });
            People.Add(new PlainPerson { Id = answer["id"]!.ToString(), Zone = zone, Hour = number % 7 == 3 ? 11 : number == 9 ? 20 : null, Days = number % 11 == 5 ? [7, 1, 2, 3, 4] : number == 13 ? [6, 7] : null });
        }

        Rules = new PlainRules
        {
            Before = 3, Hour = 9, Days = [1, 2, 3, 4, 5], Steps = [3, 7, 14], Last = People[1].Id, MainZone = "Europe/Berlin",
            Holidays = [new DateOnly(2027, 1, 6), new DateOnly(2027, 2, 15), new DateOnly(2027, 3, 26), new DateOnly(2027, 3, 29)],
        };
        Sql($"insert into workspaces (workspace_id, created_at) values ('{Workspace}', '2026-12-01') on conflict do nothing");
        Sql($"insert into settings (workspace_id, reminder_hour, holidays, escalation_person_id, updated_at) values ('{Workspace}', 9, '{{{string.Join(',', Rules.Holidays.Select(Day))}}}', '{Rules.Last}', '2026-12-01')");
        foreach (var person in People)
        {
            Sql($"insert into people (workspace_id, user_id, display_name, time_zone, refreshed_at) values ('{Workspace}', '{person.Id}', 'Somebody', '{person.Zone}', '2026-12-01')");
            if (person.Hour is not null || person.Days is not null)
                Sql($"insert into reminder_preferences (workspace_id, person_id, hour, working_days, updated_at) values ('{Workspace}', '{person.Id}', {person.Hour?.ToString(CultureInfo.InvariantCulture) ?? "null"}, {(person.Days is { } days ? $"'{{{string.Join(',', days)}}}'" : "null")}, '2026-12-01')");
        }

        var postmortems = new List<PlainPostmortem>();
        for (var number = 0; number < 12; number++)
            postmortems.Add(await PostmortemAsync(bot, number));
        for (var number = 1; number <= count; number++)
            Item(number, postmortems[_random.Next(postmortems.Count)]);
        PeopleChange();
        for (var day = 0; day < 3; day++)
            Down.Add(First.AddDays(_random.Next(91)));
        await bot.Stores(_sql.ToString());
    }

    private async Task<PlainPostmortem> PostmortemAsync(BotFixture bot, int number)
    {
        var isPrivate = number % 4 == 3;
        var members = isPrivate ? People.Where((_, index) => index % 4 == number % 3).ToList() : [];
        var channel = await Post(bot, "channels", new JsonObject { ["name"] = $"incident-{number}", ["is_private"] = isPrivate, ["members"] = new JsonArray([.. members.Select(person => JsonValue.Create(person.Id)), "postmortem"]) });
        var facilitators = isPrivate ? members : People;
        var postmortem = new PlainPostmortem { Id = Guid.CreateVersion7(), Channel = channel["id"]!.ToString(), IsPrivate = isPrivate, Facilitator = facilitators[_random.Next(facilitators.Count)].Id };
        var incident = Guid.CreateVersion7();
        Sql($"insert into channels (workspace_id, channel_id, name, is_private, bot_is_member, refreshed_at) values ('{Workspace}', '{postmortem.Channel}', 'incident-{number}', {(isPrivate ? "true" : "false")}, true, '2026-12-01')");
        Sql($"insert into incidents (workspace_id, incident_id, title, kind, severity, created_at) values ('{Workspace}', '{incident}', 'Incident {number}', 'incident', 'SEV-2', '2026-12-01')");
        Sql($"insert into postmortems (workspace_id, postmortem_id, number, incident_id, channel_id, audience, status, facilitator_id, created_by, created_at, updated_at) values ('{Workspace}', '{postmortem.Id}', {number + 1}, '{incident}', '{postmortem.Channel}', '{(isPrivate ? "channel" : "workspace")}', '{(number % 2 == 0 ? "published" : "draft")}', '{postmortem.Facilitator}', '{postmortem.Facilitator}', '2026-12-01', '2026-12-01')");
        foreach (var person in members)
        {
            postmortem.Members.Add(person.Id);
            Sql($"insert into channel_members (workspace_id, channel_id, user_id) values ('{Workspace}', '{postmortem.Channel}', '{person.Id}')");
        }

        return postmortem;
    }

    private void Item(int number, PlainPostmortem postmortem)
    {
        var candidates = postmortem.IsPrivate ? postmortem.Members.Order().ToList() : [.. People.Select(person => person.Id)];
        var created = Moment(First.AddDays(-10), 75);
        var item = new PlainItem
        {
            Number = number, Id = Guid.CreateVersion7(), Postmortem = postmortem, CreatedAt = created,
            Helpers = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => candidates[_random.Next(candidates.Count)]).Distinct()],
            Owner = _random.Next(20) == 0 ? null : candidates[_random.Next(candidates.Count)],
            Due = DateOnly.FromDateTime(created.UtcDateTime).AddDays(_random.Next(-8, 30)),
        };
        Items.Add(item);
        var owner = item.Owner is { } id ? $"'{id}'" : "null";
        // It is there from the beginning of time, and counts from when it was created: the sweep leaves out what is yet to come.
        Sql($"insert into action_items (workspace_id, action_item_id, number, postmortem_id, title, owner_id, due_on, type, priority, helpers, accepted_at, created_by, created_at, content_changed_at, updated_at) values ('{Workspace}', '{item.Id}', {number}, '{postmortem.Id}', 'Change number {number}', {owner}, '{Day(item.Due)}', 'prevent', 'P{number % 4}', '{{{string.Join(',', item.Helpers)}}}', '{created:O}', '{postmortem.Facilitator}', '{created:O}', '{created:O}', '{created:O}')");
        for (var change = _random.Next(4); change > 0; change--)
            ItemChanges(item, Moment(DateOnly.FromDateTime(created.UtcDateTime).AddDays(2), 45), candidates);
    }

    private void ItemChanges(PlainItem item, DateTimeOffset at, List<string> candidates)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        switch (_random.Next(6))
        {
            case 0 or 1:
                Change(at, () => item.IsOpen = false, $"update action_items set state = 'done', state_changed_at = '{at:O}' where action_item_id = '{item.Id}'");
                break;
            case 2:
                var due = day.AddDays(_random.Next(1, 25));
                Change(at, () => (item.Due, item.SnoozedUntil) = (due, null), $"update action_items set due_on = '{Day(due)}', date_pushes = date_pushes + 1, snoozed_until = null where action_item_id = '{item.Id}'");
                break;
            case 3 or 4:
                var until = day.AddDays(_random.Next(1, 12));
                Change(at, () => item.SnoozedUntil = item.IsOpen ? until : item.SnoozedUntil, $"update action_items set snoozed_until = '{Day(until)}' where action_item_id = '{item.Id}' and state = 'open'");
                break;
            default:
                var other = candidates[_random.Next(candidates.Count)];
                Change(at, () => (item.SnoozedUntil, item.Owner) = (item.Owner == other ? item.SnoozedUntil : null, other), $"update action_items set snoozed_until = case when owner_id = '{other}' then snoozed_until end, owner_id = '{other}' where action_item_id = '{item.Id}'");
                break;
        }
    }

    private void PeopleChange()
    {
        foreach (var index in new[] { 6, 17, 22 })
        {
            var gone = People[index];
            var at = Moment(First.AddDays(20), 50);
            Change(at, () => gone.IsGone = true, $"update people set is_deactivated = true where user_id = '{gone.Id}'");
        }

        foreach (var index in new[] { 2, 8, 12, 19 })
        {
            var away = People[index];
            var at = Moment(First.AddDays(5), 60);
            var until = DateOnly.FromDateTime(at.UtcDateTime).AddDays(_random.Next(3, 20));
            Change(at, () => away.AwayUntil = until, $"insert into reminder_preferences (workspace_id, person_id, away_until, updated_at) values ('{Workspace}', '{away.Id}', '{Day(until)}', '{at:O}') on conflict (workspace_id, person_id) do update set away_until = excluded.away_until");
        }

        var leaving = Items.First(item => item.Postmortem.IsPrivate && item.Owner is not null && item.Owner != item.Postmortem.Facilitator);
        var (channel, who) = (leaving.Postmortem, leaving.Owner!);
        Change(Moment(First.AddDays(10), 30), () => channel.Members.Remove(who), $"delete from channel_members where channel_id = '{channel.Channel}' and user_id = '{who}'");
    }

    private void Change(DateTimeOffset at, Action change, string sql) => _changes.Add((at, change, sql + ";"));

    private DateTimeOffset Moment(DateOnly from, int days) => new(from.AddDays(_random.Next(days)).ToDateTime(new TimeOnly(_random.Next(24), _random.Next(60))), TimeSpan.Zero);

    private void Sql(string statement) => _sql.Append(statement).AppendLine(";");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<JsonObject> Post(BotFixture bot, string path, JsonObject body)
    {
        using var response = await bot.Sandbox.PostAsJsonAsync($"/sandbox/{path}", body);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
