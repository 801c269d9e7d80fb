using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Publishing;

/// <summary>Opens the form for the learnings, and stores them.</summary>
public sealed class WriteLearnings(
    PublishingStore store,
    PostmortemAccess access,
    PostmortemStore postmortems,
    Channels channels,
    ISlackClients slack,
    TimeProvider clock) : ICommandVerb, IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "publishing.notes";

    public string Verb => "notes";
    public IReadOnlyList<string> Aliases => ["learnings"];
    public int Order => 55;
    public string Usage => "notes";
    public string Summary => "writes the summary, what went well and badly, and how to share it";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        if (await postmortems.InChannelAsync(command.WorkspaceId, command.ChannelId, cancellationToken) is not { } postmortem)
            return Replies.NothingHere;
        if (postmortem.WhyNotEditable() is { } problem)
            return SlashCommandResponse.Ephemeral(problem.Text);

        await channels.SeenInsideAsync(command.WorkspaceId, command.ChannelId, command.UserId, cancellationToken);
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
            return ViewSubmissionResponse.Error("summary", problem.Text);

        var learnings = LearningsForm.Read(submission.View.State);
        var problems = learnings.Problems().ToList();
        if (problems.Count > 0)
            return ViewSubmissionResponse.Errors(problems.GroupBy(wrong => wrong.Field!).ToDictionary(field => field.Key, field => field.First().Text));

        var by = new Reader(submission.WorkspaceId, submission.UserId);
        await store.WriteAsync(by, postmortem.PostmortemId, learnings, submission.View.Id, clock.GetUtcNow(), cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private async Task OpenAsync(Postmortem postmortem, string triggerId, CancellationToken cancellationToken)
    {
        var known = await store.LearningsAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        await slack.For(postmortem.WorkspaceId).Views.Open(triggerId, new ModalViewDefinition
        {
            CallbackId = Id,
            Title = $"Learnings of {postmortem.Key}",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = postmortem.PostmortemId.ToString(),
            Blocks = LearningsForm.Blocks(postmortem, known),
        }, cancellationToken);
    }
}
