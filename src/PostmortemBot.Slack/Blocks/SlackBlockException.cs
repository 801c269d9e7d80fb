namespace PostmortemBot.Slack;

/// <summary>Blocks or a view that Slack would refuse, found before anything was sent.</summary>
public sealed class SlackBlockException : Exception
{
    /// <summary>Says what Slack would refuse.</summary>
    /// <param name="path">The place, such as <c>blocks[3].elements[0]</c>.</param>
    /// <param name="type">Slack's name of what stands there, or null.</param>
    /// <param name="field">The field that is wrong.</param>
    /// <param name="problem">What is wrong with it, to be read after the field's name.</param>
    /// <param name="limit">The number that was passed, if it was a number.</param>
    public SlackBlockException(string path, string? type, string field, string problem, int? limit = null)
        : base($"{path}{(type is null ? "" : $" ({type})")}: {field} {problem}")
    {
        Path = path;
        Field = field;
        Limit = limit;
    }

    /// <summary>The place, such as <c>blocks[3].elements[0]</c>.</summary>
    public string Path { get; }

    /// <summary>The field that is wrong, as Slack spells it.</summary>
    public string Field { get; }

    /// <summary>The number that was passed, if it was a number.</summary>
    public int? Limit { get; }
}
