using PostmortemBot.Features.Causes.Views;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes;

/// <summary>The tree of whys as a list in a modal.</summary>
public static class TreeBlocks
{
    /// <summary>A modal holds 100 blocks; this leaves room for what stands around the lines.</summary>
    public const int PageSize = 40;

    // Slack drops ordinary spaces at the start of a line.
    private const string Step = "\u2003\u2002";

    public static ModalViewDefinition View(Postmortem postmortem, CauseGraph graph, int page, Guid? removed)
    {
        var pages = Math.Max(1, (graph.Tree.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 0, pages - 1);
        var blocks = new List<Block>();
        if (removed is { } undo)
        {
            blocks.Add(new SectionBlock
            {
                Text = new Markdown("Taken out, with what hung from it alone."),
                Accessory = new Button { ActionId = RemoveCause.PutBackId, Text = "Put it back", Value = undo.ToString() },
            });
        }

        if (graph.Top is null)
            blocks.Add(new SectionBlock { Text = new Markdown("No causes were found yet. `/postmortem whys` starts the Five Whys.") });
        else
            blocks.Add(new ContextBlock { Elements = [new Markdown(CausesStep.Progress(graph) + ". Each line was made possible by the lines under it.")] });
        if (graph.Count > 0)
            blocks.Add(OpenView.Buttons(postmortem));
        if (graph.Top is not null)
            blocks.Add(new ActionsBlock { Elements = Acts(postmortem) });
        var lines = graph.Tree.Skip(page * PageSize).Take(PageSize).Select((line, index) => Line(postmortem, graph, line, index));
        blocks.AddRange(lines);
        if (pages > 1)
            blocks.Add(Pager(page, pages));
        return new ModalViewDefinition
        {
            CallbackId = ShowCauses.ActionId,
            Title = Mrkdwn.Cut($"Causes of {postmortem.Key}", 24),
            Close = "Close",
            PrivateMetadata = new CausesPage(postmortem.PostmortemId, page).ToString(),
            Blocks = blocks,
        };
    }

    private static SectionBlock Line(Postmortem postmortem, CauseGraph graph, TreeLine line, int index)
    {
        var cause = line.Cause;
        var indent = string.Concat(Enumerable.Repeat(Step, Math.Min(line.Level, 12))) + (line.Level > 0 ? "↳ " : "");
        var text = $"{indent}{Mark(graph, line)} {Said.Line(cause.Text, 1500)}";
        if (line.IsRepeat)
            text += "  _(shown above)_";
        foreach (var note in line.IsRepeat ? [] : new[] { Facts(graph, cause), Note(graph, cause) }.OfType<string>())
            text += $"\n{string.Concat(Enumerable.Repeat(Step, Math.Min(line.Level + 1, 13)))}{note}";
        return new SectionBlock
        {
            BlockId = line.IsRepeat ? $"{cause.CauseId} {index}" : cause.CauseId.ToString(),
            Text = new Markdown(text),
            Accessory = line.IsRepeat || postmortem.WhyNotEditable() is not null ? null : Menu(graph, cause),
        };
    }

    private static string Mark(CauseGraph graph, TreeLine line) =>
        line.Cause.IsTop ? $"*{ProblemName.Of(graph, line.Cause)}:*" : $"*{line.Level}. {CauseKinds.Name(line.Cause.Kind)}*{(graph.Systemic.Contains(line.Cause) ? " :large_yellow_circle:" : "")}";

    private static string? Note(CauseGraph graph, Cause cause)
    {
        var causes = graph.ReasonsOf(cause.CauseId).Count;
        if (causes > 1)
            return $"_{graph.GateWords(cause.CauseId)}:_";
        if (causes == 1 || cause.IsRuledOut)
            return null;
        return cause.StopReason is { } reason ? $":checkered_flag: _{Said.Line(reason, 600)}_" : "_open: this why has no answer yet_";
    }

    private static List<IActionElement> Acts(Postmortem postmortem)
    {
        var id = postmortem.PostmortemId.ToString();
        var buttons = new List<IActionElement> { new Button { ActionId = ShowHistory.Id, Text = "History", Value = id, AccessibilityLabel = "Who changed what, and undo" } };
        if (postmortem.IsOpen)
        {
            buttons.Add(new Button { ActionId = SetTrigger.Id, Text = "Trigger", Value = id, AccessibilityLabel = "What set the incident off" });
            buttons.Add(new Button { ActionId = StateAnother.Id, Text = "What else happened?", Value = id, AccessibilityLabel = "State another problem that needs explaining" });
        }

        return buttons;
    }

    /// <summary>What is known of it beside its words.</summary>
    private static string? Facts(CauseGraph graph, Cause cause)
    {
        var facts = new List<string>();
        if (cause.Confidence != Confidences.Suspected)
            facts.Add(Confidences.Name(cause.Confidence).ToLowerInvariant());
        facts.AddRange(new[] { cause.Category, cause.Service }.OfType<string>().Select(fact => Said.Line(fact, 100)));
        facts.AddRange(graph.AlsoSaid(cause.CauseId).Take(3).Select(said => $"also said: “{Said.Line(said.Text, 150)}”"));
        return facts.Count == 0 ? null : $"_{string.Join(" · ", facts)}_";
    }

    /// <summary>Slack's limit of an overflow menu.</summary>
    private const int MostOptions = 5;

    private static OverflowMenu Menu(CauseGraph graph, Cause cause)
    {
        var id = cause.CauseId;
        var answered = graph.ReasonsOf(id).Count > 0;
        var options = new List<Option> { new(answered ? "Add another cause" : "Answer why", $"answer {id}"), new("Edit", $"edit {id}") };
        if (cause.IsTop && graph.Tops.Count > 1)
            options.AddRange([new("Remove", $"remove {id}"), new("Says the same as …", $"merge {id}")]);
        if (!cause.IsTop)
        {
            if (!answered)
                options.Add(cause.StopReason is null ? new("Stop here", $"stop {id}") : new("Ask further", $"reopen {id}"));
            options.Add(new("Remove", $"remove {id}"));
            if (cause.Branch is null && (answered || graph.EffectsOf(id).Any(effect => graph.ReasonsOf(effect.CauseId).Count > 1)))
                options.Add(new("Says the same as …", $"merge {id}"));
            // An action item can be added from the prompt in the thread as well.
            if (options.Count < MostOptions)
                options.Insert(options.Count - 1, new("Add action item", $"action {id}"));
        }

        return new OverflowMenu { ActionId = ShowCauses.MenuId, Options = options };
    }

    private static ActionsBlock Pager(int page, int pages)
    {
        var buttons = new List<IActionElement>();
        if (page > 0)
            buttons.Add(new Button { ActionId = ShowCauses.BackId, Text = "← Back" });
        if (page < pages - 1)
            buttons.Add(new Button { ActionId = ShowCauses.OnId, Text = $"More (page {page + 2} of {pages}) →" });
        return new ActionsBlock { Elements = buttons };
    }
}

/// <summary>Which page of which tree a modal shows.</summary>
public sealed record CausesPage(Guid PostmortemId, int Page)
{
    public override string ToString() => $"{PostmortemId} {Page}";

    public static CausesPage? Parse(string? metadata) =>
        metadata?.Split(' ') is [var id, var page] && Guid.TryParse(id, out var postmortemId) && int.TryParse(page, out var number)
            ? new CausesPage(postmortemId, number)
            : null;
}
