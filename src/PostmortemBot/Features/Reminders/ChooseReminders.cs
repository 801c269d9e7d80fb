using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Reminders;

/// <summary>/postmortem reminders: when somebody wants to be reminded, and until when not at all.</summary>
public sealed class ChooseReminders(
    PreferenceStore store,
    ChooseForEverybody everybody,
    SettingsStore settings,
    People people,
    ISlackClients slack,
    TimeProvider clock) : ICommandVerb, IBlockActionHandler, IViewSubmissionHandler
{
    public const string ActionId = "reminders.choose";
    public const string CallbackId = "reminders.choose";

    private const string AsEverybody = "everybody";
    private const int MostDaysAway = 366;

    public string Verb => "reminders";
    public IReadOnlyList<string> Aliases => ["reminder", "away"];
    public int Order => 790;
    public string Usage => "reminders";
    public string Summary => "chooses when you are reminded, until when you are away, and the rules for everybody";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        if (rest is "everybody" or "workspace")
            return await everybody.OpenAsync(command, cancellationToken);
        await OpenAsync(new Reader(command.WorkspaceId, command.UserId), command.TriggerId, cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        await OpenAsync(new Reader(request.WorkspaceId, request.UserId), request.TriggerId, cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var person = await people.GetAsync(submission.WorkspaceId, submission.UserId, cancellationToken);
        var today = Zones.Today(person.Zone, clock.GetUtcNow());
        var state = submission.View.State;
        var away = state.GetDate("away");
        if (away < today)
            return ViewSubmissionResponse.Error("away", $"{When.Day(away.Value)} has passed. Choose today or a later day, or take the day out if you are back. What else you chose is still here.");
        if (away > today.AddDays(MostDaysAway))
            return ViewSubmissionResponse.Error("away", "This is more than a year away. Check the year; for longer, hand your items over.");

        var days = state.GetOptions("days").Select(day => int.TryParse(day, out var number) ? number : 0).Where(day => day is >= 1 and <= 7).Distinct().Order().ToArray();
        if (days.Length == 0)
            return ViewSubmissionResponse.Error("days", "Choose at least one day, else no reminder ever arrives. While you are away, say until when instead.");

        var chosen = await settings.GetAsync(submission.WorkspaceId, cancellationToken);
        await store.SaveAsync(submission.WorkspaceId, submission.UserId, new Preferences
        {
            Hour = int.TryParse(state.GetOption("hour"), out var hour) && hour is >= 0 and <= 23 ? hour : null,
            WorkingDays = days.SequenceEqual(chosen.WorkingDays.Order()) ? null : days,
            AwayUntil = away,
        }, clock.GetUtcNow(), cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private async Task OpenAsync(Reader reader, string triggerId, CancellationToken cancellationToken)
    {
        var own = await store.GetAsync(reader.WorkspaceId, reader.UserId, cancellationToken);
        var chosen = await settings.GetAsync(reader.WorkspaceId, cancellationToken);
        var person = await people.GetAsync(reader.WorkspaceId, reader.UserId, cancellationToken);
        await slack.For(reader.WorkspaceId).Views.Open(triggerId, View(own, chosen, person, Zones.Today(person.Zone, clock.GetUtcNow())), cancellationToken);
    }

    private static ModalViewDefinition View(Preferences own, Settings chosen, Person person, DateOnly today)
    {
        var hours = new[] { new Option($"As for everybody ({chosen.ReminderHour:00}:00)", AsEverybody) }.Concat(Enumerable.Range(0, 24).Select(Hour)).ToList();
        var working = own.WorkingDays ?? chosen.WorkingDays;
        return new ModalViewDefinition
        {
            CallbackId = CallbackId,
            Title = "Your reminders",
            Submit = "Save",
            Close = "Cancel",
            Blocks =
            [
                new InputBlock
                {
                    BlockId = "hour",
                    Label = "They arrive at",
                    Hint = $"In your zone, {Mrkdwn.Cut(person.TimeZone, 60)}, as your Slack profile says.",
                    Element = new StaticSelectMenu { ActionId = "value", Options = hours, InitialOption = own.Hour is { } hour ? Hour(hour) : hours[0] },
                },
                new InputBlock
                {
                    BlockId = "days",
                    Label = "On these days",
                    Hint = "The workspace's holidays are left out as well.",
                    Element = new CheckboxGroup { ActionId = "value", Options = [.. WeekDays.All.Select(WeekDays.Option)], InitialOptions = [.. WeekDays.All.Where(day => working.Contains(day.Day)).Select(WeekDays.Option)] },
                },
                new InputBlock
                {
                    BlockId = "away",
                    Label = "Away until",
                    Hint = "With that day. You are not reminded; what is overdue may be asked of those who help with it. Empty: not away.",
                    Optional = true,
                    Element = new DatePicker { ActionId = "value", InitialDate = own.AwayUntil >= today ? own.AwayUntil : null },
                },
                new ContextBlock { Elements = [new Markdown("What holds for the whole workspace, holidays and who is asked when something waits long: `/postmortem reminders everybody`")] },
            ],
        };
    }

    private static Option Hour(int hour) => new($"{hour:00}:00", hour.ToString());
}

/// <summary>The days of the week as choices.</summary>
internal static class WeekDays
{
    public static readonly (int Day, string Name)[] All =
        [(1, "Monday"), (2, "Tuesday"), (3, "Wednesday"), (4, "Thursday"), (5, "Friday"), (6, "Saturday"), (7, "Sunday")];

    public static Option Option((int Day, string Name) day) => new(day.Name, day.Day.ToString());
}
