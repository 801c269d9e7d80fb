using System.Text;
using System.Text.RegularExpressions;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>A line that somebody typed, with its bone.</summary>
public sealed record TypedCause(string Text, string? Category);

/// <summary>Reads causes typed one per line; a line may begin with the name of its bone and a colon, or be one.</summary>
public static partial class TypedCauses
{
    public const string Field = "causes";
    public const string BoneField = "bone";
    public const int MostAtOnce = 100;

    /// <summary>The value of the option that names no bone; nobody can name a bone like this.</summary>
    public const string NoBone = "\u2014not-sure";

    public static Result<IReadOnlyList<TypedCause>> Read(ViewState state, IReadOnlyList<string> categories)
    {
        var chosen = state.GetOption(BoneField) is { } bone && bone != NoBone ? bone : null;
        return Read(state.GetText(Field), chosen, categories);
    }

    public static Result<IReadOnlyList<TypedCause>> Read(string? typed, string? chosen, IReadOnlyList<string> categories)
    {
        var causes = new List<TypedCause>();
        foreach (var line in (typed ?? "").ReplaceLineEndings("\n").Split('\n'))
        {
            var (text, bone) = ReadLine(line, categories);
            // A bone's name alone is a heading for what follows.
            if (text.Length == 0)
                chosen = bone ?? chosen;
            else
                causes.Add(new TypedCause(text, bone ?? chosen));
        }

        if (causes.Count == 0)
            return new Problem("Write at least one cause, one on each line.", Field);
        if (causes.Count > MostAtOnce)
            return new Problem($"These are {causes.Count:N0} lines; at most {MostAtOnce} fit at once. Nothing was added, and your text is still here: add it in parts.", Field);
        if (causes.FirstOrDefault(cause => cause.Text.Length > Answer.TextLength) is { } tooLong)
            return new Problem($"One line has {tooLong.Text.Length:N0} characters; a cause has at most {Answer.TextLength:N0}. Nothing was added, and your text is still here.", Field);
        return causes;
    }

    private static (string Text, string? Bone) ReadLine(string line, IReadOnlyList<string> categories)
    {
        var text = Marker().Replace(Clean(line), "");
        if (text.EnumerateRunes().All(rune => Rune.IsPunctuation(rune) || Rune.IsWhiteSpace(rune)))
            return ("", null);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1)
            return (text, null);
        var named = text[..colon].Trim();
        return categories.FirstOrDefault(known => Categories.Same(known, named)) is { } category ? (text[(colon + 1)..].Trim(), category) : (text, null);
    }

    /// <summary>Halves of characters and control characters can be typed by programs only, and stored by nobody.</summary>
    internal static string Clean(string text) => CausesDot.Printable(text).Trim();

    [GeneratedRegex(@"^(?:[-*•–]\s+|\d{1,3}[.)]\s+)", RegexOptions.ExplicitCapture, MatchLimit.Milliseconds)]
    private static partial Regex Marker();
}
