using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes;

/// <summary>The causes on the card.</summary>
public sealed class CausesStep(CausesStore store) : ICardStep
{
    public int Order => 30;

    public async Task<CardStep> DescribeAsync(Postmortem postmortem, CancellationToken cancellationToken) =>
        Describe(postmortem, await store.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken));

    public static CardStep Describe(Postmortem postmortem, CauseGraph graph)
    {
        var id = postmortem.PostmortemId.ToString();
        var buttons = new List<Button>();
        if (postmortem.IsOpen && (graph.Top is null || graph.Open.Count > 0))
            buttons.Add(new Button { ActionId = StartWhys.Id, Text = graph.Top is null ? "Start the Five Whys" : "Continue the Five Whys", Value = id });
        if (graph.Top is not null)
            buttons.Add(new Button { ActionId = ShowCauses.ActionId, Text = "Show causes", Value = id });
        buttons.Add(new Button { ActionId = Fishbone.ShowFishbone.ActionId, Text = "Fishbone", Value = id });
        return new CardStep
        {
            Name = "Causes",
            State = graph.Top is null ? StepState.NotStarted : graph.Count == 0 || graph.Open.Count > 0 ? StepState.UnderWay : StepState.Done,
            Detail = Progress(graph),
            Buttons = buttons,
        };
    }

    public static string Progress(CauseGraph graph)
    {
        if (graph.Top is null)
            return "not started";
        if (graph.Count == 0)
            return graph.Tops.Count == 1 ? "the problem is stated, no cause yet" : $"{graph.Tops.Count} problems are stated, no cause yet";

        var open = graph.Open.Count;
        var causes = graph.Count == 1 ? "1 cause" : $"{graph.Count} causes";
        return $"{(graph.Tops.Count == 1 ? "" : $"{graph.Tops.Count} problems, ")}{causes}, deepest branch {PromptBlocks.Whys(graph.Deepest)}, {open switch { 0 => "every branch closed", 1 => "1 branch still open", _ => $"{open} branches still open" }}";
    }
}
