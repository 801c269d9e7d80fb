using PostmortemBot.Slack;

namespace PostmortemBot.Features.Trackers;

/// <summary>Links an item to an issue that somebody names by its address or its key.</summary>
public sealed class IssueLinks(TrackerStore store, TrackerList trackers, TimeProvider clock)
{
    /// <summary>How issues are named here, for the hint of a form.</summary>
    public static string Hint(IReadOnlyList<ITracker> usable) =>
        Mrkdwn.Cut($"{string.Join("; ", usable.Select(tracker => $"{tracker.Name}: {tracker.Example}"))}. State and owner follow each other from then on.", 2000);

    /// <returns>Why not, as a sentence for people; null: it is linked.</returns>
    public async Task<string?> LinkAsync(TrackedItem item, string typed, string linkedBy, CancellationToken cancellationToken)
    {
        var usable = trackers.For(item.WorkspaceId);
        var read = usable.Select(tracker => (Tracker: tracker, Reference: tracker.Read(typed))).FirstOrDefault(read => read.Reference is not null);
        if (read.Reference is not { } reference)
            return $"I do not know this as an issue of {string.Join(" or ", usable.Select(tracker => tracker.Name))}. Paste its address as your browser shows it, or write it like {string.Join(" or ", usable.Select(tracker => tracker.Example.Split(',')[0]))}.";
        if (!read.Tracker.MayLink(reference))
            return $"The bot may not work on this part of {read.Tracker.Name}. Link an issue of {read.Tracker.Target}, or ask whoever runs the bot to add the other one to its settings.";

        if (await store.LinkAsync(item, read.Tracker.Id, reference, linkedBy, clock.GetUtcNow(), cancellationToken))
            return null;
        var known = await store.FindAsync(item.WorkspaceId, item.ActionItemId, cancellationToken);
        if (known?.Reference == reference)
            return null;
        return known?.IsLinked == true
            ? $"{item.Key} has another issue already. Unlink that one first."
            : $"Another action item is linked to {reference} already. Each issue follows one item.";
    }
}
