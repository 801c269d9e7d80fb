using System.Security.Cryptography;
using System.Text;

namespace PostmortemBot.Features.Causes;

/// <summary>What an edit form was opened on, short enough for its metadata: a mark for each field.</summary>
/// <param name="CauseId">What it edits.</param>
/// <param name="Page">The page of the list it was opened from.</param>
/// <param name="Round">How often the form was shown again because somebody else was faster; part of its fields' ids.</param>
/// <param name="Marks">One for each of <see cref="DetailField.All"/>.</param>
public sealed record EditTarget(Guid CauseId, int Page, int Round, IReadOnlyList<string> Marks)
{
    private const int MarkBytes = 8;

    public static EditTarget On(Guid causeId, int page, int round, CauseDetails known) =>
        new(causeId, page, round, [.. DetailField.All.Select(field => Mark(field.Read(known)))]);

    public static EditTarget? Parse(string? metadata)
    {
        var words = (metadata ?? "").Split(' ');
        return words.Length == 3 + DetailField.All.Count && Guid.TryParse(words[0], out var id) && int.TryParse(words[1], out var page) && int.TryParse(words[2], out var round)
            ? new EditTarget(id, page, round, words[3..])
            : null;
    }

    public override string ToString() => $"{CauseId} {Page} {Round} {string.Join(' ', Marks)}";

    public string BlockId(string field) => Round == 0 ? field : $"{field}~{Round}";

    public static string Mark(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, MarkBytes));
}

/// <summary>Brings together what two people changed while both had the form open.</summary>
/// <param name="Details">To be stored when nothing is <paramref name="Contested"/>.</param>
/// <param name="Contested">The fields that both changed.</param>
public sealed record DetailsMerge(CauseDetails Details, IReadOnlyList<DetailField> Contested)
{
    /// <param name="opened">What the form was opened on.</param>
    /// <param name="now">What is stored now.</param>
    /// <param name="typed">What the form says.</param>
    public static DetailsMerge Of(EditTarget opened, CauseDetails now, CauseDetails typed)
    {
        var merged = now;
        var contested = new List<DetailField>();
        foreach (var (field, mark) in DetailField.All.Zip(opened.Marks))
        {
            var (stored, mine) = (EditTarget.Mark(field.Read(now)), EditTarget.Mark(field.Read(typed)));
            if (mine == mark || mine == stored)
                continue;
            if (stored == mark)
                merged = field.Take(merged, typed);
            else
                contested.Add(field);
        }

        return new DetailsMerge(merged, contested);
    }

    /// <summary>Whether there is something to store.</summary>
    public bool Changes(CauseDetails now) => DetailField.All.Any(field => field.Read(now) != field.Read(Details));
}
