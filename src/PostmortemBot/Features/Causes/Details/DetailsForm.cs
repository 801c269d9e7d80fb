using System.Globalization;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes;

/// <summary>What the form about a cause needs to know beside the cause.</summary>
public sealed record DetailsContext(CauseAtHand Found, IReadOnlyList<KnownEntry> Entries, IReadOnlyList<string> Factors);

/// <summary>Everything about a cause in one form.</summary>
public static class DetailsForm
{
    public const int MostOptions = 100;

    /// <param name="context">The cause and what can be chosen.</param>
    /// <param name="target">What the form is opened on.</param>
    /// <param name="shown">What its fields hold.</param>
    /// <param name="merge">Set when somebody else was faster: what both changed.</param>
    /// <param name="now">What is stored, when <paramref name="merge"/> is set.</param>
    /// <param name="other">Who was faster.</param>
    public static ModalViewDefinition View(DetailsContext context, EditTarget target, CauseDetails shown, DetailsMerge? merge = null, CauseDetails? now = null, string? other = null)
    {
        var cause = context.Found.Cause;
        var blocks = new List<Block>();
        if (merge is not null)
            blocks.Add(new SectionBlock { Text = new Markdown($":warning: *{other} changed this while you were writing.* Nothing of yours is lost: it stands below. Saving puts yours in place of theirs where both differ:\n{string.Join('\n', merge.Contested.Select(field => Theirs(field, now!)))}") });
        blocks.AddRange(Fields(context, shown).Select(field => field with { BlockId = target.BlockId(field.BlockId!) }));
        return new ModalViewDefinition
        {
            CallbackId = EditCause.Id,
            Title = cause.IsTop ? "Edit the problem" : "Edit the cause",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = target.ToString(),
            Blocks = blocks,
        };
    }

    /// <summary>What the form says; what it does not ask stays as it is.</summary>
    public static Result<CauseDetails> Read(ViewState state, EditTarget target, CauseDetails now, Cause cause)
    {
        string? Option(string field) => state.GetOption(target.BlockId(field));
        string Text(string field) => state.GetText(target.BlockId(field))?.Trim() ?? "";
        var read = now with { Text = Text(Answer.Field), Gate = GateChoice.Read(Option("gate")) is null ? now.Gate : Option("gate")! };
        if (cause.IsTop)
            return read;
        var links = EvidenceLink.Read(Text("links"));
        if (links.Failed(out var problem, out var known))
            return problem;
        return read with
        {
            Kind = CauseKinds.Known(Option("kind")) ? Option("kind")! : now.Kind,
            Category = Option("category"),
            Confidence = Confidences.Known(Option("confidence")) ? Option("confidence")! : now.Confidence,
            Service = Text("service") is { Length: > 0 } service ? service : null,
            Percent = state.GetNumber(target.BlockId("percent")),
            OccurredAt = state.GetDateTime(target.BlockId("occurred")),
            Entries = Ids(state.GetOptions(target.BlockId("entries"))),
            Links = known,
            Effects = cause.Branch is null ? Ids(state.GetOptions(target.BlockId("effects"))) : now.Effects,
        };
    }

    private static IEnumerable<InputBlock> Fields(DetailsContext context, CauseDetails shown)
    {
        var (graph, cause) = (context.Found.Graph, context.Found.Cause);
        yield return cause.IsTop ? CauseForms.Problem(shown.Text) : CauseForms.Text(shown.Text, "What made it possible?", Why.Hint, optional: false);
        if (graph.ReasonsOf(cause.CauseId).Count is > 1 and var causes)
            yield return CauseForms.Gate(shown.Gate, causes, cause.IsTop ? "How its causes go together" : null);
        if (cause.IsTop)
            yield break;
        yield return CauseForms.Kind(shown.Kind);
        yield return Factor(context, shown);
        yield return Choice("confidence", "How sure are we?", null, [.. Confidences.All.Select(known => new Option(known.Name, known.Confidence))], shown.Confidence);
        if (cause.Branch is null)
            yield return Many("effects", "What did it make possible?", "One cause can stand behind several things.", Effects(graph, cause, shown), [.. shown.Effects.Select(effect => effect.ToString())], optional: false);
        if (context.Entries.Count > 0)
            yield return Many("entries", "Known from the timeline", "Entries that show it.", [.. context.Entries.Take(MostOptions).Select(Entry)], [.. shown.Entries.Select(entry => entry.ToString())], optional: true);
        yield return new InputBlock
        {
            BlockId = "links",
            Label = "Known from links",
            Hint = "One for each line: https://…, then what it shows.",
            Optional = true,
            Element = new PlainTextInput { ActionId = "value", Multiline = true, MaxLength = 3000, InitialValue = NullIfEmpty(string.Join('\n', shown.Links)) },
        };
        yield return new InputBlock
        {
            BlockId = "service",
            Label = "Service",
            Optional = true,
            Element = new PlainTextInput { ActionId = "value", MaxLength = CauseDetails.ServiceLength, InitialValue = shown.Service, Placeholder = Mrkdwn.Cut(context.Found.Postmortem.Services.FirstOrDefault() ?? "payments", 75) },
        };
        yield return new InputBlock
        {
            BlockId = "occurred",
            Label = "When was it so, or when did it happen?",
            Optional = true,
            Element = new DateTimePicker { ActionId = "value", InitialDateTime = shown.OccurredAt },
        };
        yield return new InputBlock
        {
            BlockId = "percent",
            Label = "How probable was it, in percent?",
            Hint = "Only where data say so; the fault tree reckons with it.",
            Optional = true,
            Element = new NumberInput { ActionId = "value", IsDecimalAllowed = true, MinValue = 0, MaxValue = 100, InitialValue = shown.Percent },
        };
    }

    private static InputBlock Factor(DetailsContext context, CauseDetails shown)
    {
        var suggested = shown.Category is null ? Suggestion.OfFactor(shown.Text, context.Factors) : null;
        var known = shown.Category is { } kept && !context.Factors.Contains(kept) ? context.Factors.Append(kept) : context.Factors;
        var ordered = known.OrderByDescending(factor => factor == suggested?.Name);
        return Choice("category", "Contributing factor", suggested is null ? "Trends count by it." : Mrkdwn.Cut($"Its words suggest “{suggested.Name}”: {suggested.Reason}", 2000), [.. ordered.Take(MostOptions).Select(factor => new Option(factor, factor))], shown.Category) with { Optional = true };
    }

    private static List<Option> Effects(CauseGraph graph, Cause cause, CauseDetails shown) =>
    [
        .. graph.Tree.Where(line => !line.IsRepeat && line.Cause.CauseId != cause.CauseId)
            .Select(line => line.Cause)
            .Where(effect => shown.Effects.Contains(effect.CauseId) || graph.WhyNotCause(effect.CauseId, cause.CauseId) is null)
            .OrderByDescending(effect => shown.Effects.Contains(effect.CauseId))
            .Take(MostOptions)
            .Select(CauseForms.Candidate),
    ];

    private static Option Entry(KnownEntry entry) =>
        new(new PlainText(Mrkdwn.Cut($"{entry.OccurredAt.UtcDateTime.ToString("d MMM HH:mm", CultureInfo.InvariantCulture)} UTC · {Said.Breaks().Replace(entry.Text, " ")}", 75)), entry.EntryId.ToString());

    private static InputBlock Choice(string field, string label, string? hint, IReadOnlyList<Option> options, string? chosen) => new()
    {
        BlockId = field,
        Label = label,
        Hint = hint,
        Element = new StaticSelectMenu { ActionId = "value", Options = options, InitialOption = options.FirstOrDefault(option => option.Value == chosen) },
    };

    private static InputBlock Many(string field, string label, string hint, IReadOnlyList<Option> options, IReadOnlyList<string> chosen, bool optional) => new()
    {
        BlockId = field,
        Label = label,
        Hint = hint,
        Optional = optional,
        Element = new StaticMultiSelectMenu { ActionId = "value", Options = options, InitialOptions = [.. options.Where(option => chosen.Contains(option.Value))] },
    };

    private static string Theirs(DetailField field, CauseDetails now)
    {
        var value = field.Name is "entries" or "effects" ? "another choice" : field.Read(now) is { Length: > 0 } text ? $"“{Said.Line(text, 400)}”" : "nothing";
        return $"• {field.Label}: now {value}";
    }

    private static Guid[] Ids(IReadOnlyList<string> chosen) => [.. chosen.Select(id => Guid.TryParse(id, out var known) ? known : default).Where(id => id != default).Distinct()];

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
