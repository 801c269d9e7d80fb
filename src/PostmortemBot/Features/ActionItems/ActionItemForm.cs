using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>The form for one action item, new or edited.</summary>
public static class ActionItemForm
{
    private const int OptionLength = 75;

    /// <param name="known">What it shows.</param>
    /// <param name="causes">Those of the postmortem.</param>
    /// <param name="note">What the writer should know first.</param>
    /// <param name="isEdited">Whether the item is stored already, so that moving its date has a reason.</param>
    public static IReadOnlyList<Block> Blocks(ActionItemDraft known, IReadOnlyList<CauseChoice> causes, string? note = null, bool isEdited = false)
    {
        var blocks = new List<Block>();
        if (note is not null)
            blocks.Add(new SectionBlock { Text = new Markdown(note) });
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
                Label = "Why, and details",
                Hint = "What it changes, and how one sees that it helped.",
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
                BlockId = "helpers",
                Label = "Helpers",
                Hint = "Who works on it with the owner.",
                Optional = true,
                Element = new UserMultiSelectMenu { ActionId = "value", InitialUsers = known.Helpers, MaxSelectedItems = ActionItemDraft.MostHelpers },
            },
            new InputBlock
            {
                BlockId = "due",
                Label = "Due date",
                Hint = isEdited ? "A later day needs a reason, below." : "Proposed by the workspace's settings.",
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
        if (isEdited)
        {
            blocks.Insert(blocks.FindIndex(block => block.BlockId == "due") + 1, new InputBlock
            {
                BlockId = "due_reason",
                Label = "Why does the date move?",
                Hint = "Only when the new day is later.",
                Optional = true,
                Element = new PlainTextInput { ActionId = "value", MaxLength = MoveDate.ReasonLength },
            });
        }

        if (causes.Count > 0)
            blocks.Insert(blocks.FindIndex(block => block.BlockId == "details") + 1, Cause(known.CauseId, causes));
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
        Helpers = [.. state.GetUsers("helpers").Distinct(StringComparer.Ordinal)],
        CauseId = Guid.TryParse(state.GetOption("cause"), out var cause) ? cause : null,
    };

    public static ActionItemDraft Of(ActionItem item) => new()
    {
        Title = item.Title,
        Details = item.Details,
        OwnerId = item.OwnerId,
        DueOn = item.DueOn,
        Type = item.Type,
        Priority = item.Priority,
        Helpers = item.Helpers,
        // A cause that was taken out is none to choose, and stays linked until another is chosen.
        CauseId = item.CauseId,
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
            DueOn = DueDays.Propose(today, postmortem.Severity, priority, settings),
            Type = ActionTypes.Guess(title),
            Priority = priority,
        };
    }

    private static InputBlock Cause(Guid? chosen, IReadOnlyList<CauseChoice> causes)
    {
        var options = causes.Select(cause => new Option(Mrkdwn.Cut(cause.Text.ReplaceLineEndings(" "), OptionLength), cause.CauseId.ToString())).ToList();
        return new InputBlock
        {
            BlockId = "cause",
            Label = "Which cause does it break?",
            Optional = true,
            Element = new StaticSelectMenu { ActionId = "value", Options = options, InitialOption = options.Find(option => option.Value == chosen?.ToString()), Placeholder = "None in particular" },
        };
    }

    private static Option Choice((string Type, string Name, string Meaning, string[] Verbs) type) => new(type.Name, type.Type) { Description = (TextObject)type.Meaning };

    private static Option Choice((string Name, string Meaning) priority) => new($"{priority.Name} · {priority.Meaning}", priority.Name);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
