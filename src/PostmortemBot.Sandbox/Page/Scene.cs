namespace PostmortemBot.Sandbox.Page;

/// <summary>Who is looking, where and when: what text needs to be shown to this person.</summary>
public sealed record Scene
{
    public required string Viewer { get; init; }
    public required TimeZoneInfo Zone { get; init; }
    public required DateTimeOffset Now { get; init; }
    public IReadOnlyList<Choice> People { get; init; } = [];
    /// <summary>Who was deactivated: their names stay on what they wrote, but they cannot be chosen.</summary>
    public IReadOnlyList<Choice> Former { get; init; } = [];
    public IReadOnlyList<Choice> Channels { get; init; } = [];

    public IReadOnlyList<Choice> Groups { get; init; } = [];

    public string PersonName(string id) => (People.FirstOrDefault(p => p.Value == id) ?? Former.FirstOrDefault(p => p.Value == id))?.Label ?? id;

    public Choice? Channel(string id) => Channels.FirstOrDefault(c => c.Value == id);

    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);
}

/// <summary>One thing that can be chosen from a menu.</summary>
public sealed record Choice(string Value, string Label)
{
    public string? Description { get; init; }
    public string? Group { get; init; }
    /// <summary>For conversations: public, private, im or mpim.</summary>
    public string? Kind { get; init; }
}
