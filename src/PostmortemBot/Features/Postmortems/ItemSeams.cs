using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Postmortems;

/// <summary>What a feature adds to the messages that stand for an action item.</summary>
public interface IItemAddition
{
    /// <summary>Null: nothing to add.</summary>
    Task<ItemAddition?> DescribeAsync(string workspaceId, Guid actionItemId, CancellationToken cancellationToken);
}

/// <param name="Line">In mrkdwn, already escaped; empty where there are only buttons.</param>
/// <param name="Buttons">At most five.</param>
public sealed record ItemAddition(string Line, IReadOnlyList<Button> Buttons)
{
    public IEnumerable<Block> Blocks()
    {
        if (Line.Length > 0)
            yield return new ContextBlock { Elements = [new Markdown(Line)] };
        if (Buttons.Count > 0)
            yield return new ActionsBlock { Elements = [.. Buttons] };
    }
}

/// <summary>Whether items can have issues at all.</summary>
public interface IItemTrackers
{
    bool AreOn(string workspaceId);
}

/// <summary>The issues of action items in a tracker, for whoever lists the items.</summary>
public interface IItemIssues
{
    /// <summary>Opens the form in which an issue is made or linked.</summary>
    Task<Ack> OpenAsync(BlockActionRequest request, Guid actionItemId, CancellationToken cancellationToken);
}

/// <summary>The views that show items, to be drawn again after something about one was stored elsewhere.</summary>
public interface IItemViews
{
    /// <summary>After a button in one of them.</summary>
    Task FollowAsync(BlockActionRequest request, CancellationToken cancellationToken);

    /// <summary>After a form above one of them.</summary>
    /// <param name="submission">The form.</param>
    /// <param name="under">The private metadata of the view under it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task FollowAsync(ViewSubmission submission, string under, CancellationToken cancellationToken);
}

/// <summary>Told in the background after an action item has changed. Can be told twice.</summary>
public interface IItemListener
{
    Task ChangedAsync(string workspaceId, Guid actionItemId, CancellationToken cancellationToken);
}

/// <summary>Changes of an action item that come from elsewhere than its own messages.</summary>
public interface IOutsideChanges
{
    /// <returns>False: it stood so already.</returns>
    Task<bool> SetStateAsync(OutsideChange change, string state, string? reason, CancellationToken cancellationToken);

    /// <returns>Why this person cannot own it, as a sentence for people.</returns>
    Task<Problem?> SetOwnerAsync(OutsideChange change, string ownerId, CancellationToken cancellationToken);
}

/// <summary>Which item, and who changes it.</summary>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="ActionItemId">The item.</param>
/// <param name="PersonId">The Slack user, when it is known who it was.</param>
/// <param name="Actor">Who it was there, like "github:octocat", or the tracker where it does not say.</param>
public sealed record OutsideChange(string WorkspaceId, Guid ActionItemId, string? PersonId, string Actor);

/// <summary>Ids that several features meet at.</summary>
public static class ItemJobs
{
    /// <summary>Makes every message about an item say what the database says. Subject: the item.</summary>
    public const string Show = "action-items.show";
}
