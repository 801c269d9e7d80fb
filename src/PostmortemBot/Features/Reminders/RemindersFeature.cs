using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Reminders.Notices;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Reminders;

public static class RemindersFeature
{
    public static IServiceCollection AddReminders(this IServiceCollection services) => services
        .AddSingleton<ReminderClocks>()
        .AddSingleton<SweepStore>()
        .AddSingleton<ReminderStore>()
        .AddSingleton<ReminderOutcomes>()
        .AddSingleton<ReminderReader>()
        .AddSingleton<ReminderAccess>()
        .AddSingleton<PreferenceStore>()
        .AddSingleton<EverybodysRulesStore>()
        .AddSingleton<SnoozeStore>()
        .AddSingleton<HelpStore>()
        .AddSingleton<WaitingStore>()
        .AddSingleton<BacklogStore>()
        .AddSingleton<Disturbance>()
        .AddSingleton<ChooseForEverybody>()
        .AddVerb<ChooseReminders>()
        .AddJob<SendReminderJob>(SendReminderJob.Name)
        .AddJob<RedrawRemindersJob>(ReminderJobs.Redraw)
        .AddJob<AskForHelpJob>(AskForHelpJob.Name)
        .AddJob<TellBacklogJob>(TellBacklogJob.Name)
        .AddSingleton<NoticeStore>()
        .AddRecurringJob<TellOwners>()
        .AddSingleton<IItemListener>(provider => provider.GetRequiredService<TellOwners>())
        .AddJob<SendNoticeJob>(SendNoticeJob.Name)
        .AddRecurringJob<SweepReminders>()
        .AddRecurringJob<WeeklyBacklog>()
        .AddSlack(slack =>
        {
            slack.BlockAction<SnoozeReminder>(SnoozeReminder.Id);
            slack.BlockAction<SnoozeReminder>(SnoozeReminder.OldId);
            slack.ViewSubmission<SnoozeReminder>(SnoozeReminder.Id);
            slack.BlockAction<NeedHelp>(NeedHelp.Id);
            slack.ViewSubmission<NeedHelp>(NeedHelp.Id);
            slack.BlockAction<ShowWaiting>(ShowWaiting.Id);
            slack.BlockAction<ChooseReminders>(ChooseReminders.ActionId);
            slack.ViewSubmission<ChooseReminders>(ChooseReminders.CallbackId);
            slack.ViewSubmission<ChooseForEverybody>(ChooseForEverybody.CallbackId);
        });
}
