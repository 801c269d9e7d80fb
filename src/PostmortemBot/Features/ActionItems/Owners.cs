using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Who can own an item, and what day it is for them.</summary>
public sealed class Owners(People people, PostmortemStore postmortems, ChannelStore channelStore, Channels channels)
{
    private const string Field = "owner";

    /// <summary>An owner must have an account and be allowed to read the postmortem: nobody works on what they cannot see.</summary>
    public async Task<Problem?> ProblemAsync(Postmortem postmortem, string? ownerId, CancellationToken cancellationToken)
    {
        if (ownerId is null)
            return null;
        if (await FindAsync(postmortem.WorkspaceId, ownerId, cancellationToken) is not { } owner)
            return new Problem("Slack does not show me this person. Choose somebody else, or leave it empty for now.", Field);
        if (owner.IsDeactivated)
            return new Problem($"The account of {owner.DisplayName} is deactivated. Choose somebody else, or leave it empty for now.", Field);
        if (owner.Kind == PersonKind.Bot)
            return new Problem($"{owner.DisplayName} is an app. An action item needs a person; choose somebody, or leave it empty for now.", Field);
        if (await MayReadAsync(postmortem, ownerId, cancellationToken))
            return null;

        var channel = await channelStore.FindAsync(postmortem.WorkspaceId, postmortem.ChannelId, cancellationToken);
        return new Problem($"{owner.DisplayName} cannot see {postmortem.Key}, because they are not in {(channel is null ? "its channel" : $"#{channel.Name}")}. Invite them there first, or choose somebody else.", Field);
    }

    /// <summary>The same for each who helps.</summary>
    public async Task<Problem?> HelpersProblemAsync(Postmortem postmortem, IEnumerable<string> helpers, CancellationToken cancellationToken)
    {
        foreach (var helper in helpers.Take(ActionItemDraft.MostHelpers))
        {
            if (await ProblemAsync(postmortem, helper, cancellationToken) is { } problem)
                return problem with { Field = "helpers" };
        }

        return null;
    }

    /// <summary>How the owner is called, as plain text.</summary>
    public async Task<string> NameAsync(ActionItem item, CancellationToken cancellationToken) =>
        item.OwnerId is { } owner ? await people.NameAsync(item.WorkspaceId, owner, cancellationToken) : "nobody";

    /// <summary>The day it is for the owner, or for the writer while nobody owns the item.</summary>
    public async Task<DateOnly> TodayAsync(string workspaceId, string? ownerId, string writerId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var person = (ownerId is null ? null : await FindAsync(workspaceId, ownerId, cancellationToken))
            ?? await people.GetAsync(workspaceId, writerId, cancellationToken);
        return Zones.Today(person.Zone, now);
    }

    private async Task<bool> MayReadAsync(Postmortem postmortem, string ownerId, CancellationToken cancellationToken)
    {
        var reader = new Reader(postmortem.WorkspaceId, ownerId);
        if (await postmortems.FindAsync(reader, postmortem.PostmortemId, cancellationToken) is not null)
            return true;
        if (postmortem.Audience != Audience.Channel)
            return false;

        // They may have joined a moment ago; a refusal must rest on what Slack says now.
        await channels.SyncMembersAsync(postmortem.WorkspaceId, postmortem.ChannelId, cancellationToken);
        return await postmortems.FindAsync(reader, postmortem.PostmortemId, cancellationToken) is not null;
    }

    private async Task<Person?> FindAsync(string workspaceId, string userId, CancellationToken cancellationToken)
    {
        try
        {
            return await people.GetAsync(workspaceId, userId, cancellationToken);
        }
        catch (SlackApiException refused) when (refused.Error is "user_not_found" or "user_not_visible")
        {
            return null;
        }
    }
}
