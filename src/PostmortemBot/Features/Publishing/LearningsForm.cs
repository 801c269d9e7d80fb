using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Publishing;

/// <summary>The form for the learnings.</summary>
public static class LearningsForm
{
    public static IReadOnlyList<Block> Blocks(Postmortem postmortem, Learnings known) =>
    [
        Text("summary", "Summary", "Three sentences somebody outside the team understands: what happened, for whom, why it was possible.", known.Summary),
        Text("well", "What went well", "What helped, and should stay: alerts, runbooks, habits, help from others.", known.WentWell),
        Text("badly", "What went badly", "What made it worse or longer. Say what the system allowed, not what somebody should have done.", known.WentBadly),
        Text("lucky", "Where we got lucky", "What could have made it far worse and by chance did not.", known.GotLucky),
        Text("sharing", "Knowledge-sharing plan", "Who should hear of it, and how. This is a suggestion: change it.", Either(known.SharingPlan, Suggestions.SharingPlan(postmortem))),
        Text("metrics", "Metrics to watch", "What will show that it got better. This is a suggestion: change it.", Either(known.MetricsToWatch, Suggestions.Metrics(postmortem.Times))),
    ];

    public static Learnings Read(ViewState state) => new()
    {
        Summary = state.GetText("summary")?.Trim() ?? "",
        WentWell = state.GetText("well")?.Trim() ?? "",
        WentBadly = state.GetText("badly")?.Trim() ?? "",
        GotLucky = state.GetText("lucky")?.Trim() ?? "",
        SharingPlan = state.GetText("sharing")?.Trim() ?? "",
        MetricsToWatch = state.GetText("metrics")?.Trim() ?? "",
    };

    private static InputBlock Text(string blockId, string label, string hint, string text) => new()
    {
        BlockId = blockId,
        Label = label,
        Hint = hint,
        Optional = true,
        Element = new PlainTextInput
        {
            ActionId = "value",
            Multiline = true,
            MaxLength = Learnings.TextLength,
            InitialValue = text.Length == 0 ? null : Mrkdwn.Cut(text, Learnings.TextLength),
        },
    };

    private static string Either(string written, string suggested) => written.Length > 0 ? written : suggested;
}
