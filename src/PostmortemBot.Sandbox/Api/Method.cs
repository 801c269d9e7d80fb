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

    /// <summary>Called with the app-level token, and with no other.</summary>
    public bool AppLevel { get; init; }

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
