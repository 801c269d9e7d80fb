using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Loops;

/// <summary>The list in a modal, the question to whoever looks after an entry, and the runbooks in a thread.</summary>
public static class LoopBlocks
{
    private const int MostListed = 90;

    public static IReadOnlyList<Block> List(Postmortem postmortem, IReadOnlyList<LoopEntry> entries)
    {
        var blocks = new List<Block>();
        if (entries.Count == 0)
            blocks.Add(new SectionBlock { Text = new Markdown("Nothing is registered yet. Add what a finding became: a runbook, an SLO, an alert, a guardrail in the pipeline, a rotation or a dashboard.") });
        foreach (var entry in entries.Take(MostListed))
        {
            blocks.Add(new SectionBlock
            {
                Text = new Markdown($"{Line(entry)}\n{Facts(entry)}"),
                Accessory = new Button { ActionId = ShowLoops.EditId, Text = "Edit", Value = entry.LoopId.ToString(), AccessibilityLabel = Mrkdwn.Cut($"Edit {entry.Title}", 75) },
            });
        }

        if (entries.Count > MostListed)
            blocks.Add(new ContextBlock { Elements = [new Markdown($"And {entries.Count - MostListed} more, in the report.")] });
        blocks.Add(new ActionsBlock { Elements = [new Button { ActionId = ShowLoops.AddId, Text = "Add", Style = ButtonStyle.Primary, Value = postmortem.PostmortemId.ToString() }] });
        return blocks;
    }

    public static IReadOnlyList<Block> Question(LoopEntry entry)
    {
        var opening = $"Is this still true? It came out of {entry.PostmortemKey}.\n{Line(entry)}\n{Facts(entry)}";
        var blocks = new List<Block> { new SectionBlock { Text = new Markdown(opening) } };
        if (entry.AnsweredAt is { } at)
        {
            blocks.Add(new ContextBlock { Elements = [new Markdown(Answer(entry, at))] });
            return blocks;
        }

        blocks.Add(new ActionsBlock
        {
            Elements =
            [
                Button(AnswerLoop.TrueId, "Still true", entry) with { Style = ButtonStyle.Primary },
                Button(AnswerLoop.NotTrueId, "Not any more", entry),
                Button(AnswerLoop.LaterId, "Later", entry),
            ],
        });
        return blocks;
    }

    public static string QuestionText(LoopEntry entry) => $"Is this still true? {Mrkdwn.Escape(entry.Title)}";

    public static IReadOnlyList<Block> Runbooks(IReadOnlyList<LoopEntry> runbooks) =>
    [
        new SectionBlock { Text = new Markdown(":closed_book: *Runbooks of earlier incidents here*") },
        .. runbooks.Select(runbook => new SectionBlock { Text = new Markdown($"{Line(runbook)}\n{LoopStates.Name(runbook.State)}  ·  {EscapedText.Cut(runbook.Service, 100)}") }),
    ];

    private static string Line(LoopEntry entry)
    {
        var title = entry.Url.Length == 0 ? $"*{EscapedText.Cut(entry.Title, 500)}*" : $"*{Mrkdwn.Link(entry.Url, Mrkdwn.Cut(entry.Title, 200))}*";
        return Mrkdwn.Cut($"{LoopKinds.Name(entry.Kind)} · {title}", 2500);
    }

    private static string Facts(LoopEntry entry)
    {
        var facts = new List<string> { LoopStates.Name(entry.State) };
        if (entry.Service.Length > 0)
            facts.Add(EscapedText.Cut(entry.Service, 100));
        if (entry.OwnerId is { } owner)
            facts.Add(Mrkdwn.User(owner));
        if (entry.VerifyOn is { } day && entry.IsStanding)
            facts.Add($"asked again on {When.Day(day)}");
        return string.Join("  ·  ", facts);
    }

    private static string Answer(LoopEntry entry, DateTimeOffset at)
    {
        var by = entry.AnsweredBy is { } person ? $" by {Mrkdwn.User(person)}" : "";
        return entry.State switch
        {
            LoopStates.NotTrue => $"Said to be no longer true{by}, {When.At(at)}. An action item may be what is needed: `/postmortem action`",
            LoopStates.Verified => $"Verified{by}, {When.At(at)}. Asked again{(entry.VerifyOn is { } day ? $" on {When.Day(day)}" : " when somebody chooses a day")}.",
            _ => $"Put off{by}, {When.At(at)}.",
        };
    }

    private static Button Button(string actionId, string text, LoopEntry entry) => new() { ActionId = actionId, Text = text, Value = entry.LoopId.ToString() };
}
