using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes;

/// <summary>The forms in which causes are written.</summary>
public static class CauseForms
{
    private const int MostOptions = 100;

    /// <summary>The form for an answer; with other answers there, also for how they go together.</summary>
    public static IReadOnlyList<Block> Answer(CauseGraph graph, Cause effect, StandingQuestion? standing)
    {
        var asked = standing is null ? effect : graph.Found.FirstOrDefault(cause => cause.Branch == standing.Branch);
        var others = asked is null ? [] : graph.ReasonsOf(asked.CauseId);
        var candidates = others.Count == 0 || asked is null ? [] : graph.Candidates(asked.CauseId);
        var blocks = new List<Block>
        {
            new SectionBlock { Text = new Markdown(standing is null ? Why.Asked(graph, effect, quoted: 2500) : $"*{standing.Question}*") },
        };
        if (others.Count > 0)
            blocks.Add(new SectionBlock { Text = new Markdown("*Found so far*\n" + string.Join('\n', others.Take(8).Select(other => $":small_blue_diamond: {Said.Line(other.Text, 280)}"))) });
        blocks.Add(Text(known: null, "What made it possible?", Why.Hint, optional: candidates.Count > 0));
        blocks.Add(Kind(CauseKinds.Condition));
        if (candidates.Count > 0)
        {
            blocks.Add(new InputBlock
            {
                BlockId = "existing",
                Label = "Or choose a cause found elsewhere",
                Hint = "One cause can stand behind several things. Leave the text empty then.",
                Optional = true,
                Element = new StaticSelectMenu { ActionId = "value", Options = [.. candidates.Take(MostOptions).Select(Candidate)] },
            });
        }

        if (others.Count > 0)
            blocks.Add(Gate(graph.GateChoiceOf(asked!.CauseId), others.Count + 1));
        return blocks;
    }

    public static InputBlock Problem(string? known) => new()
    {
        BlockId = Causes.Answer.Field,
        Label = "Problem statement",
        Hint = "What people saw, in a sentence: what did not work, for whom, since when. The first why asks how this was possible.",
        Element = new PlainTextInput
        {
            ActionId = "value",
            Multiline = true,
            MaxLength = Causes.Answer.TextLength,
            InitialValue = known is { Length: > 0 } ? Mrkdwn.Cut(known, Causes.Answer.TextLength) : null,
            Placeholder = "Card payments failed for 45 minutes",
            FocusOnLoad = true,
        },
    };

    public static InputBlock Another() => new()
    {
        BlockId = Causes.Answer.Field,
        Label = "What else happened that needs explaining?",
        Hint = "What people saw, in a sentence. Not a cause of the problem that is stated already: that is an answer to its whys.",
        Element = new PlainTextInput { ActionId = "value", Multiline = true, MaxLength = Causes.Answer.TextLength, Placeholder = "Customers were charged twice after the repair", FocusOnLoad = true },
    };

    public static IReadOnlyList<Block> Stop(CauseGraph graph, Cause cause) =>
    [
        new SectionBlock { Text = new Markdown($"*Ask no further below this cause, {PromptBlocks.Whys(graph.DepthOf(cause.CauseId))} deep?*\n{Said.Quoted(cause.Text, 2000)}") },
        .. Nudge(graph, cause),
        new InputBlock
        {
            BlockId = "reason",
            Label = "Why is it enough?",
            Optional = true,
            Element = new RadioButtonGroup { ActionId = "value", Options = [.. StopReasons.All.Select(reason => new Option(reason.Text, reason.Id))] },
        },
        new InputBlock
        {
            BlockId = "words",
            Label = "In your own words",
            Optional = true,
            Element = new PlainTextInput { ActionId = "value", MaxLength = StopReasons.Length, Placeholder = "The provider does not let us choose the region" },
        },
    ];

    /// <summary>One more question before a branch ends early. It keeps nobody from ending it.</summary>
    private static IEnumerable<Block> Nudge(CauseGraph graph, Cause cause)
    {
        var effect = graph.EffectsOf(cause.CauseId).FirstOrDefault();
        if (ShallowAnswer.In(cause.Text, effect is { Branch: null } ? effect.Text : null) is { } shallow)
            yield return new ContextBlock { Elements = [new Markdown($":bulb: {shallow.Reason} {shallow.Question}")] };
    }

    public static Causes.Answer Read(ViewState state, string otherwise) => new(
        state.GetOption("kind") is { } kind && CauseKinds.Known(kind) ? kind : otherwise,
        state.GetText(Causes.Answer.Field)?.Trim() ?? "");

    /// <summary>Shown to whoever answered while somebody else did.</summary>
    public static ModalViewDefinition BothKept(string question, int others) => new()
    {
        CallbackId = "whys.both_kept",
        Title = "Both answers are kept",
        Close = "Close",
        Blocks =
        [
            new SectionBlock { Text = new Markdown(question) },
            new SectionBlock
            {
                Text = new Markdown((others == 1 ? "Somebody answered this why while you were writing." : "Others answered this why while you were writing.")
                    + " Both answers are kept: yours is a branch of its own beside the other. The thread now asks how they go together; there you can also say that they say the same."),
            },
        ],
    };

    internal static InputBlock Text(string? known, string label, string hint, bool optional) => new()
    {
        BlockId = Causes.Answer.Field,
        Label = label,
        Hint = hint,
        Optional = optional,
        Element = new PlainTextInput
        {
            ActionId = "value",
            Multiline = true,
            MaxLength = Causes.Answer.TextLength,
            InitialValue = known is { Length: > 0 } ? Mrkdwn.Cut(known, Causes.Answer.TextLength) : null,
            FocusOnLoad = true,
        },
    };

    internal static InputBlock Kind(string chosen) => new()
    {
        BlockId = "kind",
        Label = "What kind of cause is it?",
        Element = new RadioButtonGroup
        {
            ActionId = "value",
            Options = [.. CauseKinds.All.Select(KindOption)],
            InitialOption = KindOption(CauseKinds.All.FirstOrDefault(kind => kind.Kind == chosen, CauseKinds.All[0])),
        },
    };

    internal static InputBlock Gate(string chosen, int causes, string? label = null)
    {
        IReadOnlyList<Option> options = [.. GateChoice.For(causes).Select(choice => new Option(choice.Words, choice.Choice))];
        return new InputBlock
        {
            BlockId = "gate",
            Label = label ?? GateChoice.Question(causes),
            Element = new RadioButtonGroup { ActionId = "value", Options = options, InitialOption = options.FirstOrDefault(option => option.Value == chosen) ?? options[0] },
        };
    }

    private static Option KindOption((string Kind, string Name, string Meaning) kind) => new(kind.Name, kind.Kind) { Description = kind.Meaning };

    internal static Option Candidate(Cause cause) => new(new PlainText(Mrkdwn.Cut(Said.Breaks().Replace(cause.Text, " "), 75)), cause.CauseId.ToString());
}
