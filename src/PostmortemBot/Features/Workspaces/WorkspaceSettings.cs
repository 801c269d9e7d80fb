using System.Text.RegularExpressions;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Workspaces;

/// <summary>/postmortem settings: what holds for the whole workspace.</summary>
public sealed partial class WorkspaceSettings(
    PostgresDatabase database,
    SettingsStore settings,
    Channels channels,
    People people,
    ISlackClients slack,
    TimeProvider clock) : ICommandVerb, IViewSubmissionHandler
{
    public const string CallbackId = "workspaces.settings";

    private static readonly (int Day, string Name)[] Days =
        [(1, "Monday"), (2, "Tuesday"), (3, "Wednesday"), (4, "Thursday"), (5, "Friday"), (6, "Saturday"), (7, "Sunday")];

    public string Verb => "settings";
    public IReadOnlyList<string> Aliases => ["config"];
    public int Order => 800;
    public string Usage => "settings";
    public string Summary => "chooses the knowledge channel, the timeline reaction and when reminders arrive";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var person = await people.GetAsync(command.WorkspaceId, command.UserId, cancellationToken);
        if (person.Kind != PersonKind.Member)
            return SlashCommandResponse.Ephemeral("Settings hold for the whole workspace, so guests cannot change them. Ask a full member.");

        await slack.For(command.WorkspaceId).Views.Open(command.TriggerId, View(await settings.GetAsync(command.WorkspaceId, cancellationToken)), cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var person = await people.GetAsync(submission.WorkspaceId, submission.UserId, cancellationToken);
        if (person.Kind != PersonKind.Member)
            return ViewSubmissionResponse.Error("reaction", "Settings hold for the whole workspace, so guests cannot change them.");

        var state = submission.View.State;
        var reaction = (state.GetText("reaction") ?? "").Trim().Trim(':').ToLowerInvariant();
        if (!Emoji().IsMatch(reaction))
            return ViewSubmissionResponse.Error("reaction", "Name one emoji as Slack does, like pushpin or :pushpin:.");
        var knowledge = state.GetConversation("knowledge");
        if (knowledge is { Length: > 0 } && await channels.LookUpAsync(submission.WorkspaceId, knowledge, cancellationToken) is not { IsArchived: false })
            return ViewSubmissionResponse.Error("knowledge", "I cannot post there: it is archived, or private and I am not in it. Invite me with /invite @postmortem, or choose another.");
        var days = state.GetOptions("days").Select(day => int.TryParse(day, out var number) ? number : 0).Where(day => day is >= 1 and <= 7).ToArray();
        if (days.Length == 0)
            return ViewSubmissionResponse.Error("days", "Choose at least one day, else no reminder ever arrives.");

        var triggers = Taxonomy.Read(state.GetText("triggers"), "triggers");
        var factors = Taxonomy.Read(state.GetText("factors"), "factors");
        if (new[] { triggers.Problem, factors.Problem }.OfType<Problem>().ToList() is { Count: > 0 } problems)
            return problems.AsErrors("triggers");

        if (ActionItemSettings.Read(state, submission.WorkspaceId).Failed(out var problem, out var due))
            return ViewSubmissionResponse.Error(problem.Field!, problem.Text);

        await SaveAsync(new Settings
        {
            WorkspaceId = submission.WorkspaceId,
            KnowledgeChannelId = knowledge is { Length: > 0 } ? knowledge : null,
            TimelineReaction = reaction,
            ReminderHour = int.TryParse(state.GetOption("hour"), out var hour) && hour is >= 0 and <= 23 ? hour : 9,
            WorkingDays = days,
            // The built-in words unchanged stay the built-in words, also when a later version knows better ones.
            Triggers = triggers.Value is { } own && !own.SequenceEqual(Taxonomy.Triggers) ? own : null,
            CauseCategories = factors.Value is { } written && !written.SequenceEqual(Taxonomy.Factors) ? written : null,
            DueRule = due.DueRule,
            DueDays = due.DueDays,
            EffectWeeks = due.EffectWeeks,
        }, submission.UserId, cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private static ModalViewDefinition View(Settings current) => new()
    {
        CallbackId = CallbackId,
        Title = "Workspace settings",
        Submit = "Save",
        Close = "Cancel",
        Blocks =
        [
            new InputBlock
            {
                BlockId = "knowledge",
                Label = "Knowledge channel",
                Hint = "Reports and the postmortem of the month go there. A report from a private channel never does, unless its publisher opens it.",
                Optional = true,
                Element = new ConversationSelectMenu
                {
                    ActionId = "value",
                    InitialConversation = current.KnowledgeChannelId,
                    Filter = new ConversationFilter { Include = ["public", "private"], ExcludeExternalSharedChannels = true },
                },
            },
            new InputBlock
            {
                BlockId = "reaction",
                Label = "Timeline reaction",
                Hint = "Reacting to a message with it puts the message on the timeline.",
                Element = new PlainTextInput { ActionId = "value", InitialValue = current.TimelineReaction, MaxLength = 100 },
            },
            new InputBlock
            {
                BlockId = "hour",
                Label = "Reminders arrive at",
                Hint = "In the morning of whoever owns the action item.",
                Element = new StaticSelectMenu
                {
                    ActionId = "value",
                    Options = [.. Enumerable.Range(6, 11).Select(Hour)],
                    InitialOption = Hour(Math.Clamp(current.ReminderHour, 6, 16)),
                },
            },
            new InputBlock
            {
                BlockId = "days",
                Label = "Working days",
                Element = new CheckboxGroup
                {
                    ActionId = "value",
                    Options = [.. Days.Select(Day)],
                    InitialOptions = [.. Days.Where(day => current.WorkingDays.Contains(day.Day)).Select(Day)],
                },
            },
            Words("triggers", "Triggers", "What sets incidents off. One for each line; empty brings the built-in ones back.", current.Triggers ?? Taxonomy.Triggers),
            Words("factors", "Contributing factors", "What causes are counted by; on the fishbone each built-in one stands on a bone, and a word of your own is a bone of its own. One for each line; empty brings the built-in ones back.", current.CauseCategories ?? Taxonomy.Factors),
            .. ActionItemSettings.Blocks(current),
        ],
    };

    private static InputBlock Words(string blockId, string label, string hint, IReadOnlyList<string> known) => new()
    {
        BlockId = blockId,
        Label = label,
        Hint = hint,
        Optional = true,
        // Slack takes no more in one field, so what is stored always fits.
        Element = new PlainTextInput { ActionId = "value", Multiline = true, MaxLength = 3000, InitialValue = Mrkdwn.Cut(string.Join('\n', known), 3000) },
    };

    private static Option Hour(int hour) => new($"{hour:00}:00", hour.ToString());

    private static Option Day((int Day, string Name) day) => new(day.Name, day.Day.ToString());

    private Task SaveAsync(Settings chosen, string chosenBy, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database.ExecuteAsync(SaveSql, new
        {
            chosen.WorkspaceId,
            chosen.KnowledgeChannelId,
            chosen.TimelineReaction,
            chosen.ReminderHour,
            chosen.WorkingDays,
            chosen.Triggers,
            chosen.CauseCategories,
            chosen.DueRule,
            chosen.DueDays,
            chosen.EffectWeeks,
            ChosenBy = chosenBy,
            AuditId = Guid.CreateVersion7(now),
            Now = now,
        }, cancellationToken);
    }

    [GeneratedRegex("^[a-z0-9_+'-]{1,100}$", RegexOptions.NonBacktracking)]
    private static partial Regex Emoji();

    private const string SaveSql = """
        -- WorkspaceSettings.Save
        with audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act)
            values (@WorkspaceId, @AuditId, @Now, @ChosenBy, 'settings.changed'))
        insert into settings (
            workspace_id,
            knowledge_channel_id,
            timeline_reaction,
            reminder_hour,
            working_days,
            triggers,
            cause_categories,
            due_rule,
            due_days,
            effect_weeks,
            updated_by,
            updated_at)
        values (
            @WorkspaceId,
            @KnowledgeChannelId,
            @TimelineReaction,
            @ReminderHour,
            @WorkingDays,
            @Triggers::text[],
            @CauseCategories::text[],
            @DueRule,
            @DueDays,
            @EffectWeeks,
            @ChosenBy,
            @Now)
        on conflict (workspace_id) do update set
            knowledge_channel_id = excluded.knowledge_channel_id,
            timeline_reaction = excluded.timeline_reaction,
            reminder_hour = excluded.reminder_hour,
            working_days = excluded.working_days,
            triggers = excluded.triggers,
            cause_categories = excluded.cause_categories,
            due_rule = excluded.due_rule,
            due_days = excluded.due_days,
            effect_weeks = excluded.effect_weeks,
            updated_by = excluded.updated_by,
            updated_at = excluded.updated_at
        """;
}
