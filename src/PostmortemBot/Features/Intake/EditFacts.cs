using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Intake;

/// <summary>The facts, opened again: times become known, severities change.</summary>
public sealed class EditFacts(
    IntakeStore store,
    PostmortemAccess access,
    StartPostmortem facilitators,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler, ICommandVerb
{
    public const string Id = "intake.edit_facts";

    public string Verb => "facts";
    public bool IsForThisChannel => true;
    public IReadOnlyList<string> Aliases => ["edit"];
    public int Order => 20;
    public string Usage => "facts";
    public string Summary => "edits title, severity, impact, times and facilitator";

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
            return ViewSubmissionResponse.Error("title", problem.Text);

        var now = clock.GetUtcNow();
        var facts = FactsForm.Merge(FactsForm.Read(submission.View.State), new ShownForm(submission.View), postmortem);
        var problems = facts.Problems(now).ToList();
        if (await facilitators.FacilitatorProblemAsync(submission.WorkspaceId, facts.FacilitatorId, postmortem.ChannelId, postmortem.Audience == Audience.Channel, cancellationToken) is { } unsuitable)
            problems.Add(unsuitable);
        if (problems.Count > 0)
            return problems.AsErrors(otherwise: "title");

        await store.EditAsync(postmortem, facts, submission.UserId, now, cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private Task OpenAsync(Postmortem postmortem, string triggerId, CancellationToken cancellationToken) =>
        slack.For(postmortem.WorkspaceId).Views.Open(triggerId, new ModalViewDefinition
        {
            CallbackId = Id,
            Title = $"Facts of {postmortem.Key}",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = postmortem.PostmortemId.ToString(),
            Blocks = FactsForm.Blocks(postmortem, postmortem.FacilitatorId, askForChannel: false),
        }, cancellationToken);
}
