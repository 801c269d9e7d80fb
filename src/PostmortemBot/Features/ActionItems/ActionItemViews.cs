using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Ways between the list of items and the forms above it.</summary>
internal static class ActionItemViews
{
    /// <summary>Opens a form; on top of the list when the button was pressed there.</summary>
    public static Task OpenOverAsync(this ISlackClients slack, BlockActionRequest request, ModalViewDefinition form, CancellationToken cancellationToken)
    {
        var views = slack.For(request.WorkspaceId).Views;
        return request.View?.Type == "modal"
            ? views.Push(request.TriggerId, form, cancellationToken)
            : views.Open(request.TriggerId, form, cancellationToken);
    }

    public static ListPage? List(this BlockActionRequest request) =>
        request.View is { Type: "modal" } view ? ListPage.Parse(view.PrivateMetadata) : null;

    public static Guid ItemId(this BlockActionRequest request) => Guid.TryParse(request.Action.ChosenValue, out var id) ? id : default;
}

/// <summary>Which page of which postmortem's items a modal shows.</summary>
public sealed record ListPage(Guid PostmortemId, int Page)
{
    public override string ToString() => $"{PostmortemId} {Page}";

    public static ListPage? Parse(string? metadata) =>
        metadata?.Split(' ') is [var id, var page] && Guid.TryParse(id, out var postmortemId) && int.TryParse(page, out var number)
            ? new ListPage(postmortemId, number)
            : null;
}

/// <summary>Which item a form is about, and the page of the list to draw again underneath.</summary>
public sealed record FormSubject(Guid ActionItemId, int Page)
{
    public override string ToString() => $"{ActionItemId} {Page}";

    public static FormSubject? Parse(string? metadata) =>
        metadata?.Split(' ') is [var id, var page] && Guid.TryParse(id, out var itemId) && int.TryParse(page, out var number)
            ? new FormSubject(itemId, number)
            : null;
}
