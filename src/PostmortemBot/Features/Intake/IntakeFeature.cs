using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Intake;

public static class IntakeFeature
{
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton<IntakeStore>()
        .AddVerb<CardVerb>()
        .AddVerb<NewVerb>()
        .AddVerb<EditFacts>()
        .AddVerb<CancelPostmortem>()
        .AddSingleton<ICardStep, FactsStep>()
        .AddSlack(slack =>
        {
            slack.SlashCommand<PostmortemCommand>(PostmortemCommand.Command);
            slack.GlobalShortcut<StartPostmortem>(StartPostmortem.ShortcutId);
            slack.BlockAction<StartPostmortem>(StartPostmortem.ShortcutId);
            slack.ViewSubmission<StartPostmortem>(StartPostmortem.CallbackId);
            slack.BlockAction<EditFacts>(EditFacts.Id);
            slack.ViewSubmission<EditFacts>(EditFacts.Id);
            slack.BlockAction<CancelPostmortem>(CancelPostmortem.ActionId);
        });
}
