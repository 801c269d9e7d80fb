using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Review;

/// <summary>Who signed the report off, and when.</summary>
public sealed class ReviewReport(ReviewStore store, People people) : IReportSection
{
    private const int MostLookUps = 20;

    public int Order => 90;

    public async Task<ReportSection?> BuildAsync(Postmortem postmortem, bool withPictures, CancellationToken cancellationToken)
    {
        var state = await store.StateAsync(postmortem, cancellationToken);
        string[] reviewers = [.. state.Asked.Select(request => request.ReviewerId).Concat(state.SignOffs.Select(given => given.ReviewerId)).Distinct(StringComparer.Ordinal)];
        var known = await people.KnownAsync(postmortem.WorkspaceId, reviewers, new LookUpBudget(MostLookUps), cancellationToken);
        var names = reviewers.ToDictionary(userId => userId, userId => PeopleNames.NameAndState(known, userId), StringComparer.Ordinal);
        return new ReportSection
        {
            Title = "Review",
            Markdown = Markdown(state, names),
            Closing = state.Approval is { } approval ? chapters => ChangedSince(approval.DecidedAt, chapters) : null,
        };
    }

    /// <summary>An approval speaks for what was read, and for nothing that was written later.</summary>
    public static string ChangedSince(DateTimeOffset approvedAt, IReadOnlyList<ReportSection> chapters)
    {
        string[] changed = [.. chapters.Where(chapter => chapter.ChangedAt > approvedAt).Select(chapter => $"“{chapter.Title}”").Distinct(StringComparer.Ordinal)];
        return changed.Length == 0 ? "" : $"\nChanged since, and not covered by this approval: {string.Join(", ", changed)}.\n";
    }

    public static string Markdown(ReviewState state, IReadOnlyDictionary<string, string> names)
    {
        string Name(string userId) => MarkdownText.EscapeLine(names.GetValueOrDefault(userId, PeopleNames.Unknown));

        if (state.Approval is { } approval)
            return $"Approved by **{Name(approval.ReviewerId)}** on {approval.DecidedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC.\n";
        return state.Postmortem.Status == PostmortemStatus.InReview
            ? $"In review by {string.Join(", ", state.Asked.Select(request => Name(request.ReviewerId)))}. Not approved yet.\n"
            : "Not reviewed yet.\n";
    }
}
