namespace PostmortemBot.Slack.WebApi;

/// <summary>Canvases: documents in Slack, written as Markdown. At most 1 MiB each, headings of three depths.</summary>
public interface ICanvasesApi
{
    /// <summary>Creates a canvas of its own. Not repeated when the connection fails: it may be there.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="markdown">Its content.</param>
    /// <param name="channelId">The channel to add it to; teams on the free plan need one.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The canvas's id; it is a file as well.</returns>
    /// <exception cref="SlackApiException"><c>canvas_creation_failed</c>, <c>canvas_disabled_user_team</c>, <c>free_teams_cannot_create_standalone_canvases</c>, <c>restricted_action</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/canvases.create"/>
    Task<string> Create(string? title = null, string? markdown = null, string? channelId = null, CancellationToken cancellationToken = default);

    /// <summary>Changes a canvas; Slack takes one change at a time. Not repeated when the connection fails: it may be done.</summary>
    /// <exception cref="SlackApiException"><c>canvas_not_found</c>, <c>canvas_editing_failed</c>, <c>canvas_disabled_user_team</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/canvases.edit"/>
    Task Edit(string canvasId, CanvasChange change, CancellationToken cancellationToken = default);

    /// <summary>Deletes a canvas; one that is gone already is fine.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/canvases.delete"/>
    Task Delete(string canvasId, CancellationToken cancellationToken = default);

    /// <summary>Finds the sections of a canvas.</summary>
    /// <param name="canvasId">The canvas.</param>
    /// <param name="containsText">Only those with this text.</param>
    /// <param name="sectionTypes">Only these kinds: <c>any_header</c>, <c>h1</c>, <c>h2</c>, <c>h3</c>.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The sections' ids, for <see cref="CanvasChange.SectionId"/>.</returns>
    /// <exception cref="SlackApiException"><c>canvas_not_found</c>, <c>canvas_deleted</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/canvases.sections.lookup"/>
    Task<IReadOnlyList<string>> LookupSections(string canvasId, string? containsText = null, IEnumerable<string>? sectionTypes = null, CancellationToken cancellationToken = default);

    /// <summary>Lets channels, or people, read or write a canvas: one kind at a time.</summary>
    /// <exception cref="SlackApiException"><c>canvas_not_found</c>, <c>channel_not_found</c>, <c>user_not_found</c>, <c>invalid_parameters</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/canvases.access.set"/>
    Task SetAccess(string canvasId, CanvasAccess access, IReadOnlyCollection<string>? channelIds = null, IReadOnlyCollection<string>? userIds = null, CancellationToken cancellationToken = default);
}

/// <summary>What may be done with a canvas.</summary>
public enum CanvasAccess
{
    /// <summary>Reading.</summary>
    Read,

    /// <summary>Reading and writing.</summary>
    Write,
}

/// <summary>One change of a canvas.</summary>
/// <seealso href="https://docs.slack.dev/reference/methods/canvases.edit"/>
public sealed record CanvasChange
{
    private CanvasChange()
    {
    }

    /// <summary>What is done, as Slack calls it.</summary>
    public string Operation { get; private init; } = "";

    /// <summary>The section it is done at.</summary>
    public string? SectionId { get; private init; }

    /// <summary>The new content.</summary>
    public CanvasContent? DocumentContent { get; private init; }

    /// <summary>The new title.</summary>
    public CanvasContent? TitleContent { get; private init; }

    /// <summary>Adds to the end.</summary>
    public static CanvasChange InsertAtEnd(string markdown) => new() { Operation = "insert_at_end", DocumentContent = CanvasContent.Of(markdown) };

    /// <summary>Adds to the start.</summary>
    public static CanvasChange InsertAtStart(string markdown) => new() { Operation = "insert_at_start", DocumentContent = CanvasContent.Of(markdown) };

    /// <summary>Adds after a section.</summary>
    public static CanvasChange InsertAfter(string sectionId, string markdown) => new() { Operation = "insert_after", SectionId = sectionId, DocumentContent = CanvasContent.Of(markdown) };

    /// <summary>Adds before a section.</summary>
    public static CanvasChange InsertBefore(string sectionId, string markdown) => new() { Operation = "insert_before", SectionId = sectionId, DocumentContent = CanvasContent.Of(markdown) };

    /// <summary>Replaces a section, or the whole content.</summary>
    public static CanvasChange Replace(string markdown, string? sectionId = null) => new() { Operation = "replace", SectionId = sectionId, DocumentContent = CanvasContent.Of(markdown) };

    /// <summary>Deletes a section.</summary>
    public static CanvasChange Delete(string sectionId) => new() { Operation = "delete", SectionId = sectionId };

    /// <summary>Changes the title.</summary>
    public static CanvasChange Rename(string title) => new() { Operation = "rename", TitleContent = CanvasContent.Of(title) };
}

/// <summary>A canvas's content.</summary>
/// <param name="Type">Always <c>markdown</c>.</param>
/// <param name="Markdown">The Markdown.</param>
/// <seealso href="https://docs.slack.dev/surfaces/canvases"/>
public sealed record CanvasContent(string Type, string Markdown)
{
    internal const int MostBytes = 1024 * 1024;

    internal static CanvasContent? Of(string? markdown)
    {
        if (markdown is null) return null;
        if (System.Text.Encoding.UTF8.GetByteCount(markdown) is > MostBytes and var size)
            throw new SlackBlockException("canvas", type: null, "markdown", $"is {size} bytes long, Slack takes {MostBytes}", MostBytes);
        return new CanvasContent("markdown", markdown);
    }
}
