using System.Globalization;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Reminders;

/// <summary>What holds for the reminders of the whole workspace: holidays, and who is asked when something waits long.</summary>
public sealed class ChooseForEverybody(EverybodysRulesStore store, SettingsStore settings, People people, ISlackClients slack, TimeProvider clock) : IViewSubmissionHandler
{
    public const string CallbackId = "reminders.everybody";

    public async Task<SlashCommandResponse> OpenAsync(SlashCommand command, CancellationToken cancellationToken)
    {
        var person = await people.GetAsync(command.WorkspaceId, command.UserId, cancellationToken);
        if (person.Kind != PersonKind.Member)
            return SlashCommandResponse.Ephemeral("These rules hold for the whole workspace, so guests cannot change them. Ask a full member.");

        await slack.For(command.WorkspaceId).Views.Open(command.TriggerId, View(await settings.GetAsync(command.WorkspaceId, cancellationToken)), cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var person = await people.GetAsync(submission.WorkspaceId, submission.UserId, cancellationToken);
        if (person.Kind != PersonKind.Member)
            return ViewSubmissionResponse.Error("holidays", "These rules hold for the whole workspace, so guests cannot change them.");

        var state = submission.View.State;
        if (EverybodysRules.ReadHolidays(state.GetText("holidays") ?? "").Failed(out var odd, out var holidays))
            return ViewSubmissionResponse.Error("holidays", odd.Text);
        if (EverybodysRules.ReadSteps(state.GetText("steps") ?? "").Failed(out var wrong, out var steps))
            return ViewSubmissionResponse.Error("steps", wrong.Text);
        var last = state.GetUser("person");
        if (last is { Length: > 0 } && WhyNot(await people.GetAsync(submission.WorkspaceId, last, cancellationToken)) is { } unsuitable)
            return ViewSubmissionResponse.Error("person", unsuitable);

        await store.SaveAsync(submission.WorkspaceId, new EverybodysRules
        {
            RemindBeforeDays = int.TryParse(state.GetOption("before"), out var before) && before is >= 0 and <= 10 ? before : 3,
            Holidays = holidays,
            EscalateAfter = steps,
            EscalationPersonId = last is { Length: > 0 } ? last : null,
        }, submission.UserId, clock.GetUtcNow(), cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private static string? WhyNot(Person person) => person switch
    {
        { CanOwn: false } => "This is an app or a deactivated account. Choose somebody who can answer, or leave it empty.",
        { Kind: not PersonKind.Member } => $"{Mrkdwn.Cut(person.DisplayName, 80)} is a guest, who sees few channels and cannot find another owner. Choose a full member, or leave it empty.",
        _ => null,
    };

    private static ModalViewDefinition View(Settings current) => new()
    {
        CallbackId = CallbackId,
        Title = "Everybody's reminders",
        Submit = "Save",
        Close = "Cancel",
        Blocks =
        [
            new InputBlock
            {
                BlockId = "before",
                Label = "First reminder",
                Hint = "Working days before the due date. On the day, and then ever less often, another follows until it is dealt with.",
                Element = new StaticSelectMenu { ActionId = "value", Options = [.. Enumerable.Range(0, 11).Select(Before)], InitialOption = Before(Math.Clamp(current.RemindBeforeDays, 0, 10)) },
            },
            new InputBlock
            {
                BlockId = "steps",
                Label = "Others are asked for a hand after",
                Hint = "Working days overdue: first helpers and facilitator, then the postmortem's channel, then the person below. Owners read it beforehand.",
                Element = new PlainTextInput { ActionId = "value", InitialValue = string.Join(", ", current.EscalateAfter), MaxLength = 30 },
            },
            new InputBlock
            {
                BlockId = "person",
                Label = "Asked last",
                Hint = "A full member who can give time or find another owner. Empty: nobody.",
                Optional = true,
                Element = new UserSelectMenu { ActionId = "value", InitialUser = current.EscalationPersonId },
            },
            new InputBlock
            {
                BlockId = "holidays",
                Label = "Holidays",
                Hint = "With the year, like 2027-01-01, one a line or between commas. Nobody is reminded on them, and they do not count as working days.",
                Optional = true,
                Element = new PlainTextInput
                {
                    ActionId = "value",
                    Multiline = true,
                    InitialValue = current.Holidays.Length == 0 ? null : string.Join('\n', current.Holidays.Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
                    MaxLength = 3000,
                },
            },
        ],
    };

    private static Option Before(int days) => new(days switch { 0 => "On the day", 1 => "1 working day before", _ => $"{days} working days before" }, days.ToString());
}

public sealed class EverybodysRulesStore(PostgresDatabase database)
{
    public Task SaveAsync(string workspaceId, EverybodysRules rules, string chosenBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SaveSql, new
        {
            WorkspaceId = workspaceId,
            rules.RemindBeforeDays,
            rules.Holidays,
            rules.EscalateAfter,
            rules.EscalationPersonId,
            ChosenBy = chosenBy,
            AuditId = Guid.CreateVersion7(now),
            Now = now,
        }, cancellationToken);

    private const string SaveSql = """
        -- EverybodysRulesStore.Save
        with audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act)
            values (@WorkspaceId, @AuditId, @Now, @ChosenBy, 'settings.changed'))
        insert into settings (
            workspace_id,
            remind_before_days,
            holidays,
            escalate_after,
            escalation_person_id,
            updated_by,
            updated_at)
        values (
            @WorkspaceId,
            @RemindBeforeDays,
            @Holidays,
            @EscalateAfter,
            @EscalationPersonId,
            @ChosenBy,
            @Now)
        on conflict (workspace_id) do update set
            remind_before_days = excluded.remind_before_days,
            holidays = excluded.holidays,
            escalate_after = excluded.escalate_after,
            escalation_person_id = excluded.escalation_person_id,
            updated_by = excluded.updated_by,
            updated_at = excluded.updated_at
        """;
}
