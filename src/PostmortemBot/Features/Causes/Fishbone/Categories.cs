using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>The bones: names that a workspace chose, compared without regard to case.</summary>
public static class Categories
{
    public const string Field = "names";
    public const int Fewest = 2;
    public const int Most = 12;
    public const int Length = 40;

    /// <summary>Where causes stand whose author was not sure.</summary>
    public const string NotSure = "Not sure yet";

    public static readonly IReadOnlyList<string> Default =
        ["People and skills", "Process", "Technology", "Monitoring", "Dependencies", "Environment", "Communication"];

    public static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>One name a line; the same name twice counts once.</summary>
    public static Result<IReadOnlyList<string>> Read(string? typed)
    {
        var names = (typed ?? "").ReplaceLineEndings("\n").Split('\n')
            .Select(line => string.Join(' ', CausesDot.Printable(line).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Where(name => name.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (names.FirstOrDefault(name => name.Length > Length) is { } tooLong)
            return new Problem($"“{Slack.Mrkdwn.Cut(tooLong, 60)}” has {tooLong.Length:N0} characters; a bone's name has at most {Length}. Nothing was changed.", Field);
        if (names.FirstOrDefault(name => Same(name, NotSure)) is not null)
            return new Problem($"“{NotSure}” is there already: it holds what nobody has placed. Choose another name.", Field);
        return names.Count switch
        {
            < Fewest => new Problem($"Name at least {Fewest} bones, each on its own line; this names {(names.Count == 0 ? "none" : "one")}.", Field),
            > Most => new Problem($"Name at most {Most} bones, else the drawing cannot be read; this names {names.Count:N0}. Nothing was changed.", Field),
            _ => names,
        };
    }
}
