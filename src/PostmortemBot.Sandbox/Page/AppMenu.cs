namespace PostmortemBot.Sandbox.Page;

/// <summary>What the installed app offers in menus, as its manifest says.</summary>
public sealed record AppMenu
{
    public IReadOnlyList<AppCommand> Commands { get; init; } = [];
    public IReadOnlyList<AppShortcut> Shortcuts { get; init; } = [];
}

public sealed record AppCommand(string Command, string Description, string UsageHint);

public sealed record AppShortcut(string CallbackId, string Name, string Description, bool OnMessages);
