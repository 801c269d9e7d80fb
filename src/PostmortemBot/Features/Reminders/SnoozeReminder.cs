using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Reminders;

/// <summary>Asks again on a later working day. The due date stays what it is.</summary>
public sealed class SnoozeReminder(
    SnoozeStore store,
    ReminderAccess access,
    People people,
    SettingsStore settings,
    PreferenceStore preferences,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "reminders.snooze";

    /// <summary>What was sent before there was a choice.</summary>
    public const string OldId = "actions.snooze";

    public const int MostDays = 30;

    private const string Tomorrow = "tomorrow";
    private const string InThreeDays = "three";
    private const string PickDay = "pick";

    public static StaticSelectMenu Menu(DueItem item) => new()
    {
        ActionId = Id,
        Placeholder = "Remind me…",
        Options =
        [
            new Option("Next working day", $"{Tomorrow} {item.ActionItemId}"),
            new Option("In 3 days", $"{InThreeDays} {item.ActionItemId}"),
            new Option("Pick a day…", $"{PickDay} {item.ActionItemId}"),
        ],
    };

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var (choice, id) = Read(request.Action.ChosenValue);
        var reader = new Reader(request.WorkspaceId, request.UserId);
        var result = await access.FindOwnAsync(reader, id, request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await slack.TellAsync(request, problem, cancellationToken);

        var (today, calendar) = await TodayAsync(reader, cancellationToken);
        if (choice == PickDay)
        {
            await slack.For(request.WorkspaceId).Views.Open(request.TriggerId, Form(item, calendar.Later(today, 1)), cancellationToken);
            return Ack.Done;
        }

        var until = choice == InThreeDays ? calendar.Later(today.AddDays(3), 0) : calendar.Later(today, 1);
        await store.SnoozeAsync(item, until, clock.GetUtcNow(), cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var reader = new Reader(submission.WorkspaceId, submission.UserId);
        var result = await access.FindOwnAsync(reader, Guid.TryParse(submission.View.PrivateMetadata, out var id) ? id : default, standingIn: null, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return ViewSubmissionResponse.Error("day", problem.Text);

        var (today, calendar) = await TodayAsync(reader, cancellationToken);
        if (submission.View.State.GetDate("day") is not { } chosen || chosen <= today)
            return ViewSubmissionResponse.Error("day", "Choose a day after today. To be reminded no more, say that it is done or will not be done.");
        if (chosen > today.AddDays(MostDays))
            return ViewSubmissionResponse.Error("day", $"I can wait for up to {MostDays} days. If it takes longer, move its due date instead.");

        await store.SnoozeAsync(item, calendar.Later(chosen, 0), clock.GetUtcNow(), cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private static ModalViewDefinition Form(WaitingItem item, DateOnly day) => new()
    {
        CallbackId = Id,
        Title = $"Remind me of {item.Key}",
        Submit = "Remind me",
        Close = "Cancel",
        PrivateMetadata = item.ActionItemId.ToString(),
        Blocks =
        [
            new SectionBlock { Text = new Markdown($"*{item.Key} · {Mrkdwn.Cut(Mrkdwn.Escape(item.Title), 1000)}*") },
            new InputBlock
            {
                BlockId = "day",
                Label = "On",
                Hint = "The due date stays what it is. On a day off, the next working day counts.",
                Element = new DatePicker { ActionId = "value", InitialDate = day },
            },
        ],
    };

    private async Task<(DateOnly Today, WorkCalendar Calendar)> TodayAsync(Reader reader, CancellationToken cancellationToken)
    {
        var person = await people.GetAsync(reader.WorkspaceId, reader.UserId, cancellationToken);
        var chosen = await settings.GetAsync(reader.WorkspaceId, cancellationToken);
        var own = await preferences.GetAsync(reader.WorkspaceId, reader.UserId, cancellationToken);
        return (Zones.Today(person.Zone, clock.GetUtcNow()), new WorkCalendar(own.WorkingDays ?? chosen.WorkingDays, chosen.Holidays));
    }

    private static (string Choice, Guid Id) Read(string? value) => value?.Split(' ') switch
    {
        [var choice, var id] when Guid.TryParse(id, out var item) => (choice, item),
        [var id] when Guid.TryParse(id, out var item) => (Tomorrow, item),
        _ => (Tomorrow, default),
    };
}

public sealed class SnoozeStore(PostgresDatabase database)
{
    public Task SnoozeAsync(WaitingItem item, DateOnly until, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SnoozeSql, new { item.WorkspaceId, item.ActionItemId, Until = until, Now = now }, cancellationToken);

    private const string SnoozeSql = """
        -- SnoozeStore.Snooze
        with snoozed as (
            update action_items
            set snoozed_until = @Until,
                -- So that whoever stores the item as it was read before reads it again.
                revision = revision + 1,
                updated_at = @Now
            where workspace_id = @WorkspaceId
              and action_item_id = @ActionItemId
              and state in ('open', 'in_progress', 'blocked')
            returning workspace_id, action_item_id)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'action-items.show', action_item_id, @Now
        from snoozed
        """;
}
