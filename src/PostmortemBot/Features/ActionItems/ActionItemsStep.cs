using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>The action items on the card.</summary>
public sealed class ActionItemsStep(ActionItemStore store) : ICardStep
{
    public int Order => 40;

    public async Task<CardStep> DescribeAsync(Postmortem postmortem, CancellationToken cancellationToken)
    {
        var items = await store.ListAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        var id = postmortem.PostmortemId.ToString();
        return new CardStep
        {
            Name = "Action items",
            State = State(items),
            Detail = Detail(items),
            Buttons = ActionItemAccess.WhyClosed(postmortem) is null
                ? [new Button { ActionId = AddActionItem.Id, Text = "Add action item", Value = id }, new Button { ActionId = ShowActionItems.ActionId, Text = "Show action items", Value = id }]
                : [],
        };
    }

    public static StepState State(IReadOnlyList<ActionItem> items) => items switch
    {
        [] => StepState.NotStarted,
        _ when items.Any(item => item.Missing().Any()) => StepState.UnderWay,
        _ => StepState.Done,
    };

    public static string Detail(IReadOnlyList<ActionItem> items)
    {
        if (items.Count == 0)
            return "none yet";
        var parts = new List<string> { items.Count == 1 ? "1 item" : $"{items.Count} items" };
        Add(items.Count(item => item.State == ActionState.Done), "done");
        Add(items.Count(item => item.State == ActionState.WontDo), "won't do");
        Add(items.Count(item => item.State == ActionState.Blocked), "blocked");
        Add(items.Count(item => item is { IsOpen: true, OwnerId: null }), "without owner");
        Add(items.Count(item => item is { IsOpen: true, DueOn: null }), "without due date");
        return string.Join(", ", parts);

        void Add(int count, string words)
        {
            if (count > 0)
                parts.Add($"{count} {words}");
        }
    }
}
