using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>A list of items in a modal: what it shows, each item with a menu, and the ways on.</summary>
public static class ListBlocks
{
    private const int TitleLength = 24;

    public static ModalViewDefinition View(Postmortem? postmortem, ItemList list, ItemPage page, DateOnly today, bool hasIssues = false) => new()
    {
        CallbackId = ShowActionItems.ActionId,
        Title = list.Scope switch
        {
            ItemList.Mine => "Your action items",
            ItemList.Team => "Your team's actions",
            _ => Mrkdwn.Cut($"Actions of {postmortem?.Key}", TitleLength),
        },
        Close = "Close",
        PrivateMetadata = list.ToString(),
        Blocks = Blocks(postmortem, list, page, today, hasIssues),
    };

    public static IReadOnlyList<Block> Blocks(Postmortem? postmortem, ItemList list, ItemPage page, DateOnly today, bool hasIssues = false)
    {
        var isOfOne = list.Scope == ItemList.OfPostmortem;
        var mayChange = !isOfOne || postmortem is null || ActionItemAccess.WhyClosed(postmortem) is null;
        var blocks = new List<Block> { Filters(postmortem, list) };
        if (page.Items.Count == 0)
            blocks.Add(new SectionBlock { Text = new Markdown(Nothing(list)) });
        blocks.AddRange(page.Items.Select(item => Entry(item, mayChange, isOfOne, today, hasIssues)));
        blocks.AddRange(Ways(postmortem, list, page, mayChange));
        return blocks;
    }

    private static ActionsBlock Filters(Postmortem? postmortem, ItemList list)
    {
        var scopes = new List<(string, string)>();
        if (postmortem is not null)
            scopes.Add((ItemList.OfPostmortem, $"Of {postmortem.Key}"));
        scopes.Add((ItemList.Mine, "Mine"));
        scopes.Add((ItemList.Team, "My team's"));
        return new ActionsBlock
        {
            BlockId = "filters",
            Elements =
            [
                Menu(ShowActionItems.ScopeId, scopes, list.Scope),
                Menu(ShowActionItems.StateId, ItemList.States, list.State),
                Menu(ShowActionItems.PriorityId, [("any", "All priorities"), .. Priorities.All.Select(priority => (priority.Name, priority.Name))], list.Priority.Length == 0 ? "any" : list.Priority),
            ],
        };
    }

    private static StaticSelectMenu Menu(string actionId, IEnumerable<(string Value, string Name)> choices, string chosen)
    {
        var options = choices.Select(choice => new Option(choice.Name, choice.Value)).ToList();
        return new StaticSelectMenu { ActionId = actionId, Options = options, InitialOption = options.Find(option => option.Value == chosen) };
    }

    private static IEnumerable<Block> Ways(Postmortem? postmortem, ItemList list, ItemPage page, bool mayChange)
    {
        var isOfOne = list.Scope == ItemList.OfPostmortem && postmortem is not null;
        var buttons = new List<IActionElement>();
        if (isOfOne && mayChange)
        {
            buttons.Add(new Button { ActionId = AddActionItem.Id, Text = "Add action item", Value = postmortem!.PostmortemId.ToString() });
            if (page.Items.Any(item => item.IsOpen))
                buttons.Add(new Button { ActionId = ChangeMany.Id, Text = "Change several…", Value = postmortem.PostmortemId.ToString() });
        }

        if (page.HasEarlier)
            buttons.Add(new Button { ActionId = ShowActionItems.EarlierId, Text = "← Back", Value = ItemCursor.Before(page.Items[0]).ToString() });
        if (page.HasLater)
            buttons.Add(new Button { ActionId = ShowActionItems.LaterId, Text = "More →", Value = ItemCursor.After(page.Items[^1]).ToString() });
        if (buttons.Count > 0)
            yield return new ActionsBlock { Elements = buttons };
    }

    private static SectionBlock Entry(ActionItem item, bool mayChange, bool isOfOne, DateOnly today, bool hasIssues)
    {
        var late = item.IsOpen && item.DueOn < today ? ":alarm_clock: " : "";
        var source = isOfOne ? "" : $"  ·  {ItemWords.Source(item)}";
        return new SectionBlock
        {
            Text = new Markdown($"{ItemWords.Name(item)}\n{late}{ItemWords.Facts(item)}{source}{(item.IsOpen ? "" : $"\n{ItemWords.Closing(item)}")}"),
            Accessory = mayChange ? new OverflowMenu { ActionId = ActionItemMenu.Id, Options = [.. Choices(item, hasIssues)] } : null,
        };
    }

    private static string Nothing(ItemList list) => list switch
    {
        { State: ItemList.All, Priority: "", Scope: ItemList.OfPostmortem } => "There are no action items yet. Add what will make the next one less likely, smaller or shorter.",
        { Scope: ItemList.Mine, State: ItemList.Unfinished, Priority: "" } => "Nothing waits for you.",
        _ => "Nothing matches. Choose another filter above.",
    };

    // A menu holds five. Where there is a tracker, its issue is asked for more often than a start, which More has too.
    private static IEnumerable<Option> Choices(ActionItem item, bool hasIssues)
    {
        (string Text, string Act)[] acts = (item.IsOpen, hasIssues) switch
        {
            (true, true) => [("Done", ActionItemMenu.Done), ("Won't do…", ActionItemMenu.WontDo), ("Edit", ActionItemMenu.Edit), ("Issue…", ActionItemMenu.Issue), ("More…", ActionItemMenu.More)],
            (true, false) => [("Done", ActionItemMenu.Done), item.State == ActionState.InProgress ? ("Blocked…", ActionItemMenu.Block) : ("Start work", ActionItemMenu.Start), ("Won't do…", ActionItemMenu.WontDo), ("Edit", ActionItemMenu.Edit), ("More…", ActionItemMenu.More)],
            (false, true) => [("Reopen", ActionItemMenu.Reopen), ("Edit", ActionItemMenu.Edit), ("Issue…", ActionItemMenu.Issue), ("More…", ActionItemMenu.More)],
            _ => [("Reopen", ActionItemMenu.Reopen), ("Edit", ActionItemMenu.Edit), ("More…", ActionItemMenu.More)],
        };
        return acts.Select(act => new Option(act.Text, $"{act.Act} {item.ActionItemId}"));
    }
}
