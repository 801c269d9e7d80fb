using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes;

/// <summary>The question how several causes of one effect go together, asked in the thread when the second one comes.</summary>
public static class GateBlocks
{
    private const int AnswersShown = 8;

    public static string Text(CauseGraph graph, Cause effect) => graph.ReasonsOf(effect.CauseId).Count is > 1 and var causes
        ? $"{causes} answers to one why. {GateChoice.Question(causes)}"
        : "There is one answer left.";

    public static IReadOnlyList<Block> Question(CauseGraph graph, Cause effect, bool isOpen)
    {
        var causes = graph.ReasonsOf(effect.CauseId);
        if (graph.Find(effect.CauseId) is null || causes.Count < 2)
            return [new ContextBlock { Elements = [new Markdown($"Fewer than two answers are left to: {Why.Plain(effect)}")] }];

        var lines = causes.Take(AnswersShown).Select(cause => $":small_blue_diamond: {Said.Line(cause.Text, 200)}").ToList();
        if (causes.Count > AnswersShown)
            lines.Add($"and {causes.Count - AnswersShown} more");
        var asked = graph.IsGateOpen(effect.CauseId);
        var blocks = new List<Block>
        {
            new SectionBlock { Text = new Markdown($"{Why.Plain(effect)} has {causes.Count} answers:\n{string.Join('\n', lines)}") },
            new SectionBlock { Text = new Markdown(asked ? isOpen ? $"*{GateChoice.Question(causes.Count)}*" : "Nobody had said how they go together when the analysis was closed." : $":white_check_mark: *{Sentence(graph.GateWords(effect.CauseId))}.*") },
        };
        if (isOpen)
            blocks.Add(new ActionsBlock { Elements = Buttons(graph, effect, causes.Count, asked) });
        return blocks;
    }

    private static List<IActionElement> Buttons(CauseGraph graph, Cause effect, int causes, bool asked)
    {
        var chosen = graph.GateChoiceOf(effect.CauseId);
        var id = effect.CauseId.ToString();
        var buttons = GateChoice.For(causes)
            .Where(choice => asked || choice.Choice != chosen)
            .Select(choice => (IActionElement)new Button { ActionId = SetGate.ActionId(choice.Choice), Text = choice.Words, Value = id })
            .ToList();
        buttons.Add(new Button { ActionId = MergeCauses.Id, Text = "They say the same", Value = $"under {id}", AccessibilityLabel = "Make one of answers that say the same" });
        return buttons;
    }

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
