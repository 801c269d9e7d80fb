using System.Globalization;
using System.Text;
using PostmortemBot.Features.Causes.Drawing;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>What had to come together, in the report: the smallest combinations that were enough, and what closes most of them.</summary>
public sealed class FaultTreeReport(CausesStore store) : IReportSection
{
    public int Order => 41;

    public async Task<ReportSection?> BuildAsync(Postmortem postmortem, bool withPictures, CancellationToken cancellationToken)
    {
        var whole = await store.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        return await EachProblem.ChapterAsync(whole, whole.Problems, graph => Task.FromResult(Build(postmortem, graph, withPictures, cancellationToken)));
    }

    private static ReportSection? Build(Postmortem postmortem, CauseGraph graph, bool withPictures, CancellationToken cancellationToken)
    {
        if (FaultTree.Of(graph) is not { } tree || (!tree.Branches && tree.Circles.Count == 0))
            return null;

        var picture = withPictures ? FaultTreePicture.Draw(postmortem, tree) : null;
        return new ReportSection
        {
            Title = "What had to come together",
            Markdown = Markdown(tree, FaultAnalysis.Of(tree, cancellationToken), picture),
            Pictures = picture is null ? [] : [picture],
            Sources = withPictures ? FaultTreeSources.Of(tree) : [],
            ChangedAt = graph.Everything.Max(cause => cause.UpdatedAt),
        };
    }

    public static string Markdown(FaultTree tree, FaultAnalysis analysis, Picture? picture)
    {
        var words = new FaultTreeWords(tree, analysis, MarkdownText.EscapeLine, "**");
        var text = new StringBuilder();
        void Paragraph(string? said)
        {
            if (said is not null)
                text.AppendLine(said).AppendLine();
        }

        Paragraph(words.Lead);
        Paragraph(words.Undecided);
        if (picture is not null)
            Paragraph($"![{picture.AltText}]({picture.Name}.svg)");
        foreach (var way in words.Ways)
            text.AppendLine($"- {way}");
        text.AppendLine();
        Paragraph(words.MoreWays);
        Paragraph(words.InEveryWay);
        Paragraph(words.Alone);
        Paragraph(words.Best);
        Paragraph(words.Chance);
        Importances(text, words);
        foreach (var damage in words.Damage)
            Paragraph(damage);
        return text.ToString();
    }

    private static void Importances(StringBuilder text, FaultTreeWords words)
    {
        if (words.Importances.Count == 0)
            return;

        text.AppendLine("| End | How likely | Has a part in (Fussell-Vesely) | What it moves (Birnbaum) |").AppendLine("|---|---|---|---|");
        foreach (var importance in words.Importances)
        {
            var share = importance.FussellVesely is { } part ? $"{Odds.Share(part)} of it ({Number(part)})" : "";
            text.AppendLine($"| {words.Named(importance.Event)} | {Odds.Words(importance.Event.Probability ?? 0).Replace(' ', '\u00a0')} | {share} | {Number(importance.Birnbaum)} |");
        }

        text.AppendLine();
    }

    private static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
