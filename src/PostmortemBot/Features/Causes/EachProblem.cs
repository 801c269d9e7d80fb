using System.Globalization;
using System.Text;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes;

/// <summary>A chapter of the report about causes where there are several problems: a part for each, under its words.</summary>
public static class EachProblem
{
    /// <summary>One problem's chapter is the chapter; the parts of several follow each other. Null: there is nothing to say of any.</summary>
    public static async Task<ReportSection?> ChapterAsync<T>(CauseGraph whole, IReadOnlyList<T> problems, Func<T, Task<ReportSection?>> build)
    {
        if (problems.Count == 1)
            return await build(problems[0]);

        var parts = new List<ReportSection>();
        for (var i = 0; i < problems.Count; i++)
        {
            if (await build(problems[i]) is { } section)
                parts.Add(Part(section, i + 1, whole.Tops[i]));
        }

        return parts.Count == 0 ? null : parts[0] with
        {
            Markdown = string.Join('\n', parts.Select(part => part.Markdown)),
            Pictures = [.. parts.SelectMany(part => part.Pictures)],
            Sources = [.. parts.SelectMany(part => part.Sources)],
            ChangedAt = parts.Max(part => part.ChangedAt),
            Missing = [.. parts.SelectMany(part => part.Missing).Distinct()],
        };
    }

    private static ReportSection Part(ReportSection section, int number, Cause problem)
    {
        // What a part heads stands below the part's own heading. No line of typed text begins with one.
        var text = new StringBuilder(section.Markdown).Replace("\n### ", "\n#### ");
        // The part's heading says it already.
        text.Replace($"{CausesReport.Stated(problem)}\n\n", "");
        var pictures = section.Pictures.Select(picture => picture with
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{picture.Name}-{number}"),
            AltText = string.Create(CultureInfo.InvariantCulture, $"Problem {number}. {picture.AltText}"),
        }).ToList();
        foreach (var (before, after) in section.Pictures.Zip(pictures))
            text.Replace($"![{before.AltText}]({before.Name}.svg)", $"![{after.AltText}]({after.Name}.svg)");
        return section with
        {
            Markdown = string.Create(CultureInfo.InvariantCulture, $"### Problem {number}: {MarkdownText.EscapeLine(problem.Text)}\n\n{text}"),
            Pictures = pictures,
            Sources = [.. section.Sources.Select(source => source with { Title = string.Create(CultureInfo.InvariantCulture, $"{source.Title}, problem {number}") })],
        };
    }
}
