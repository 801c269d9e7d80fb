using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Publishing;

/// <summary>What is published is what somebody signed.</summary>
public static class SignOffRule
{
    private const int MostNamed = 3;

    public static Problem? WhyNotPublish(Postmortem postmortem) => postmortem.Status switch
    {
        PostmortemStatus.Approved => null,
        PostmortemStatus.Draft => new Problem($"{postmortem.Key} is not approved yet: it is a draft, and nobody is reviewing it. Press *Request review* first; one approval is enough."),
        PostmortemStatus.InReview => new Problem($"{postmortem.Key} is not approved yet: it waits for its reviewers. One approval is enough."),
        PostmortemStatus.Published => new Problem($"{postmortem.Key} is published already{(postmortem.PublishedAt is { } at ? $", {When.At(at)}" : "")}."),
        _ => postmortem.WhyNotEditable(),
    };

    /// <param name="report">As it would be published now.</param>
    /// <param name="approver">Display name of whoever signed.</param>
    public static Problem? WhyNotPublish(Report report, string approver)
    {
        if (WhyNotPublish(report.Postmortem) is { } problem)
            return problem;
        var changed = report.ChangedSince(report.Postmortem.ApprovedAt!.Value).Select(section => $"“{section.Title}”").Distinct(StringComparer.Ordinal).ToList();
        return changed.Count == 0
            ? null
            : new Problem($"{Names(changed)} changed after {Mrkdwn.Escape(approver)} approved it. Ask for review again, so that what is published is what was signed.");
    }

    private static string Names(List<string> titles) => titles.Count switch
    {
        1 => titles[0],
        <= MostNamed => $"{string.Join(", ", titles[..^1])} and {titles[^1]}",
        _ => $"{string.Join(", ", titles[..MostNamed])} and more",
    };
}
