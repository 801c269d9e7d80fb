using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes;

/// <summary>The thread of whys: the problem at its root, one prompt for every cause.</summary>
public static class PromptBlocks
{
    private const int AnswersShown = 8;

    /// <summary>The root: what the thread is about and how far it is.</summary>
    public static IReadOnlyList<Block> Root(Postmortem postmortem, CauseGraph graph)
    {
        var id = postmortem.PostmortemId.ToString();
        var blocks = new List<Block>
        {
            new SectionBlock { Text = new Markdown($":mag: *Five Whys of {postmortem.Key}*\n{Problems(graph)}") },
            new ContextBlock { Elements = [new Markdown($"{CausesStep.Progress(graph)}  ·  {WhyClosed(postmortem) ?? "The whys are asked in this thread. Press *Answer*, or just reply here: what you write is taken as an answer to the newest open why. A thank-you, an emoji or a link alone is not."}")] },
        };
        if (postmortem.IsOpen && graph.Open.Count == 0 && graph.Offers.Count > 0)
            blocks.Add(new ContextBlock { Elements = [new Markdown(":bulb: Every branch is closed, and nobody has asked yet what every incident deserves to be asked:")] });
        var buttons = new List<IActionElement> { new Button { ActionId = ShowCauses.ActionId, Text = "Show causes", Value = id } };
        if (!postmortem.IsOpen)
            buttons.Add(new Button { ActionId = CardActions.PreviewReport, Text = "Read the report", Value = id });
        if (postmortem.IsOpen && graph.Open.Count == 0)
            buttons.AddRange(Standing(graph));
        if (postmortem.IsOpen)
        {
            // Of several each is edited in the list.
            if (graph.Tops.Count == 1)
                buttons.Add(new Button { ActionId = EditCause.Id, Text = "Edit the problem", Value = graph.Top!.CauseId.ToString() });
            buttons.Add(new Button { ActionId = SetTrigger.Id, Text = "Trigger", Value = id, AccessibilityLabel = "What set the incident off" });
        }

        blocks.Add(new ActionsBlock { Elements = buttons });
        return blocks;
    }

    private static string Problems(CauseGraph graph)
    {
        if (graph.Tops.Count == 1)
            return Said.Quoted(graph.Top!.Text, 2000);
        var lines = graph.Tops.Take(AnswersShown).Select(top => $"*{ProblemName.Of(graph, top)}*\n{Said.Quoted(top.Text, 300)}").ToList();
        if (graph.Tops.Count > AnswersShown)
            lines.Add($"and {graph.Tops.Count - AnswersShown} more");
        return string.Join('\n', lines);
    }

    /// <summary>The prompt that asks why a cause was possible, as it stands now; without buttons once nothing can be answered.</summary>
    public static IReadOnlyList<Block> Prompt(Postmortem postmortem, CauseGraph graph, Cause cause)
    {
        if (postmortem.IsOpen)
            return Prompt(graph, cause);
        var isOpen = graph.Open.Any(open => open.CauseId == cause.CauseId);
        return isOpen
            ? [new SectionBlock { Text = new Markdown(Why.Asked(graph, cause)) }, new ContextBlock { Elements = [new Markdown($"Nobody answered this. {WhyClosed(postmortem)}")] }]
            : [.. Prompt(graph, cause).Where(block => block is not ActionsBlock)];
    }

    /// <summary>Why nobody is asked any more; null while people are.</summary>
    private static string? WhyClosed(Postmortem postmortem) => postmortem.Status switch
    {
        PostmortemStatus.Cancelled => $"The analysis is closed: {postmortem.Key} was cancelled. What was found stays in `/postmortem report {postmortem.Key}`.",
        PostmortemStatus.Published => $"The analysis is closed: {postmortem.Key} is published. What it came to is in `/postmortem report {postmortem.Key}`.",
        _ => null,
    };

    private static List<Block> Prompt(CauseGraph graph, Cause cause)
    {
        if (graph.Find(cause.CauseId) is null)
            return cause.MergedInto is { } kept && graph.FindAny(kept) is { } one ? Merged(cause, one) : Removed(cause);
        var answers = graph.ReasonsOf(cause.CauseId);
        if (answers.Count > 0)
            return Answered(graph, cause, answers);
        if (cause.IsRuledOut)
            return RuledOut(cause);
        return cause.StopReason is null ? Open(graph, cause) : Stopped(graph, cause);
    }

    public static string Text(CauseGraph graph, Cause cause) =>
        graph.Find(cause.CauseId) is null ? "A cause was taken out." : Why.Plain(cause);

    private static List<Block> Open(CauseGraph graph, Cause cause)
    {
        var id = cause.CauseId.ToString();
        var buttons = new List<IActionElement>
        {
            new Button { ActionId = AnswerWhy.AnswerId, Text = "Answer", Value = id, Style = ButtonStyle.Primary, AccessibilityLabel = "Answer this why" },
        };
        if (!cause.IsTop)
        {
            buttons.Add(new Button { ActionId = AnswerWhy.BesideId, Text = "Add another cause", Value = id, AccessibilityLabel = "Add another cause beside the one quoted" });
            buttons.Add(new Button { ActionId = EditCause.Id, Text = "Edit", Value = id, AccessibilityLabel = "Edit the cause quoted here" });
            buttons.Add(new Button { ActionId = CardActions.AddActionForCause, Text = "Add action item", Value = id, AccessibilityLabel = "Add an action item that breaks the cause quoted" });
            buttons.Add(new Button { ActionId = StopBranch.Id, Text = "Stop here", Value = id, AccessibilityLabel = "Ask no further on this branch" });
            buttons.Add(new Button { ActionId = RemoveCause.Id, Text = "Remove", Value = id, AccessibilityLabel = "Take the cause quoted here out" });
        }

        var blocks = new List<Block>
        {
            new SectionBlock { Text = new Markdown(Why.Asked(graph, cause)) },
            new ContextBlock { Elements = [new Markdown(Why.Help(graph, cause))] },
            new ActionsBlock { Elements = buttons },
        };
        if (cause.CauseId == graph.Next?.CauseId && Standing(graph) is { Count: > 0 } standing)
        {
            blocks.Add(new ContextBlock { Elements = [new Markdown("Two more questions are worth a branch of their own, when you are ready:")] });
            blocks.Add(new ActionsBlock { Elements = standing });
        }

        return blocks;
    }

    private static List<Block> Answered(CauseGraph graph, Cause cause, IReadOnlyList<Cause> answers)
    {
        var lines = answers.Take(AnswersShown).Select(answer => $":small_blue_diamond: {Said.Line(answer.Text, 280)}").ToList();
        if (answers.Count > AnswersShown)
            lines.Add($"and {answers.Count - AnswersShown} more");
        var because = answers.Count == 1 ? "*Because*" : $"*Because* ({graph.GateWords(cause.CauseId)})";
        return
        [
            new SectionBlock { Text = new Markdown(Why.Asked(graph, cause)) },
            new SectionBlock { Text = new Markdown($"{because}\n{string.Join('\n', lines)}") },
            new ActionsBlock
            {
                Elements = [new Button { ActionId = AnswerWhy.UnderId, Text = "Add another cause", Value = cause.CauseId.ToString(), AccessibilityLabel = "Add another answer to this why" }],
            },
        ];
    }

    private static List<Block> Stopped(CauseGraph graph, Cause cause)
    {
        var id = cause.CauseId.ToString();
        return
        [
            new SectionBlock { Text = new Markdown($"*{CauseKinds.Name(cause.Kind)}, {Whys(graph.DepthOf(cause.CauseId))} deep*\n{Said.Quoted(cause.Text, 1500)}") },
            new SectionBlock { Text = new Markdown($":checkered_flag: *Stopped here:* {Said.Line(cause.StopReason!, 1000)}") },
            new ActionsBlock
            {
                Elements =
                [
                    new Button { ActionId = StopBranch.ReopenId, Text = "Ask further", Value = id },
                    new Button { ActionId = EditCause.Id, Text = "Edit", Value = id },
                    new Button { ActionId = CardActions.AddActionForCause, Text = "Add action item", Value = id, AccessibilityLabel = "Add an action item that breaks this cause" },
                ],
            },
        ];
    }

    private static List<Block> RuledOut(Cause cause) =>
    [
        new ContextBlock { Elements = [new Markdown($"Ruled out: {Said.Line(cause.Text, 300)}")] },
        new ActionsBlock { Elements = [new Button { ActionId = EditCause.Id, Text = "Edit", Value = cause.CauseId.ToString(), AccessibilityLabel = "Edit the cause that was ruled out" }] },
    ];

    private static List<Block> Removed(Cause cause) =>
    [
        new ContextBlock { Elements = [new Markdown($"Taken out: {Said.Line(cause.Text, 300)}")] },
        new ActionsBlock { Elements = [new Button { ActionId = RemoveCause.PutBackId, Text = "Put it back", Value = cause.CauseId.ToString() }] },
    ];

    private static List<Block> Merged(Cause cause, Cause kept) =>
    [
        new ContextBlock { Elements = [new Markdown($"“{Said.Line(cause.Text, 300)}” says the same as “{Said.Line(kept.Text, 300)}”; it is asked about there.")] },
    ];

    private static List<IActionElement> Standing(CauseGraph graph) =>
    [
        .. graph.Offers.Select(question => new Button
        {
            ActionId = AnswerWhy.StandingId(question.Branch), Text = question.Question, Value = graph.Top!.CauseId.ToString(),
        }),
    ];

    public static string Whys(int count) => count == 1 ? "1 why" : $"{count} whys";
}
