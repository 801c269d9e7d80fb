using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Intake;

/// <summary>What the command can do, and what a misspelt word probably meant.</summary>
public static class CommandHelp
{
    public const string Text = "What /postmortem can do";

    public static IReadOnlyList<Block> Blocks(IReadOnlyList<ICommandVerb> verbs) =>
    [
        new SectionBlock { Text = new Markdown("*A blameless postmortem, where you already talk.*\nType `/postmortem` in the incident channel. The first time it asks for the facts; after that it shows the card, and the card's green button is always the next step.") },
        new DividerBlock(),
        new SectionBlock { Text = new Markdown(string.Join('\n', verbs.Select(Line))) },
        new ContextBlock { Elements = [new Markdown("You can also put any message on the timeline: its *More actions* menu → *Add to timeline*, or react to it with :pushpin:.")] },
    ];

    public static SlashCommandResponse Unknown(string word, IEnumerable<string> known)
    {
        var shown = Mrkdwn.Code(Mrkdwn.Cut(word, 40));
        var nearest = known
            .Append("help")
            .Select(verb => (Verb: verb, Distance: Distance(word.ToLowerInvariant(), verb)))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Verb, StringComparer.Ordinal)
            .First();
        return nearest.Distance <= Math.Max(1, nearest.Verb.Length / 3)
            ? SlashCommandResponse.Ephemeral($"I do not know {shown}. Did you mean `/postmortem {nearest.Verb}`? `/postmortem help` lists everything.")
            : SlashCommandResponse.Ephemeral($"I do not know {shown}. `/postmortem help` lists everything I can do; `/postmortem` alone starts a postmortem here or shows the one there is.");
    }

    private static string Line(ICommandVerb verb) => $"`{$"{PostmortemCommand.Command} {verb.Usage}".TrimEnd()}`   {verb.Summary}";

    /// <summary>Optimal string alignment: a swapped pair of letters counts as one slip. https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance</summary>
    internal static int Distance(string left, string right)
    {
        if (left.Length > 40)
            return int.MaxValue;
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[left.Length, right.Length];
    }
}
