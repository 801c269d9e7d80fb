using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes.Fishbone;

public static class FishboneFeature
{
    public static IServiceCollection AddFishbone(this IServiceCollection services) => services
        .AddSingleton<FishboneStore>()
        .AddSingleton<NotesStore>()
        .AddSingleton<BrainstormStore>()
        .AddSingleton<PrivateNotesStore>()
        .AddSingleton<VoteStore>()
        .AddSingleton<FishboneAccess>()
        .AddSingleton<ChooseCategories>()
        .AddSingleton<EditNote>()
        .AddSingleton<PlaceCause>()
        .AddSingleton<MoveIntoCauses>()
        .AddSingleton<TakeOff>()
        .AddSingleton<WritePrivately>()
        .AddVerb<ShowFishbone>()
        .AddVerb<StartBrainstorm>()
        .AddSingleton<IReportSection, FishboneReport>()
        .AddJob<DrawBrainstormJob>(DrawBrainstormJob.Name, DrawBrainstormJob.Rest)
        .AddJob<PostDrawingJob>(PostDrawingJob.Name)
        .AddRecurringJob<BrainstormClock>()
        .AddSlack(slack =>
        {
            slack.BlockAction<ShowFishbone>(ShowFishbone.ActionId);
            slack.BlockAction<ShowFishbone>(ShowFishbone.BackId);
            slack.BlockAction<ShowFishbone>(ShowFishbone.OnId);
            slack.BlockAction<ShowFishbone>(ShowFishbone.ProblemId);
            slack.BlockAction<FishboneMenu>(ShowFishbone.MenuId);
            slack.BlockAction<UndoChange>(UndoChange.Id);
            slack.BlockAction<AddNotes>(AddNotes.Id);
            slack.ViewSubmission<AddNotes>(AddNotes.Id);
            slack.ViewSubmission<Rephrase>(Rephrase.Id);
            slack.ViewSubmission<EditNote>(EditNote.Id);
            slack.ViewSubmission<PlaceCause>(PlaceCause.Id);
            slack.ViewSubmission<MoveIntoCauses>(MoveIntoCauses.Id);
            slack.BlockAction<MergeNotes>(MergeNotes.Id);
            slack.BlockAction<MergeNotes>(MergeNotes.SuggestedId);
            slack.BlockAction<MergeNotes>(MergeNotes.ApartId);
            slack.ViewSubmission<MergeNotes>(MergeNotes.Id);
            slack.BlockAction<ChooseCategories>(ChooseCategories.Id);
            slack.ViewSubmission<ChooseCategories>(ChooseCategories.Id);
            slack.BlockAction<PostDrawing>(PostDrawing.Id);
            slack.BlockAction<StartBrainstorm>(StartBrainstorm.Id);
            slack.ViewSubmission<StartBrainstorm>(StartBrainstorm.Id);
            slack.BlockAction<WritePrivately>(WritePrivately.Id);
            slack.ViewSubmission<WritePrivately>(WritePrivately.Id);
            slack.BlockAction<OwnNotes>(OwnNotes.MenuId);
            slack.BlockAction<OwnNotes>(OwnNotes.PutBackId);
            slack.ViewSubmission<OwnNotes>(OwnNotes.EditId);
            slack.BlockAction<EndBrainstorm>(EndBrainstorm.Id);
            slack.BlockAction<EndBrainstorm>(EndBrainstorm.ExtendId);
            slack.BlockAction<RunVote>(RunVote.OpenId);
            slack.ViewSubmission<RunVote>(RunVote.OpenId);
            slack.BlockAction<RunVote>(RunVote.EndId);
            slack.BlockAction<PlaceDots>(PlaceDots.Id);
            slack.BlockAction<PlaceDots>(PlaceDots.PlaceId);
            slack.BlockAction<PlaceDots>(PlaceDots.WithdrawId);
            slack.BlockAction<PlaceDots>(PlaceDots.PageId);
        });
}
