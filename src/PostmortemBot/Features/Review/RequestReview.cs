using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Review;

/// <summary>Asks people to read the draft. Can be done again at any time while it is open.</summary>
public sealed class RequestReview(
    ReviewStore store,
    ReviewersRule rule,
    PostmortemAccess access,
    ReportBuilder reports,
    ISlackClients slack,
    TimeProvider clock) : ICommandVerb, IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "review.request";

    public string Verb => "review";
    public bool IsForThisChannel => true;
    public int Order => 60;
    public string Usage => "review";
    public string Summary => "asks colleagues to read the draft and sign it off";

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
        var result = await access.ForChangingAsync(submission, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return ViewSubmissionResponse.Error("reviewers", problem.Text);

        var (reviewers, note) = ReviewForm.Read(submission.View.State);
        if (await rule.WhyNotAsync(postmortem, reviewers, cancellationToken) is { } unsuitable)
            return ViewSubmissionResponse.Error("reviewers", unsuitable.Text);

        var by = new Reader(submission.WorkspaceId, submission.UserId);
        await store.RequestAsync(by, postmortem.PostmortemId, reviewers, note, submission.View.Id, clock.GetUtcNow(), cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private async Task OpenAsync(Postmortem postmortem, string triggerId, CancellationToken cancellationToken)
    {
        var missing = (await reports.BuildAsync(postmortem, withPictures: false, cancellationToken)).Missing;
        var state = await store.StateAsync(postmortem, cancellationToken);
        await slack.For(postmortem.WorkspaceId).Views.Open(triggerId, new ModalViewDefinition
        {
            CallbackId = Id,
            Title = $"Review of {postmortem.Key}",
            Submit = "Request review",
            Close = "Cancel",
            PrivateMetadata = postmortem.PostmortemId.ToString(),
            Blocks = ReviewForm.Blocks(missing, state),
        }, cancellationToken);
    }
}
