using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Ways between the list of items, the view of one, and the forms above them.</summary>
internal static class ActionItemViews
{
    /// <summary>Opens a form; on top of what is open when the button was pressed there.</summary>
    public static Task OpenOverAsync(this ISlackClients slack, BlockActionRequest request, ModalViewDefinition form, CancellationToken cancellationToken)
    {
        var views = slack.For(request.WorkspaceId).Views;
        return request.View?.Type == "modal"
            ? views.Push(request.TriggerId, form, cancellationToken)
            : views.Open(request.TriggerId, form, cancellationToken);
    }

    public static ItemList? List(this BlockActionRequest request) =>
        request.View is { Type: "modal", CallbackId: ShowActionItems.ActionId } view ? ItemList.Parse(view.PrivateMetadata) : null;

    /// <summary>The item that a button names, after which its value may say more.</summary>
    public static Guid ItemId(this BlockActionRequest request) => Guid.TryParse(request.Action.ChosenValue?.Split(' ')[0], out var id) ? id : default;

    /// <summary>What a form opened by this press is about, and what lies under it.</summary>
    public static FormSubject Subject(this BlockActionRequest request, ActionItem item, string seen = "") => request.View switch
    {
        { Type: "modal", CallbackId: ShowItem.Id } view when FormSubject.Parse(view.PrivateMetadata) is { } under =>
            new FormSubject(item.ActionItemId, item.Revision, under.List, IsOverItem: true, seen),
        _ => new FormSubject(item.ActionItemId, item.Revision, request.List(), IsOverItem: false, seen),
    };
}

/// <summary>Which item a form is about, as it was then, and what to draw again underneath.</summary>
/// <param name="ActionItemId">The item.</param>
/// <param name="Revision">Which of its revisions the form shows.</param>
/// <param name="List">The list at the bottom, where there is one.</param>
/// <param name="IsOverItem">Whether the view of the item lies under the form.</param>
/// <param name="Seen">What else the form must remember.</param>
public sealed record FormSubject(Guid ActionItemId, int Revision, ItemList? List, bool IsOverItem, string Seen = "")
{
    public override string ToString() => $"{ActionItemId:N} {Revision} {(IsOverItem ? 1 : 0)} {List} {Seen}";

    public static FormSubject? Parse(string? metadata) =>
        metadata?.Split(' ', 5) is [var id, var revision, var over, var list, var seen] && Guid.TryParse(id, out var itemId) && int.TryParse(revision, out var number)
            ? new FormSubject(itemId, number, ItemList.Parse(list), over == "1", seen)
            : null;
}
