using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>
/// The list and the view of one item, drawn and drawn again after something in them changed. The change is stored by then,
/// so a Slack that does not answer leaves them as they were and must not read as a failure.
/// </summary>
public sealed partial class ItemScreens(
    ActionItemAccess access,
    ItemListStore lists,
    PostmortemAccess postmortems,
    IEnumerable<IItemAddition> additions,
    IEnumerable<IItemTrackers> trackers,
    People people,
    ISlackClients slack,
    TimeProvider clock,
    ILogger<ItemScreens> logger) : IItemViews
{
    public const int PageSize = 25;

    /// <summary>Null: this reader may not read the postmortem the list is about.</summary>
    public async Task<ModalViewDefinition?> ListAsync(Reader reader, ItemList list, CancellationToken cancellationToken)
    {
        Postmortem? postmortem = null;
        if (list.PostmortemId is { } id && (await postmortems.ForReadingAsync(reader, id, standingIn: null, cancellationToken)).Failed(out _, out postmortem))
        {
            if (list.Scope == ItemList.OfPostmortem)
                return null;
            list = list with { PostmortemId = null };
        }

        var person = await people.GetAsync(reader.WorkspaceId, reader.UserId, cancellationToken);
        var today = Zones.Today(person.Zone, clock.GetUtcNow());
        var page = await lists.PageAsync(reader, list, today, PageSize, cancellationToken);
        // The item that a page began after may be gone or closed by now; the first page is always there.
        if (page.Items.Count == 0 && list.Cursor is not null)
        {
            list = list.From(null);
            page = await lists.PageAsync(reader, list, today, PageSize, cancellationToken);
        }

        return ListBlocks.View(postmortem, list, page, today, trackers.Any(one => one.AreOn(reader.WorkspaceId)));
    }

    public async Task<ModalViewDefinition> ItemAsync(ActionItem item, FormSubject subject, CancellationToken cancellationToken)
    {
        var added = new List<Slack.Blocks.Block>();
        foreach (var addition in item.IsCancelled ? [] : additions)
        {
            if (await addition.DescribeAsync(item.WorkspaceId, item.ActionItemId, cancellationToken) is { } described)
                added.AddRange(described.Blocks());
        }

        return ItemBlocks.View(item, await lists.FamilyAsync(item, cancellationToken), added, subject with { Revision = item.Revision, IsOverItem = false, Seen = "" });
    }

    public async Task FollowAsync(ViewSubmission submission, string under, CancellationToken cancellationToken)
    {
        if (submission.View.PreviousViewId is { } viewId && FormSubject.Parse(under) is { } subject)
            await RedrawItemAsync(new Reader(submission.WorkspaceId, submission.UserId), viewId, submission.View.RootViewId, subject, cancellationToken);
    }

    /// <summary>After a button in one of them was pressed.</summary>
    public async Task FollowAsync(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var reader = new Reader(request.WorkspaceId, request.UserId);
        if (request.List() is { } list)
            await RedrawListAsync(reader, request.View!.Id, list, cancellationToken);
        else if (request.View is { Type: "modal", CallbackId: ShowItem.Id } view && FormSubject.Parse(view.PrivateMetadata) is { } subject)
            await RedrawItemAsync(reader, view.Id, view.RootViewId, subject, cancellationToken);
    }

    /// <summary>After a form above them was sent.</summary>
    public async Task FollowAsync(ViewSubmission submission, FormSubject subject, CancellationToken cancellationToken)
    {
        var reader = new Reader(submission.WorkspaceId, submission.UserId);
        var view = submission.View;
        if (subject.IsOverItem && view.PreviousViewId is { } under)
            await RedrawItemAsync(reader, under, view.RootViewId, subject, cancellationToken);
        else if (subject.List is { } list && view.RootViewId is { } root && root != view.Id)
            await RedrawListAsync(reader, root, list, cancellationToken);
    }

    public async Task RedrawListAsync(Reader reader, string viewId, ItemList list, CancellationToken cancellationToken)
    {
        if (await ListAsync(reader, list, cancellationToken) is { } view)
            await UpdateAsync(reader, viewId, view, cancellationToken);
    }

    private async Task RedrawItemAsync(Reader reader, string viewId, string? rootViewId, FormSubject subject, CancellationToken cancellationToken)
    {
        if (!(await access.FindAsync(reader, subject.ActionItemId, standingIn: null, cancellationToken)).Failed(out _, out var item))
            await UpdateAsync(reader, viewId, await ItemAsync(item, subject, cancellationToken), cancellationToken);
        if (subject.List is { } list && rootViewId is not null && rootViewId != viewId)
            await RedrawListAsync(reader, rootViewId, list, cancellationToken);
    }

    private async Task UpdateAsync(Reader reader, string viewId, ModalViewDefinition view, CancellationToken cancellationToken)
    {
        try
        {
            await slack.For(reader.WorkspaceId).Views.UpdateByViewId(view, viewId, hash: null, cancellationToken);
        }
        catch (SlackApiException refused)
        {
            CannotRedraw(logger, refused.Method, refused.Error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list could not be drawn again after a change: {Method} said {Error}")]
    private static partial void CannotRedraw(ILogger logger, string method, string error);
}
