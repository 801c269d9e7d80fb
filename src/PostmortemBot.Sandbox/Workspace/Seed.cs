using System.Globalization;

namespace PostmortemBot.Sandbox.Workspace;

/// <summary>How a workspace begins.</summary>
public sealed record TeamSeed(string Id, Func<DateTimeOffset, WorkspaceState> Create);

/// <summary>
/// The workspaces every sandbox starts from: one with the app installed, one without, and an organisation of two.
/// The ids are fixed, so that tests and demos can name them.
/// </summary>
public static class Seed
{
    public static List<UserGroup> Groups() =>
    [
        new UserGroup { Id = "S0SREONCALL", Handle = "sre-oncall", Name = "SRE on call", Description = "Who answers the pager", Members = ["U0DEVON0001", "U0LARS00001"] },
    ];

    public const string AppId = "A0POSTMORT1";
    public const string EnterpriseId = "E0SANDBOX01";
    public const string EnterpriseName = "Initech Group";
    private const long IdsPerTeam = 400_000_000;

    public static IReadOnlyList<TeamSeed> All { get; } =
    [
        new(Teams.DefaultId, Acme),
        Plain("T0SANDBOX02", "Globex", "globex", 2, enterpriseId: null, ("nora", "Nora Lind", "Europe/Stockholm"), ("omar", "Omar Haddad", "Africa/Cairo"), ("tess", "Tess Moreau", "Europe/Paris")),
        Plain("T0SANDBOX03", "Initech Berlin", "initech-berlin", 3, EnterpriseId, ("anna", "Anna Vogel", "Europe/Berlin"), ("kofi", "Kofi Mensah", "Africa/Accra")),
        Plain("T0SANDBOX04", "Initech Austin", "initech-austin", 4, EnterpriseId, ("beth", "Beth Carter", "America/Chicago"), ("raul", "Raúl Ortega", "America/Chicago")),
    ];

    /// <summary>A workspace with a few people, #general and #incident-shop, and without the app.</summary>
    public static TeamSeed Plain(string id, string name, string domain, int number, string? enterpriseId, params IReadOnlyList<(string Name, string RealName, string Tz)> people) => new(id, now =>
    {
        List<Person> users = [.. people.Select(p => new Person { Id = $"U0{p.Name.ToUpperInvariant()}{number.ToString(CultureInfo.InvariantCulture).PadLeft(Math.Max(1, 9 - p.Name.Length), '0')}", Name = p.Name, RealName = p.RealName, Tz = p.Tz, Updated = now.ToUnixTimeSeconds() })];
        string[] everyone = [.. users.Select(u => u.Id)];
        return new WorkspaceState
        {
            LastId = FirstId(now, number),
            Team = new Team { Id = id, Name = name, Domain = domain, EnterpriseId = enterpriseId },
            Bot = new Bot { UserId = $"U0POSTMORT{number}", BotId = $"B0POSTMORT{number}", AppId = AppId, Name = "postmortem" },
            Users = users,
            UserGroups = [],
            Channels =
            [
                new Channel { Id = $"C0GENERAL{number:D2}", Name = "general", IsGeneral = true, Creator = everyone[0], Created = now.ToUnixTimeSeconds(), Members = [.. everyone] },
                new Channel { Id = $"C0SHOP{number:D5}", Name = "incident-shop", Creator = everyone[0], Created = now.ToUnixTimeSeconds(), Members = [.. everyone] },
            ],
        };
    });

    public static Person BotUser(Bot bot, DateTimeOffset now) =>
        new() { Id = bot.UserId, Name = bot.Name, RealName = "Postmortem", Tz = "Europe/London", IsBot = true, Updated = now.ToUnixTimeSeconds() };

    private static WorkspaceState Acme(DateTimeOffset now)
    {
        var bot = new Bot { UserId = "U0POSTMORT1", BotId = "B0POSTMORT1", AppId = AppId, Name = "postmortem" };
        Person[] people =
        [
            Person("U0MAYA00001", "maya", "Maya Okafor", "Europe/London"),
            Person("U0DEVON0001", "devon", "Devon Reyes", "America/New_York"),
            Person("U0YUKI00001", "yuki", "Yuki Tanaka", "Asia/Tokyo"),
            Person("U0PRIYA0001", "priya", "Priya Nair", "Asia/Kolkata"),
            Person("U0LARS00001", "lars", "Lars Brandt", "Europe/Berlin"),
            Person("U0INES00001", "ines", "Inês Duarte", "America/Sao_Paulo", restricted: true),
        ];
        string[] everyone = [.. people.Select(p => p.Id)];
        string[] staff = [.. people.Where(p => !p.IsRestricted).Select(p => p.Id)];
        string maya = people[0].Id, devon = people[1].Id, priya = people[3].Id;

        return new WorkspaceState
        {
            LastId = FirstId(now, number: 1),
            Team = new Team { Id = Teams.DefaultId, Name = "Acme", Domain = "acme" },
            Bot = bot,
            Users = [.. people, BotUser(bot, now)],
            Channels =
            [
                Channel("C0GENERAL01", "general", everyone, general: true),
                Channel("C0PAYMENTS1", "incident-payments", [.. staff, bot.UserId]),
                Channel("C0PLATFORM1", "incident-platform", [.. staff, bot.UserId]),
                Channel("C0RELIABLE1", "reliability", [.. staff, bot.UserId]),
                Channel("C0CHECKOUT1", "incident-checkout", staff),
                Channel("C0SECRET001", "incident-secret", [maya, devon, bot.UserId], isPrivate: true),
                Channel("C0HIDDEN001", "incident-hidden", [maya, priya], isPrivate: true),
            ],
        };

        Person Person(string id, string name, string realName, string tz, bool restricted = false) =>
            new() { Id = id, Name = name, RealName = realName, Tz = tz, IsRestricted = restricted, Updated = now.ToUnixTimeSeconds() };

        Channel Channel(string id, string name, string[] members, bool isPrivate = false, bool general = false) =>
            new() { Id = id, Name = name, IsPrivate = isPrivate, IsGeneral = general, Creator = maya, Created = now.ToUnixTimeSeconds(), Members = [.. members] };
    }

    /// <summary>
    /// Ids go on from a number that grows with time, so that a workspace kept in memory does not repeat those of its last run,
    /// and differ between workspaces.
    /// </summary>
    private static long FirstId(DateTimeOffset now, int number) =>
        ((long)(now - new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds * 10) + (IdsPerTeam * (number - 1));
}
