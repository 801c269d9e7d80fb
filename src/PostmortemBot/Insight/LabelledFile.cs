using PostmortemBot.Features.ActionItems;
using PostmortemBot.Features.Causes;
using PostmortemBot.Language;

namespace PostmortemBot.Insight;

/// <summary>A kind of labelled file that the bot's own judgement can be held against.</summary>
public sealed record LabelledFile
{
    public required string Name { get; init; }

    /// <summary>The key of the text that is judged.</summary>
    public required string Text { get; init; }

    /// <summary>The key of the question it answers, if any.</summary>
    public string? Question { get; init; }

    /// <summary>The label that is looked for.</summary>
    public required string Positive { get; init; }
    public required string Negative { get; init; }
    public required Func<string, string?, Judgement> Judge { get; init; }

    public string FileName => Name + ".jsonl";

    public static IReadOnlyList<LabelledFile> Known { get; } =
    [
        new() { Name = "cause", Text = "answer", Question = "question", Positive = "shallow", Negative = "deep", Judge = ShallowAnswer.Judge },
        new() { Name = "action", Text = "text", Positive = "weak", Negative = "strong", Judge = (text, _) => WeakAction.Judge(text) },
    ];
}
