using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>The form for one action item, new or edited.</summary>
public static class ActionItemForm
{
    public static IReadOnlyList<Block> Blocks(ActionItemDraft known, string? note = null)
    {
        var blocks = new List<Block>();
        if (note is not null)
            blocks.Add(new ContextBlock { Elements = [new Markdown(note)] });
        blocks.AddRange(
        [
            new InputBlock
            {
                BlockId = "title",
                Label = "Title",
                Hint = WeakAction.In(known.Title)?.Advice ?? "Begin with a verb, and say how one sees that it is done.",
                Element = new PlainTextInput
                {
                    ActionId = "value",
                    InitialValue = NullIfEmpty(Mrkdwn.Cut(known.Title, ActionItemDraft.TitleLength)),
                    MaxLength = ActionItemDraft.TitleLength,
                    Placeholder = "Alert when the checkout error rate passes 1 %",
                    FocusOnLoad = true,
                },
            },
            new InputBlock
            {
                BlockId = "details",
                Label = "Details",
                Optional = true,
                Element = new PlainTextInput
                {
                    ActionId = "value",
                    Multiline = true,
                    InitialValue = NullIfEmpty(Mrkdwn.Cut(known.Details, ActionItemDraft.DetailsLength)),
                    MaxLength = ActionItemDraft.DetailsLength,
                },
            },
            new InputBlock
            {
                BlockId = "owner",
                Label = "Owner",
                Hint = "One person who sees to it. Leave it empty to decide together later.",
                Optional = true,
                Element = new UserSelectMenu { ActionId = "value", InitialUser = known.OwnerId, Placeholder = "Who sees to it?" },
            },
            new InputBlock
            {
                BlockId = "due",
                Label = "Due date",
                Hint = "P0 and P1 are best within a week.",
                Optional = true,
                Element = new DatePicker { ActionId = "value", InitialDate = known.DueOn },
            },
            new InputBlock
            {
                BlockId = "type",
                Label = "Type",
                Element = new StaticSelectMenu { ActionId = "value", Options = [.. ActionTypes.All.Select(Choice)], InitialOption = Choice(ActionTypes.All.First(type => type.Type == known.Type)) },
            },
            new InputBlock
            {
                BlockId = "priority",
                Label = "Priority",
                Element = new StaticSelectMenu { ActionId = "value", Options = [.. Priorities.All.Select(Choice)], InitialOption = Choice(Priorities.All.First(priority => priority.Name == known.Priority)) },
            },
        ]);
        return blocks;
    }

    /// <summary>What a new item shows once it is stored and could be firmer.</summary>
    public static ModalViewDefinition Added(ActionItemDraft item, WeakAction weak) => new()
    {
        CallbackId = "actions.added",
        Title = "Added",
        Close = "Close",
        Blocks =
        [
            new SectionBlock { Text = new Markdown($"*{Mrkdwn.Escape(item.Title)}* is added.") },
            new ContextBlock { Elements = [new Markdown($":bulb: {weak.Advice} It can stay as it is; *Edit* on its message changes it.")] },
        ],
    };

    public static ActionItemDraft Read(ViewState state) => new()
    {
        Title = state.GetText("title")?.ReplaceLineEndings(" ").Trim() ?? "",
        Details = state.GetText("details")?.Trim() ?? "",
        OwnerId = state.GetUser("owner"),
        DueOn = state.GetDate("due"),
        Type = state.GetOption("type") ?? "",
        Priority = state.GetOption("priority") ?? "",
    };

    public static ActionItemDraft Of(ActionItem item) => new()
    {
        Title = item.Title,
        Details = item.Details,
        OwnerId = item.OwnerId,
        DueOn = item.DueOn,
        Type = item.Type,
        Priority = item.Priority,
    };

    /// <summary>The item to store: what this person changed, on top of what is stored now.</summary>
    public static ActionItemDraft Merge(ActionItemDraft typed, ShownForm shown, ActionItemDraft stored) => typed with
    {
        Title = ShownForm.Merge(typed.Title, shown.Text("title"), stored.Title),
        Details = ShownForm.Merge(typed.Details, shown.Text("details"), stored.Details),
        OwnerId = ShownForm.Merge(typed.OwnerId, shown.User("owner"), stored.OwnerId),
        DueOn = ShownForm.Merge(typed.DueOn, shown.Day("due"), stored.DueOn),
        Type = ShownForm.Merge(typed.Type, shown.Option("type"), stored.Type),
        Priority = ShownForm.Merge(typed.Priority, shown.Option("priority"), stored.Priority),
    };

    /// <summary>What a new item proposes before anything is typed.</summary>
    public static ActionItemDraft Proposal(Postmortem postmortem, string title, DateOnly today, Settings settings)
    {
        var priority = Priorities.For(postmortem.Severity);
        return new ActionItemDraft
        {
            Title = Mrkdwn.Cut(title.ReplaceLineEndings(" "), ActionItemDraft.TitleLength),
            // What does not fit a title is not dropped.
            Details = title.Length > ActionItemDraft.TitleLength ? Mrkdwn.Cut(title, ActionItemDraft.DetailsLength) : "",
            OwnerId = null,
            DueOn = DueDays.Propose(today, priority, settings),
            Type = ActionTypes.Guess(title),
            Priority = priority,
        };
    }

    private static Option Choice((string Type, string Name, string Meaning, string[] Verbs) type) => new(type.Name, type.Type) { Description = (TextObject)type.Meaning };

    private static Option Choice((string Name, string Meaning) priority) => new($"{priority.Name} · {priority.Meaning}", priority.Name);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
