using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Publishing;

/// <summary>Opens the form for the learnings, and stores them.</summary>
public sealed class WriteLearnings(
    PublishingStore store,
    PostmortemAccess access,
    ISlackClients slack,
    TimeProvider clock) : ICommandVerb, IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "publishing.notes";
    private const int MostAttempts = 3;

    public string Verb => "notes";
    public bool IsForThisChannel => true;
    public IReadOnlyList<string> Aliases => ["learnings"];
    public int Order => 55;
    public string Usage => "notes";
    public string Summary => "writes the summary, what went well and badly, and how to share it";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var found = await access.ForChangingAsync(command, cancellationToken);
        if (found.Failed(out var problem, out var postmortem))
            return SlashCommandResponse.Ephemeral(problem.Text);

        await OpenAsync(postmortem, command.TriggerId, cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        await OpenAsync(postmortem, request.TriggerId, cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        if (LearningsOpened.Read(submission.View.PrivateMetadata) is not { } opened)
            return ViewSubmissionResponse.Error("summary", PostmortemAccess.NotFound.Text);
        var by = new Reader(submission.WorkspaceId, submission.UserId);
        var result = await access.ForChangingAsync(by, opened.PostmortemId, standingIn: null, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return ViewSubmissionResponse.Error(LearningsForm.BlockId("summary", opened.Round), problem.Text);

        var typed = LearningsForm.Read(submission.View.State, opened.Round);
        var problems = typed.Problems().ToList();
        if (problems.Count > 0)
            return ViewSubmissionResponse.Errors(problems.GroupBy(wrong => wrong.Field!).ToDictionary(field => LearningsForm.BlockId(field.Key, opened.Round), field => field.First().Text));

        return await SaveAsync(by, postmortem, opened, typed, $"{submission.View.Id} {opened.Round}", cancellationToken);
    }

    private async Task<ViewSubmissionResponse> SaveAsync(Reader by, Postmortem postmortem, LearningsOpened opened, Learnings typed, string requestKey, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var now = await store.LearningsAsync(by.WorkspaceId, postmortem.PostmortemId, cancellationToken);
            var merge = LearningsMerge.Of(LearningsForm.Suggested(postmortem), opened, now, typed);
            if (merge.Contested.Count > 0)
            {
                var other = await store.NotesChangedByAsync(by.WorkspaceId, postmortem.PostmortemId, cancellationToken);
                return ViewSubmissionResponse.Update(LearningsForm.Again(postmortem, opened.Round, now, typed, merge, Name(other, by)));
            }

            if (await store.WriteAsync(by, postmortem.PostmortemId, merge.Learnings, now.NotesChangedAt, requestKey, clock.GetUtcNow(), cancellationToken))
                return ViewSubmissionResponse.Close;
        }

        return ViewSubmissionResponse.Error(LearningsForm.BlockId("summary", opened.Round), "Others saved at the same moment, so this is not saved yet. Nothing you typed is lost: press Save once more.");
    }

    // Also from another window of their own.
    private static string Name(string? userId, Reader by) =>
        userId is null ? "Somebody" : userId == by.UserId ? "You, in another window," : Mrkdwn.User(userId);

    private async Task OpenAsync(Postmortem postmortem, string triggerId, CancellationToken cancellationToken)
    {
        var known = await store.LearningsAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        await slack.For(postmortem.WorkspaceId).Views.Open(triggerId, LearningsForm.View(postmortem, known), cancellationToken);
    }
}
