using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Review;

/// <summary>Who can be asked.</summary>
public sealed class ReviewersRule(PostmortemStore postmortems, People people, Channels channels)
{
    public const int Most = 5;

    public async Task<Problem?> WhyNotAsync(Postmortem postmortem, IReadOnlyList<string> reviewers, CancellationToken cancellationToken)
    {
        if (WhyNot(postmortem.FacilitatorId, reviewers) is { } problem)
            return problem;

        var isSynced = false;
        foreach (var reviewer in reviewers)
        {
            var person = await people.GetAsync(postmortem.WorkspaceId, reviewer, cancellationToken);
            if (!person.CanOwn)
                return new Problem($"{person.DisplayName} cannot review: {(person.IsDeactivated ? "the account is deactivated" : "it is an app")}. Choose somebody else.", "reviewers");
            if (await CanReadAsync(postmortem, reviewer, cancellationToken))
                continue;

            // Who joined a moment ago may not be known yet.
            if (!isSynced)
                await channels.SyncMembersAsync(postmortem.WorkspaceId, postmortem.ChannelId, cancellationToken);
            isSynced = true;
            if (!await CanReadAsync(postmortem, reviewer, cancellationToken))
                return new Problem($"{person.DisplayName} cannot read {postmortem.Key}, because {(postmortem.Audience == Audience.Channel ? "it belongs to a private channel" : "guests read only their own channels")}. Invite them to the channel first, or choose somebody who is in it.", "reviewers");
        }

        return null;
    }

    public static Problem? WhyNot(string facilitatorId, IReadOnlyList<string> reviewers)
    {
        if (reviewers.Count == 0)
            return new Problem("Choose at least one person to read it.", "reviewers");
        if (reviewers.Count > Most)
            return new Problem($"Choose {Most} people at most: when everybody is asked, nobody feels asked.", "reviewers");
        return reviewers.Contains(facilitatorId)
            ? new Problem("The facilitator leads it, so somebody else reviews it. Take the facilitator out, or hand over the lead under Edit facts.", "reviewers")
            : null;
    }

    private async Task<bool> CanReadAsync(Postmortem postmortem, string userId, CancellationToken cancellationToken) =>
        await postmortems.FindAsync(new Reader(postmortem.WorkspaceId, userId), postmortem.PostmortemId, cancellationToken) is not null;
}
