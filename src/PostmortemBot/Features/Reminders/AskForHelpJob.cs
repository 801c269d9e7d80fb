using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Reminders;

/// <summary>Passes on at once that somebody would be glad of help.</summary>
public sealed partial class AskForHelpJob(
    PostgresDatabase database,
    HelpStore store,
    Deliveries deliveries,
    People people,
    TimeProvider clock,
    ILogger<AskForHelpJob> logger) : IJob
{
    public const string Name = "reminders.help";

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        database.AloneAsync($"help {subject.Id}", () => AskAsync(subject, cancellationToken), cancellationToken);

    private async Task AskAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { IsOpen: true } help)
            return;

        var asking = await people.GetAsync(help.WorkspaceId, help.AskedBy, cancellationToken);
        var day = Zones.Today(asking.Zone, help.AskedAt);
        var reached = 0;
        foreach (var person in await store.PeopleAsync(help, cancellationToken))
            reached += await PostAsync(help, person, toChannel: false, day, cancellationToken) ? 1 : 0;
        if (reached == 0)
            await PostAsync(help, help.ChannelId, toChannel: true, day, cancellationToken);
    }

    private async Task<bool> PostAsync(HelpRequest help, string recipient, bool toChannel, DateOnly day, CancellationToken cancellationToken)
    {
        string? whyNot = null;
        try
        {
            await deliveries.PostAsync(help.WorkspaceId, $"help:{help.HelpId}:{recipient}", new Message
            {
                Channel = recipient,
                Text = $"{Mrkdwn.User(help.AskedBy)} would be glad of help with {help.Key} · {Mrkdwn.Escape(help.Title)}",
                Blocks = Blocks(help),
            }, cancellationToken);
        }
        catch (SlackApiException refused) when (Refusal.IsLasting(refused))
        {
            CannotAsk(logger, recipient, refused.Error);
            whyNot = refused.Error;
        }

        await store.AskedAsync(help, recipient, toChannel, day, whyNot, clock.GetUtcNow(), cancellationToken);
        return whyNot is null;
    }

    public static IReadOnlyList<Block> Blocks(HelpRequest help)
    {
        var due = help.DueOn is { } day ? $"Due {When.Day(day)}" : "No due date";
        var note = help.Note.Length > 0 ? $"\n{Mrkdwn.Quote(Mrkdwn.Cut(Mrkdwn.Escape(help.Note), 1500))}" : "";
        return
        [
            new SectionBlock
            {
                Text = new Markdown($"{Mrkdwn.User(help.AskedBy)} would be glad of help with *{help.Key} · {Mrkdwn.Cut(Mrkdwn.Escape(help.Title), 1000)}*\n{due} · PM-{help.PostmortemNumber} · {Mrkdwn.Escape(Mrkdwn.Cut(help.PostmortemTitle, 60))}{note}"),
            },
            new ActionsBlock
            {
                Elements = [new Button { ActionId = CardActions.ItemEdit, Text = "Change owner or date", Value = help.ActionItemId.ToString() }],
            },
        ];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Recipient} cannot be asked for help: {Error}")]
    private static partial void CannotAsk(ILogger logger, string recipient, string error);
}
