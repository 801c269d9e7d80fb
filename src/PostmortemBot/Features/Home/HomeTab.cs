using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Home;

/// <summary>Draws a person's Home tab: a greeting, what each feature contributes, and what to type where.</summary>
public static class HomeTab
{
    /// <summary>The form's own id; it stands in Intake, which this feature does not know.</summary>
    public const string StartId = "intake.start_from_anywhere";

    /// <summary>https://docs.slack.dev/surfaces/app-home: 100 blocks.</summary>
    private const int MostBlocks = 100;

    public static IReadOnlyList<Block> Blocks(Person person, IReadOnlyList<IReadOnlyList<Block>> sections)
    {
        var blocks = new List<Block>
        {
            new HeaderBlock { Text = Mrkdwn.Cut($"Hello, {person.DisplayName}", 150) },
            new ActionsBlock { Elements = [new Button { ActionId = StartId, Text = "Start a postmortem", Style = ButtonStyle.Primary }] },
        };
        var filled = sections.Where(section => section.Count > 0).ToList();
        if (filled.Count == 0)
            return [.. blocks, .. Teaching()];

        // Each section needs its divider; the last places are kept for what is said when something is cut.
        foreach (var section in filled)
        {
            if (blocks.Count + 1 + section.Count > MostBlocks - 2)
            {
                blocks.AddRange(section.Prepend(new DividerBlock()).Take(MostBlocks - 2 - blocks.Count));
                blocks.Add(new ContextBlock { Elements = [new Markdown("There is more than fits here. `/postmortem list` shows every postmortem you can read.")] });
                return blocks;
            }

            blocks.Add(new DividerBlock());
            blocks.AddRange(section);
        }

        blocks.Add(new ContextBlock { Elements = [new Markdown("`/postmortem` in an incident channel starts or shows its postmortem; `/postmortem help` lists everything.")] });
        return blocks;
    }

    private static IEnumerable<Block> Teaching() =>
    [
        new SectionBlock { Text = new Markdown("*Nothing waits for you here.* Action items that you own will be listed on this tab, overdue ones first.") },
        new DividerBlock(),
        new SectionBlock { Text = new Markdown("*After an incident, or a near miss*\n1.  Type `/postmortem` in the incident channel. It asks for the facts and puts a card there.\n2.  Type `/postmortem add 14:05 first alert`, or react to a message with :pushpin:, to put moments on the timeline.\n3.  Press the card's green button: it is always the next step.\n4.  Type `/postmortem action Alert when the queue grows` for what should change. Its owner is reminded when it is due.") },
        new ContextBlock { Elements = [new Markdown("`/postmortem help` lists everything.")] },
    ];
}
