using System.Text;
using PostmortemBot.Features.Causes.Drawing;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes;

/// <summary>The causes in the report: what made what possible, where the branches end, and what to work on.</summary>
public sealed class CausesReport(CausesStore store, DetailsStore details, TriggerStore triggers, Graphviz graphviz) : IReportSection
{
    public const string Nothing = "No causes were found yet.";
    private const int DeepestIndent = 40;

    public int Order => 40;

    public async Task<ReportSection?> BuildAsync(Postmortem postmortem, bool withPictures, CancellationToken cancellationToken)
    {
        var whole = await store.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        var chapter = (await EachProblem.ChapterAsync(whole, whole.Problems, graph => WhysAsync(postmortem, graph, withPictures, cancellationToken)))!;
        return chapter with
        {
            Markdown = CausesEvidence.Trigger((await triggers.FindAsync(postmortem, cancellationToken)).Trigger)
                + chapter.Markdown
                + CausesEvidence.Markdown(whole, await details.ShownAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken)),
            ChangedAt = whole.Everything.Any() ? whole.Everything.Max(cause => cause.UpdatedAt) : null,
            Missing = Missing(whole),
        };
    }

    private async Task<ReportSection?> WhysAsync(Postmortem postmortem, CauseGraph graph, bool withPictures, CancellationToken cancellationToken)
    {
        var picture = graph.Count == 0 || !withPictures ? null : await CausesPicture.DrawAsync(postmortem, graph, graphviz, cancellationToken);
        return new ReportSection
        {
            Title = "Root causes and contributing factors",
            Markdown = Markdown(graph, picture),
            Pictures = picture is null ? [] : [picture],
            Sources = graph.Count == 0 || !withPictures ? [] : CausesPicture.Sources(graph),
        };
    }

    public static IReadOnlyList<string> Missing(CauseGraph graph) => [.. Branches(graph), .. People(graph)];

    private static IEnumerable<string> People(CauseGraph graph)
    {
        var naming = graph.Tree.Count(line => ShallowAnswer.In(line.Cause.Text, effect: null) is { IsAboutPeople: true });
        if (naming > 0)
            yield return $"{(naming == 1 ? "One cause speaks" : $"{naming} causes speak")} of a person or a human error. Say what made it possible instead, before others read it.";
    }

    private static IReadOnlyList<string> Branches(CauseGraph graph) => (graph.Count, graph.Open.Count) switch
    {
        (0, _) => [Nothing],
        (_, 0) => [],
        (_, 1) => ["One branch of the Five Whys is open: it has neither an answer nor a reason to stop."],
        var (_, open) => [$"{open} branches of the Five Whys are open: they have neither an answer nor a reason to stop."],
    };

    public static string Markdown(CauseGraph graph, Picture? picture)
    {
        if (graph.Count == 0)
            return graph.Top is null ? Nothing : $"{Nothing} The problem is stated: {MarkdownText.EscapeLine(graph.Top.Text)}";

        var text = new StringBuilder();
        text.AppendLine(Lead(graph)).AppendLine();
        if (picture is not null)
            text.AppendLine($"![{picture.AltText}]({picture.Name}.svg)").AppendLine();
        text.AppendLine("Each line was made possible by the lines under it.").AppendLine();
        foreach (var line in graph.Tree)
            text.Append(' ', 2 * Math.Min(line.Level, DeepestIndent)).Append("- ").AppendLine(Words(graph, line));

        if (graph.Systemic.Count > 0)
        {
            text.AppendLine().AppendLine("### Systemic contributors").AppendLine()
                .AppendLine("Where the whys led. Changing one of these changes more than this incident.").AppendLine();
            foreach (var cause in graph.Systemic)
                text.AppendLine($"- **{MarkdownText.EscapeLine(cause.Text)}** ({CauseKinds.Name(cause.Kind).ToLowerInvariant()}, {PromptBlocks.Whys(graph.DepthOf(cause.CauseId))} deep{Ending(cause)})");
        }

        else
        {
            text.AppendLine().AppendLine("### Where the whys have led so far").AppendLine();
            foreach (var cause in graph.Found.Where(cause => graph.CausesOf(cause.CauseId).Count == 0))
                text.AppendLine($"- {MarkdownText.EscapeLine(cause.Text)} ({CauseKinds.Name(cause.Kind).ToLowerInvariant()}{Ending(cause)})");
        }

        return text.ToString();
    }

    public static string Stated(Cause problem) => $"The problem: **{MarkdownText.EscapeLine(problem.Text)}**";

    private static string Lead(CauseGraph graph)
    {
        var causes = graph.Count == 1 ? "one cause" : $"{graph.Count} causes";
        var end = graph.Systemic.Count switch
        {
            0 => "they have not led to anything systemic yet",
            1 => "they lead to one systemic contributor",
            var count => $"they lead to {count} systemic contributors",
        };
        return $"{Stated(graph.Top!)}\n\nAsking why it was possible brought up {causes}, {PromptBlocks.Whys(graph.Deepest)} deep; {end}.";
    }

    private static string Words(CauseGraph graph, TreeLine line)
    {
        var cause = line.Cause;
        var said = MarkdownText.EscapeLine(cause.Text);
        var named = cause.IsTop ? $"**Problem:** {said}" : $"{CauseKinds.Name(cause.Kind)}: {said}";
        if (line.IsRepeat)
            return $"{named} *(see above)*";
        if (cause.Confidence == Confidences.RuledOut)
            return $"{named} *(ruled out)*";

        named += CausesEvidence.Facts(graph, cause);
        var causes = graph.ReasonsOf(cause.CauseId).Count;
        return causes switch
        {
            0 when cause.IsRuledOut => named,
            > 1 => $"{named} *({graph.GateWords(cause.CauseId)})*",
            0 when cause.StopReason is { } reason => $"{named} *Stopped here: {MarkdownText.EscapeLine(reason)}*",
            0 => $"{named} *(still open)*",
            _ => named,
        };
    }

    private static string Ending(Cause cause) => cause.StopReason is { } reason ? $"; {MarkdownText.EscapeLine(reason)}" : "";
}
