using System.Security.Cryptography;
using System.Text;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Publishing;

/// <summary>One text of the learnings: the name of its field, and where it is kept.</summary>
public sealed record LearningsPart(string Field, Func<Learnings, string> Read, Func<Learnings, string, Learnings> Write)
{
    public static readonly IReadOnlyList<LearningsPart> All =
    [
        new("summary", notes => notes.Summary, (notes, text) => notes with { Summary = text }),
        new("well", notes => notes.WentWell, (notes, text) => notes with { WentWell = text }),
        new("badly", notes => notes.WentBadly, (notes, text) => notes with { WentBadly = text }),
        new("lucky", notes => notes.GotLucky, (notes, text) => notes with { GotLucky = text }),
        new("sharing", notes => notes.SharingPlan, (notes, text) => notes with { SharingPlan = text }),
        new("metrics", notes => notes.MetricsToWatch, (notes, text) => notes with { MetricsToWatch = text }),
    ];
}

/// <summary>What a form was opened on, short enough for its metadata: a mark for each stored text.</summary>
/// <param name="Round">How often the form was shown again because somebody else was faster; part of its fields' ids.</param>
public sealed record LearningsOpened(Guid PostmortemId, int Round, IReadOnlyList<string> Marks)
{
    private const int MarkBytes = 8;

    public static LearningsOpened On(Postmortem postmortem, Learnings known, int round) =>
        new(postmortem.PostmortemId, round, [.. LearningsPart.All.Select(part => Mark(part.Read(known)))]);

    public static LearningsOpened? Read(string? metadata)
    {
        var words = (metadata ?? "").Split(' ');
        return words.Length == 2 + LearningsPart.All.Count && Guid.TryParse(words[0], out var id) && int.TryParse(words[1], out var round)
            ? new LearningsOpened(id, round, words[2..])
            : null;
    }

    public override string ToString() => $"{PostmortemId} {Round} {string.Join(' ', Marks)}";

    public static string Mark(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n").Trim())).AsSpan(0, MarkBytes));
}

/// <summary>Brings together what two people wrote while both had the form open.</summary>
/// <param name="Learnings">To be stored when nothing is <paramref name="Contested"/>.</param>
/// <param name="Contested">The fields that both changed.</param>
public sealed record LearningsMerge(Learnings Learnings, IReadOnlyList<string> Contested)
{
    /// <param name="suggested">What the form offered where nothing was written.</param>
    /// <param name="opened">What it was opened on.</param>
    /// <param name="now">What is stored now.</param>
    /// <param name="typed">What the form says.</param>
    public static LearningsMerge Of(Learnings suggested, LearningsOpened opened, Learnings now, Learnings typed)
    {
        var merged = now;
        var contested = new List<string>();
        foreach (var (part, mark) in LearningsPart.All.Zip(opened.Marks))
        {
            var (stored, mine) = (part.Read(now), part.Read(typed));
            var wasEmpty = mark == LearningsOpened.Mark("");
            // A suggestion that nobody changed is nobody's words, and does not go into the report.
            var isSuggested = wasEmpty && mine.Length > 0 && LearningsOpened.Mark(mine) == LearningsOpened.Mark(part.Read(suggested));
            var isUntouched = LearningsOpened.Mark(mine) == mark || isSuggested;
            if (LearningsOpened.Mark(stored) == mark && !isSuggested)
                merged = part.Write(merged, mine);
            else if (!isUntouched && LearningsOpened.Mark(mine) != LearningsOpened.Mark(stored))
                contested.Add(part.Field);
        }

        return new LearningsMerge(merged, contested);
    }
}
