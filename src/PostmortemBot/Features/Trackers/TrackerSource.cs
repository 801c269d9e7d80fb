using Microsoft.Extensions.Options;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Trackers;

/// <summary>What an item looks like to other systems.</summary>
public sealed class TrackerSource(IOptions<WebOptions> web)
{
    public NewIssue Of(TrackedItem item) => new()
    {
        Title = item.Title,
        Details = item.Details,
        // The title of a private postmortem stays with those who may read it.
        Source = item.IsPrivate ? $"Action item {item.Key} of {item.PostmortemKey}" : $"Action item {item.Key} of {item.PostmortemKey} · {item.PostmortemTitle}",
        SourceUrl = Page(item),
        Priority = item.Priority,
        DueOn = item.DueOn,
        Marker = item.Marker,
    };

    public string Page(TrackedItem item) => $"{web.Value.PublicUrl.TrimEnd('/')}/postmortems/{item.PostmortemKey}";
}
