using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>The menu beside an item in the list: its choice names the act and the item.</summary>
public sealed class ActionItemMenu(MarkDone done, CloseWithReason close, EditActionItem edit, ShowItem show, IEnumerable<IItemIssues> issues) : IBlockActionHandler
{
    public const string Id = "actions.menu";

    public const string Done = "done";
    public const string Reopen = "reopen";
    public const string WontDo = "wont_do";
    public const string Edit = "edit";
    public const string Start = "start";
    public const string Block = "block";
    public const string More = "more";
    public const string Issue = "issue";

    public Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        if (request.Action.ChosenValue?.Split(' ') is not [var act, var chosen] || !Guid.TryParse(chosen, out var id))
            return Task.FromResult(Ack.Done);
        return act switch
        {
            Done => done.ChangeAsync(request, id, ActionState.Done, cancellationToken),
            Reopen => done.ChangeAsync(request, id, ActionState.Open, cancellationToken),
            Start => done.ChangeAsync(request, id, ActionState.InProgress, cancellationToken),
            WontDo => close.OpenAsync(request, id, ActionState.WontDo, cancellationToken),
            Block => close.OpenAsync(request, id, ActionState.Blocked, cancellationToken),
            Issue when issues.FirstOrDefault() is { } tracker => tracker.OpenAsync(request, id, cancellationToken),
            More => show.OpenAsync(request, id, cancellationToken),
            _ => edit.OpenAsync(request, id, cancellationToken),
        };
    }
}
