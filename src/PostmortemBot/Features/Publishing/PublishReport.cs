using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Hosting;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Publishing;

/// <summary>Publishes what was approved: asks once more where to, then hands it to the job.</summary>
public sealed class PublishReport(
    PublishingStore store,
    ReportBuilder reports,
    PostmortemAccess access,
    PostmortemStore postmortems,
    Channels channels,
    SettingsStore settings,
    People people,
    FollowUps followUps,
    ISlackClients slack,
    TimeProvider clock) : ICommandVerb, IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "publishing.publish";

    public string Verb => "publish";
    public int Order => 75;
    public string Usage => "publish";
    public string Summary => "posts the approved report in the channel and the knowledge channel";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        if (await postmortems.InChannelAsync(command.WorkspaceId, command.ChannelId, cancellationToken) is not { } postmortem)
            return Replies.NothingHere;
        await channels.SeenInsideAsync(command.WorkspaceId, command.ChannelId, command.UserId, cancellationToken);
        if (await OpenAsync(postmortem, command.TriggerId, cancellationToken) is not { } problem)
            return SlashCommandResponse.Nothing;
        if (postmortem.Status != PostmortemStatus.Published)
            return SlashCommandResponse.Ephemeral(problem.Text);

        // The way back after a channel did not let the bot in: what is posted already is not posted again.
        await followUps.AddAsync(new FollowUp(postmortem.WorkspaceId, PublishJob.Name, postmortem.PostmortemId), cancellationToken);
        return SlashCommandResponse.Ephemeral($"{problem.Text} Whatever has not been posted yet follows now.");
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForReadingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        return await OpenAsync(postmortem, request.TriggerId, cancellationToken) is { } refused
            ? await slack.TellAsync(request, refused, cancellationToken)
            : Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var by = new Reader(submission.WorkspaceId, submission.UserId);
        if (!Guid.TryParse(submission.View.PrivateMetadata, out var id))
            return ViewSubmissionResponse.Update(PublishForm.Notice(PostmortemAccess.NotFound.Text));
        var result = await access.ForReadingAsync(by, id, standingIn: null, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return ViewSubmissionResponse.Update(PublishForm.Notice(problem.Text));

        var (_, refused) = await CheckAsync(postmortem, cancellationToken);
        if (refused is not null)
            return ViewSubmissionResponse.Update(PublishForm.Notice(refused.Text));

        var audience = PublishForm.Read(submission.View.State, postmortem);
        if (await store.PublishAsync(by, postmortem, audience, submission.View.Id, clock.GetUtcNow(), cancellationToken))
            return ViewSubmissionResponse.Close;
        var now = await postmortems.FindAsync(by, id, cancellationToken);
        return ViewSubmissionResponse.Update(PublishForm.Notice((now is null ? null : SignOffRule.WhyNotPublish(now))?.Text ?? "It changed at that moment and was not published. Try again."));
    }

    /// <returns>Why it cannot be published now; null when the form is open.</returns>
    private async Task<Problem?> OpenAsync(Postmortem postmortem, string triggerId, CancellationToken cancellationToken)
    {
        var (report, problem) = await CheckAsync(postmortem, cancellationToken);
        if (problem is not null)
            return problem;

        var knowledge = (await settings.GetAsync(postmortem.WorkspaceId, cancellationToken)).KnowledgeChannelId;
        await slack.For(postmortem.WorkspaceId).Views.Open(triggerId, PublishForm.View(postmortem, knowledge, report!.Missing), cancellationToken);
        return null;
    }

    private async Task<(Report? Report, Problem? Problem)> CheckAsync(Postmortem postmortem, CancellationToken cancellationToken)
    {
        if (SignOffRule.WhyNotPublish(postmortem) is { } problem)
            return (null, problem);

        var report = await reports.BuildAsync(postmortem, cancellationToken);
        var approver = await store.ApprovedByAsync(postmortem, cancellationToken) is { } id
            ? await people.NameAsync(postmortem.WorkspaceId, id, cancellationToken)
            : "the reviewer";
        return (report, SignOffRule.WhyNotPublish(report, approver));
    }
}
