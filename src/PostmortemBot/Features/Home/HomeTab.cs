using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Home;

/// <summary>Draws a person's Home tab: a greeting, what each feature contributes, and what to type where.</summary>
public static class HomeTab
{
    /// <summary>The form's own id; it stands in Intake, which this feature does not know.</summary>
    public const string StartId = CardActions.StartPostmortem;

    /// <summary>https://docs.slack.dev/surfaces/app-home: 100 blocks.</summary>
    private const int MostBlocks = 100;

    public static IReadOnlyList<Block> Blocks(Person person, IReadOnlyList<IReadOnlyList<Block>> sections)
    {
        var blocks = new List<Block>
        {
            new HeaderBlock { Text = Mrkdwn.Cut($"Hello, {person.DisplayName}", 150) },
            new ActionsBlock { Elements = [new Button { ActionId = StartId, Text = "Start a postmortem", Style = ButtonStyle.Primary }] },
        };
        var teaching = Teaching();
        // The last places are kept for what to type, and for saying that something is cut.
        var room = MostBlocks - teaching.Count - 1;
        foreach (var section in sections.Where(section => section.Count > 0))
        {
            if (blocks.Count + 1 + section.Count > room)
            {
                blocks.AddRange(section.Prepend(new DividerBlock()).Take(room - blocks.Count));
                blocks.Add(new ContextBlock { Elements = [new Markdown("There is more than fits here. `/postmortem list` shows every postmortem you can read.")] });
                break;
            }

            blocks.Add(new DividerBlock());
            blocks.AddRange(section);
        }

        return [.. blocks, .. teaching];
    }

    private static IReadOnlyList<Block> Teaching() =>
    [
        new DividerBlock(),
        new SectionBlock { Text = new Markdown("*After an incident, or a near miss*\n1.  Type `/postmortem` in the incident channel. It asks for the facts and puts a card there.\n2.  Type `/postmortem add 14:05 first alert`, or react to a message with :pushpin:, to put moments on the timeline.\n3.  Press the card's green button: it is always the next step.\n4.  Type `/postmortem action Alert when the queue grows` for what should change. Its owner is reminded when it is due.") },
        new ContextBlock { Elements = [new Markdown("`/postmortem help` lists everything.")] },
    ];
}
