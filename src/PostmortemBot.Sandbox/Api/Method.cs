using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Api;

/// <summary>
/// A Web API method: its arguments ("channel!" is required; ":bool", ":int", ":array", ":object" say what is not a string),
/// the scopes of which one is needed, and what it does.
/// </summary>
internal sealed record Method(string Name, string[] Scopes, string Arguments, Func<Call, JsonObject> Run)
{
    /// <summary>Slack reads the arguments of these from a form or the query only.</summary>
    public bool FormOnly { get; init; }

    /// <summary>Whose token the call comes with.</summary>
    public CalledBy CalledBy { get; init; } = CalledBy.App;

    public IReadOnlyList<Argument> Takes { get; } = [.. Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Argument.Parse)];
}

internal sealed record Argument(string Name, string Kind, bool Required)
{
    public static Argument Parse(string text)
    {
        var parts = text.TrimEnd('!').Split(':');
        return new Argument(parts[0], parts.Length > 1 ? parts[1] : "string", text.EndsWith('!'));
    }
}

internal enum CalledBy
{
    /// <summary>The app, with its bot token.</summary>
    App,

    /// <summary>Anybody: what makes the call good is among its arguments.</summary>
    Anybody,

    /// <summary>The app, with its app-level token.</summary>
    AppLevel,

    /// <summary>A person who signed in, with their own token.</summary>
    Person,
}
