using System.Text.RegularExpressions;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Postmortems;

/// <summary>
/// What a feature contributes to the report. Publishing, the web pages and exports read these and nothing else of a feature.
/// </summary>
public interface IReportSection
{
    /// <summary>Position in the report, ascending.</summary>
    int Order { get; }

    /// <summary>Without its pictures a chapter is quick to build: for what must answer before Slack stops waiting.</summary>
    Task<ReportSection?> BuildAsync(Postmortem postmortem, bool withPictures, CancellationToken cancellationToken);
}

/// <summary>One chapter of a report.</summary>
public sealed record ReportSection
{
    public required string Title { get; init; }

    /// <summary>CommonMark with pipe tables. Text that people typed has gone through <see cref="MarkdownText.Escape"/>.</summary>
    public required string Markdown { get; init; }

    public IReadOnlyList<Picture> Pictures { get; init; } = [];

    /// <summary>The drawings as text, for places that draw them themselves; only in the Markdown file, at the chapter's end.</summary>
    public IReadOnlyList<DrawingSource> Sources { get; init; } = [];

    /// <summary>When what the chapter says was last changed; a sign-off before that does not cover it.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>What the chapter says at its end of all chapters, once they are known: Markdown, or nothing.</summary>
    public Func<IReadOnlyList<ReportSection>, string>? Closing { get; init; }

    /// <summary>What a reader would miss, as a sentence: "Nobody has written the impact." Empty when the chapter is complete.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}

/// <summary>A drawing that the chapter's Markdown refers to as <c>![alt](name.svg)</c>.</summary>
public sealed record Picture(string Name, string Svg, string AltText);

/// <summary>A drawing in the language of a drawing program. No line of it may begin with a fence of backticks.</summary>
/// <param name="Title">What it draws.</param>
/// <param name="Language">As fences name it: mermaid, which many places draw, or another, which is folded away.</param>
/// <param name="Text">The drawing.</param>
public sealed record DrawingSource(string Title, string Language, string Text);

/// <summary>The one place where typed text becomes Markdown.</summary>
public static partial class MarkdownText
{
    private const int YearLength = 4;

    // What CommonMark, tables and GitHub's mentions give a meaning inside a line. https://spec.commonmark.org/0.31.2/#backslash-escapes
    private const string Special = @"\`*_{}[]<>#|~&@";

    /// <summary>Text as a run of plain characters: no markup, links, HTML, mentions or line structure of its own.</summary>
    public static string Escape(string text)
    {
        var escaped = new System.Text.StringBuilder(text.Length + 16);
        var isLineStart = true;
        foreach (var character in text.ReplaceLineEndings("\n"))
        {
            if (character == '\n')
                escaped.Append("  \n");
            else if (char.IsControl(character))
                escaped.Append(' ');
            else
            {
                // At the start of a line, after digits too, these make lists, quotes and headings.
                if (Special.Contains(character) || (isLineStart && "-+.)=".Contains(character)))
                    escaped.Append('\\');
                escaped.Append(character);
            }

            isLineStart = character == '\n' || (isLineStart && (char.IsWhiteSpace(character) || char.IsAsciiDigit(character)));
        }

        // A page marks up the moments that chapters wrote, in UTC. Nobody knows the zone of one that was typed.
        return Moment().Replace(escaped.ToString(), moment => moment.Value.Insert(YearLength, @"\"));
    }

    /// <summary>The same on a single line, for table cells and list items.</summary>
    public static string EscapeLine(string text) => Escape(text.ReplaceLineEndings(" "));

    [GeneratedRegex(@"\b\d{4}-\d{2}-\d{2} \d{2}:\d{2}\b", RegexOptions.None, MatchLimit.Milliseconds)]
    private static partial Regex Moment();
}
