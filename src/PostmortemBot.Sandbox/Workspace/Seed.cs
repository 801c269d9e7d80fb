namespace PostmortemBot.Sandbox.Workspace;

/// <summary>The workspace every sandbox starts from. The ids are fixed, so that tests and demos can name them.</summary>
public static class Seed
{
    public static List<UserGroup> Groups() =>
    [
        new UserGroup { Id = "S0SREONCALL", Handle = "sre-oncall", Name = "SRE on call", Description = "Who answers the pager", Members = ["U0DEVON0001", "U0LARS00001"] },
    ];

    public static WorkspaceState Create(DateTimeOffset now)
    {
        var bot = new Bot { UserId = "U0POSTMORT1", BotId = "B0POSTMORT1", AppId = "A0POSTMORT1", Name = "postmortem" };
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
            // Ids go on from a number that grows with time, so that a workspace kept in memory does not repeat those of its last run.
            LastId = (long)(now - new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds * 10,
            Team = new Team { Id = "T0SANDBOX01", Name = "Acme", Domain = "acme" },
            Bot = bot,
            Users = [.. people, new Person { Id = bot.UserId, Name = bot.Name, RealName = "Postmortem", Tz = "Europe/London", IsBot = true, Updated = now.ToUnixTimeSeconds() }],
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
}
