using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Timeline;

/// <summary>The form for one entry, new or edited.</summary>
public static class EntryForm
{
    public static IReadOnlyList<Block> Blocks(DateTimeOffset occurredAt, string kind, string? text) =>
    [
        new InputBlock { BlockId = "when", Label = "When", Element = new DateTimePicker { ActionId = "value", InitialDateTime = occurredAt } },
        new InputBlock
        {
            BlockId = "kind",
            Label = "Kind",
            Element = new StaticSelectMenu { ActionId = "value", Options = [.. EntryKinds.All.Select(Choice)], InitialOption = Choice(EntryKinds.All.First(known => known.Kind == kind)) },
        },
        new InputBlock
        {
            BlockId = "text",
            Label = "What happened",
            Hint = "What was seen, known or done at that moment. Say what people saw, not what they should have seen.",
            Element = new PlainTextInput { ActionId = "value", Multiline = true, InitialValue = text is { Length: > 0 } ? Mrkdwn.Cut(text, NewEntry.TextLength) : null, MaxLength = NewEntry.TextLength, FocusOnLoad = true },
        },
    ];

    public static NewEntry Read(ViewState state, string source, string? sourceChannelId, string? sourceTs, DateTimeOffset otherwise) => new()
    {
        OccurredAt = state.GetDateTime("when") ?? otherwise,
        Kind = state.GetOption("kind") ?? EntryKinds.Note,
        Text = state.GetText("text")?.Trim() ?? "",
        Source = source,
        SourceChannelId = sourceChannelId,
        SourceTs = sourceTs,
    };

    private static Option Choice((string Kind, string Name, string Icon, string[] Signs) kind) => new(kind.Name, kind.Kind);
}
