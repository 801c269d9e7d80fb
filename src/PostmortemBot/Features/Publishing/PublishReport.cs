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
    public bool IsForThisChannel => true;
    public int Order => 75;
    public string Usage => "publish";
    public string Summary => "posts the approved report in the channel and the knowledge channel";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var found = await access.ForReadingAsync(command, cancellationToken);
        if (found.Failed(out var missing, out var postmortem))
            return SlashCommandResponse.Ephemeral(missing.Text);

        var by = new Reader(command.WorkspaceId, command.UserId);
        if ((await NowAsync(by, postmortem, command.ChannelId, cancellationToken)).Failed(out var hidden, out postmortem))
            return SlashCommandResponse.Ephemeral(hidden.Text);
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
        var by = new Reader(request.WorkspaceId, request.UserId);
        if ((await NowAsync(by, postmortem, request.ChannelId, cancellationToken)).Failed(out problem, out postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        return await OpenAsync(postmortem, request.TriggerId, cancellationToken) is { } refused
            ? await slack.TellAsync(request, refused, cancellationToken)
            : Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var by = new Reader(submission.WorkspaceId, submission.UserId);
        if (!PublishForm.TryReadMetadata(submission.View.PrivateMetadata, out var id, out var audienceSeen))
            return Refused(PostmortemAccess.NotFound);
        var result = await access.ForReadingAsync(by, id, standingIn: null, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return Refused(problem);
        // The same form received twice: the first time did it.
        if (await store.WasPublishedByAsync(postmortem, submission.View.Id, cancellationToken))
            return ViewSubmissionResponse.Close;
        if ((await NowAsync(by, postmortem, standingIn: null, cancellationToken)).Failed(out problem, out postmortem))
            return Refused(problem);

        var (report, refused) = await CheckAsync(postmortem, cancellationToken);
        if (refused is not null)
            return Refused(refused);
        // The channel became private while the form was open: who may read it is a question now.
        if (postmortem.Audience != audienceSeen)
            return ViewSubmissionResponse.Update(await FormAsync(postmortem, report!, cancellationToken));

        var audience = PublishForm.Read(submission.View.State, postmortem);
        if (await store.PublishAsync(by, postmortem, audience, submission.View.Id, clock.GetUtcNow(), cancellationToken))
            return ViewSubmissionResponse.Close;
        if (await store.WasPublishedByAsync(postmortem, submission.View.Id, cancellationToken))
            return ViewSubmissionResponse.Close;
        var now = await postmortems.FindAsync(by, id, cancellationToken);
        return Refused((now is null ? null : SignOffRule.WhyNotPublish(now)) ?? new Problem("It changed at that moment and was not published. Try again."));
    }

    private static ViewSubmissionResponse Refused(Problem problem) => ViewSubmissionResponse.Update(PublishForm.Notice(problem.Text));

    /// <summary>Asks Slack about the channel first: one that became private takes its postmortem with it.</summary>
    private async Task<Result<Postmortem>> NowAsync(Reader by, Postmortem postmortem, string? standingIn, CancellationToken cancellationToken)
    {
        // Published already: its audience was decided then.
        if (postmortem.Status == PostmortemStatus.Published)
            return postmortem;
        var channel = await channels.LookUpAsync(postmortem.WorkspaceId, postmortem.ChannelId, cancellationToken);
        if ((await access.ForReadingAsync(by, postmortem.PostmortemId, standingIn, cancellationToken)).Failed(out var problem, out var now))
            return problem;
        // Hidden from the bot: private, or gone. Opening it to everybody is then somebody's decision too.
        return channel is null ? now with { Audience = Audience.Channel } : now;
    }

    /// <returns>Why it cannot be published now; null when the form is open.</returns>
    private async Task<Problem?> OpenAsync(Postmortem postmortem, string triggerId, CancellationToken cancellationToken)
    {
        var (report, problem) = await CheckAsync(postmortem, cancellationToken);
        if (problem is not null)
            return problem;

        await slack.For(postmortem.WorkspaceId).Views.Open(triggerId, await FormAsync(postmortem, report!, cancellationToken), cancellationToken);
        return null;
    }

    private async Task<ModalViewDefinition> FormAsync(Postmortem postmortem, Report report, CancellationToken cancellationToken) =>
        PublishForm.View(postmortem, (await settings.GetAsync(postmortem.WorkspaceId, cancellationToken)).KnowledgeChannelId, report.Missing);

    private async Task<(Report? Report, Problem? Problem)> CheckAsync(Postmortem postmortem, CancellationToken cancellationToken)
    {
        if (SignOffRule.WhyNotPublish(postmortem) is { } problem)
            return (null, problem);

        var report = await reports.BuildAsync(postmortem, withPictures: false, cancellationToken);
        var approver = await store.ApprovedByAsync(postmortem, cancellationToken) is { } id
            ? await people.NameAsync(postmortem.WorkspaceId, id, cancellationToken)
            : "the reviewer";
        return (report, SignOffRule.WhyNotPublish(report, approver));
    }
}
