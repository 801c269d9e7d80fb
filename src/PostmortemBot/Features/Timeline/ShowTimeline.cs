using System.Text.Json;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Timeline;

/// <summary>The timeline as a list in a modal, with a way to edit and remove each entry.</summary>
public sealed class ShowTimeline(
    TimelineStore store,
    NamedPostmortem named,
    PostmortemAccess access,
    ISlackClients slack) : ICommandVerb, IBlockActionHandler
{
    public const string ActionId = "timeline.show";
    public const string OlderId = "timeline.page_back";
    public const string NewerId = "timeline.page_on";
    private const int PageSize = 25;

    public string Verb => "timeline";
    public int Order => 31;
    public string Usage => "timeline [PM-12]";
    public string Summary => "shows the timeline, for reading, editing and removing";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var result = await named.FindAsync(command, rest, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return SlashCommandResponse.Ephemeral(problem.Text);
        await slack.For(command.WorkspaceId).Views.Open(command.TriggerId, await ViewAsync(postmortem, page: 0, removed: null, cancellationToken), cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        if (request.View is { } view && TimelinePage.Parse(view.PrivateMetadata) is { } shown)
        {
            var page = request.Action.ActionId == OlderId ? shown.Page - 1 : shown.Page + 1;
            await RedrawAsync(new Reader(request.WorkspaceId, request.UserId), view.Id, shown with { Page = page }, removed: null, cancellationToken);
            return Ack.Done;
        }

        var result = await access.ForReadingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        await slack.For(request.WorkspaceId).Views.Open(request.TriggerId, await ViewAsync(postmortem, page: 0, removed: null, cancellationToken), cancellationToken);
        return Ack.Done;
    }

    /// <summary>Draws the list again in an open modal, after an entry was edited or removed.</summary>
    public async Task RedrawAsync(Reader reader, string viewId, TimelinePage shown, Guid? removed, CancellationToken cancellationToken)
    {
        var result = await access.ForReadingAsync(reader, shown.PostmortemId, standingIn: null, cancellationToken);
        if (result.Failed(out _, out var postmortem))
            return;
        await slack.For(reader.WorkspaceId).Views.UpdateByViewId(await ViewAsync(postmortem, shown.Page, removed, cancellationToken), viewId, hash: null, cancellationToken);
    }

    private async Task<ModalViewDefinition> ViewAsync(Postmortem postmortem, int page, Guid? removed, CancellationToken cancellationToken)
    {
        var entries = await store.ListAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        var pages = Math.Max(1, (entries.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 0, pages - 1);
        var blocks = new List<Block>();
        if (removed is { } undo)
        {
            blocks.Add(new SectionBlock
            {
                Text = new Markdown("Taken off the timeline."),
                Accessory = new Button { ActionId = ChangeEntry.PutBackId, Text = "Put it back", Value = undo.ToString() },
            });
        }

        if (entries.Count == 0)
            blocks.Add(new SectionBlock { Text = new Markdown("Nothing is on the timeline yet. Type `/postmortem add 14:05 first alert`, react to a message with the pin, or use a message's *Add to timeline*.") });
        blocks.AddRange(entries.Skip(page * PageSize).Take(PageSize).Select(entry => EntryBlock(entry, postmortem)));
        if (pages > 1)
            blocks.Add(Pager(page, pages));
        return new ModalViewDefinition
        {
            CallbackId = ActionId,
            Title = $"Timeline of {postmortem.Key}",
            Close = "Close",
            PrivateMetadata = new TimelinePage(postmortem.PostmortemId, page).ToString(),
            Blocks = blocks,
        };
    }

    private static SectionBlock EntryBlock(TimelineEntry entry, Postmortem postmortem)
    {
        var offset = postmortem.StartedAt is { } start ? $"  (T{(entry.OccurredAt < start ? "−" : "+")}{Durations.Words((entry.OccurredAt - start).Duration())})" : "";
        var link = entry.Permalink is { } permalink ? $"  {Mrkdwn.Link(permalink, "message")}" : "";
        var text = Mrkdwn.Escape(Mrkdwn.Cut(entry.Text, 2000));
        return new SectionBlock
        {
            BlockId = entry.EntryId.ToString(),
            Text = new Markdown(Mrkdwn.Cut($"{EntryKinds.Icon(entry.Kind)} *{When.At(entry.OccurredAt)}*{offset}{link}\n{text}", 3000)),
            Accessory = postmortem.WhyNotEditable() is not null ? null : new OverflowMenu
            {
                ActionId = ChangeEntry.MenuId,
                Options = [new Option("Edit", $"edit {entry.EntryId}"), new Option("Remove", $"remove {entry.EntryId}")],
            },
        };
    }

    private static ActionsBlock Pager(int page, int pages)
    {
        var buttons = new List<IActionElement>();
        if (page > 0)
            buttons.Add(new Button { ActionId = OlderId, Text = "← Earlier" });
        if (page < pages - 1)
            buttons.Add(new Button { ActionId = NewerId, Text = $"Later (page {page + 2} of {pages}) →" });
        return new ActionsBlock { Elements = [.. buttons] };
    }
}

/// <summary>Which page of which timeline a modal shows.</summary>
public sealed record TimelinePage(Guid PostmortemId, int Page)
{
    public override string ToString() => $"{PostmortemId} {Page}";

    public static TimelinePage? Parse(string? metadata) =>
        metadata?.Split(' ') is [var id, var page] && Guid.TryParse(id, out var postmortemId) && int.TryParse(page, out var number)
            ? new TimelinePage(postmortemId, number)
            : null;
}
