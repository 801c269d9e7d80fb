using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>
/// A view as Slack sends it. <see href="https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"/>
/// </summary>
public sealed record ViewInfo
{
    /// <summary>Slack's id of the view.</summary>
    public string Id { get => field; init => field = value ?? ""; } = "";

    /// <summary><c>modal</c> or <c>home</c>.</summary>
    public string Type { get => field; init => field = value ?? ""; } = "";

    /// <summary>What the app named the view; empty when it did not.</summary>
    public string CallbackId { get => field; init => field = value ?? ""; } = "";

    /// <summary>What the app put in when it showed the view; empty when nothing.</summary>
    public string PrivateMetadata { get => field; init => field = value ?? ""; } = "";

    /// <summary>Changes with every change of the view; given back, it refuses an update of anything newer.</summary>
    public string Hash { get => field; init => field = value ?? ""; } = "";

    /// <summary>What was filled in; empty for a view that was closed.</summary>
    public ViewState State { get => field; init => field = value ?? ViewState.Empty; } = ViewState.Empty;

    /// <summary>The app's own id for the view, if it gave one.</summary>
    public string? ExternalId { get => field; init => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>The view at the bottom of the stack.</summary>
    public string? RootViewId { get => field; init => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>The view below this one, if there is one.</summary>
    public string? PreviousViewId { get => field; init => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>The workspace of the view.</summary>
    public string? TeamId { get; init; }

    /// <summary>The title, in a modal.</summary>
    public PlainText? Title { get; init; }

    /// <summary>What the view shows; unknown blocks are kept as JSON.</summary>
    public IReadOnlyList<Block> Blocks { get => field; init => field = value ?? []; } = [];
}
