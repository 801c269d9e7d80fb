using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Places one's dots, and takes them back, while the vote is on. Shows one's own and nobody else's.</summary>
public sealed class PlaceDots(
    VoteStore votes,
    FishboneStore store,
    FishboneAccess access,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler
{
    public const string Id = "vote.show";
    public const string PlaceId = "vote.place";
    public const string WithdrawId = "vote.withdraw";
    public const string PageId = "vote.page";
    private const int PageSize = 40;

    private static readonly Problem Over = new("The vote is over; its result is in the thread of the brainstorm's message. Dots placed before it ended were counted.");

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var shown = FishboneTarget.Parse(request.View?.PrivateMetadata);
        var brainstormId = request.Action.ActionId == Id ? FishboneAccess.Chosen(request.Action) : shown?.Id ?? default;
        var result = await access.BrainstormAsync(new Reader(request.WorkspaceId, request.UserId), brainstormId, request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);
        if (found.Brainstorm.State != Brainstorm.Voting)
            return await slack.TellAsync(request, Over, cancellationToken);

        var page = shown?.Page ?? 0;
        var isFull = false;
        if (request.Action.ActionId == PageId)
            page = int.TryParse(request.Action.ChosenValue, out var asked) ? asked : 0;
        else if (request.Action.ActionId == PlaceId)
            isFull = !await PlaceAsync(request, found.Brainstorm, cancellationToken);
        else if (request.Action.ActionId == WithdrawId)
            await WithdrawAsync(request, found.Brainstorm, cancellationToken);

        var view = await ViewAsync(found, request.UserId, page, isFull, cancellationToken);
        var views = slack.For(request.WorkspaceId).Views;
        await (request.Action.ActionId == Id ? views.Open(request.TriggerId, view, cancellationToken) : views.UpdateByViewId(view, request.View!.Id, hash: null, cancellationToken));
        return Ack.Done;
    }

    private async Task<bool> PlaceAsync(BlockActionRequest request, Brainstorm brainstorm, CancellationToken cancellationToken)
    {
        var noteId = FishboneAccess.Chosen(request.Action);
        // The same press, received again, is the same dot.
        var dotId = RequestIds.From(request.WorkspaceId, $"dot {request.UserId} {noteId} {request.Action.ActionTs}");
        return (await votes.PlaceAsync(brainstorm, dotId, noteId, request.UserId, clock.GetUtcNow(), cancellationToken)).Left > 0;
    }

    private async Task WithdrawAsync(BlockActionRequest request, Brainstorm brainstorm, CancellationToken cancellationToken)
    {
        var noteId = FishboneAccess.Chosen(request.Action);
        if ((await votes.OwnAsync(brainstorm, request.UserId, cancellationToken)).LastOrDefault(dot => dot.NoteId == noteId) is { } dot)
            await votes.WithdrawAsync(brainstorm, dot.DotId, request.UserId, clock.GetUtcNow(), cancellationToken);
    }

    private async Task<ModalViewDefinition> ViewAsync(BrainstormAtHand found, string userId, int page, bool isFull, CancellationToken cancellationToken)
    {
        var fishbone = await store.ReadAsync(found.Postmortem, cancellationToken);
        var own = await votes.OwnAsync(found.Brainstorm, userId, cancellationToken);
        return View(found.Brainstorm, [.. fishbone.Own], own, page, isFull);
    }

    /// <param name="brainstorm">Whose vote.</param>
    /// <param name="entries">What can be voted on, in an order that tells nothing of the dots.</param>
    /// <param name="own">The person's own dots.</param>
    /// <param name="page">Which page.</param>
    /// <param name="isFull">They have just tried to place one dot too many.</param>
    public static ModalViewDefinition View(Brainstorm brainstorm, IReadOnlyList<FishboneEntry> entries, IReadOnlyList<Dot> own, int page, bool isFull)
    {
        var left = Math.Max(0, brainstorm.DotsEach - own.Count);
        var pages = Math.Max(1, (entries.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 0, pages - 1);
        var blocks = new List<Block>
        {
            new SectionBlock { Text = new Markdown(isFull ? $"All your dots are placed. Take one back to move it." : $"You have *{FishboneBlocks.Dots(left)}* left of {brainstorm.DotsEach}. Only you see yours; how all fall is shown when the vote ends.") },
        };
        foreach (var entry in entries.Skip(page * PageSize).Take(PageSize))
        {
            var mine = own.Count(dot => dot.NoteId == entry.Id || entry.Also.Any(also => also.NoteId == dot.NoteId));
            var target = mine == 0 ? entry.Id : own.Last(dot => dot.NoteId == entry.Id || entry.Also.Any(also => also.NoteId == dot.NoteId)).NoteId;
            blocks.Add(new SectionBlock { Text = new Markdown($"{(mine > 0 ? string.Concat(Enumerable.Repeat(":large_blue_circle:", mine)) + " " : "")}{Said.Line(entry.Text, 1500)}{(entry.Also.Count > 0 ? $"\n_and {entry.Also.Count} that say the same_" : "")}") });
            var buttons = new List<IActionElement>();
            if (left > 0)
                buttons.Add(new Button { ActionId = PlaceId, Text = "Place a dot", Value = entry.Id.ToString() });
            if (mine > 0)
                buttons.Add(new Button { ActionId = WithdrawId, Text = "Take one back", Value = target.ToString() });
            if (buttons.Count > 0)
                blocks.Add(new ActionsBlock { BlockId = entry.Id.ToString(), Elements = buttons });
        }

        if (pages > 1)
        {
            blocks.Add(new ActionsBlock
            {
                BlockId = "pages",
                Elements = [new Button { ActionId = PageId, Text = page < pages - 1 ? $"More (page {page + 2} of {pages}) →" : "← To the first page", Value = (page < pages - 1 ? page + 1 : 0).ToString(System.Globalization.CultureInfo.InvariantCulture) }],
            });
        }

        return new ModalViewDefinition
        {
            CallbackId = Id,
            Title = "Place your dots",
            Close = "Done",
            PrivateMetadata = new FishboneTarget(brainstorm.BrainstormId, page).ToString(),
            Blocks = blocks,
        };
    }
}
