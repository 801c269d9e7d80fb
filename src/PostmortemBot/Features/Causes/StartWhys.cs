using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

/// <summary>Asks for the problem, which the whys start from; once it is stated, goes on with the newest open why.</summary>
public sealed class StartWhys(
    CausesStore store,
    PostmortemAccess access,
    ShowCauses list,
    FollowUps followUps,
    ISlackClients slack,
    TimeProvider clock) : ICommandVerb, IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "whys.start";

    /// <summary>A modal holds 100 blocks.</summary>
    private const int MostProblems = 90;

    public string Verb => "whys";
    public bool IsForThisChannel => true;
    public IReadOnlyList<string> Aliases => ["why", "5whys"];
    public int Order => 40;
    public string Usage => "whys";
    public string Summary => "starts the Five Whys in a thread here, or goes on with the next open why";

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
        if (result.Failed(out var refused, out var postmortem))
            return ViewSubmissionResponse.Error(Answer.Field, refused.Text);
        var stated = CauseForms.Read(submission.View.State, CauseKinds.Event);
        if (stated.Problem() is { } problem)
            return ViewSubmissionResponse.Error(problem.Field!, problem.Text);

        if (await store.StartAsync(postmortem, stated.Text, submission.UserId, submission.View.Id, clock.GetUtcNow(), cancellationToken))
            return ViewSubmissionResponse.Close;

        var graph = await store.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        if (graph.Top is null)
            return ViewSubmissionResponse.Error(Answer.Field, CausesAccess.Late.Text);
        // The same submission again finds its own words.
        return graph.Top.Text == stated.Text
            ? ViewSubmissionResponse.Close
            : ViewSubmissionResponse.Error(Answer.Field, $"Somebody stated the problem a moment ago: “{Mrkdwn.Cut(graph.Top.Text, 300)}”. Close this form; the first why is in the channel, where the problem can be edited.");
    }

    private async Task OpenAsync(Postmortem postmortem, string triggerId, CancellationToken cancellationToken)
    {
        var graph = await store.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        if (graph.Top is null)
        {
            await slack.For(postmortem.WorkspaceId).Views.Open(triggerId, StateProblem(postmortem), cancellationToken);
            return;
        }

        if (graph.Tops.Count > 1 && graph.Problems.Where(problem => problem.Next is not null).ToList() is { Count: > 1 } open)
        {
            await slack.For(postmortem.WorkspaceId).Views.Open(triggerId, Choose(graph, open), cancellationToken);
        }
        else if (graph.Next is { } next)
        {
            var found = new CauseAtHand { Postmortem = postmortem, Graph = graph, Cause = next };
            await slack.For(postmortem.WorkspaceId).Views.Open(triggerId, AnswerWhy.Form(found, standing: null, page: 0), cancellationToken);
        }
        else
        {
            await list.OpenAsync(postmortem, triggerId, cancellationToken);
        }

        // A thread that was deleted, or never made it to the channel, comes back.
        await followUps.AddAsync(new FollowUp(postmortem.WorkspaceId, DrawThreadJob.Name, postmortem.PostmortemId), cancellationToken);
    }

    /// <summary>With whys open under several problems, which to go on with.</summary>
    private static ModalViewDefinition Choose(CauseGraph whole, IReadOnlyList<CauseGraph> open) => new()
    {
        CallbackId = "whys.choose",
        Title = "Which problem?",
        Close = "Close",
        Blocks =
        [
            .. open.Take(MostProblems).Select(problem => new Slack.Blocks.SectionBlock
            {
                BlockId = problem.Top!.CauseId.ToString(),
                Text = new Slack.Blocks.Markdown($"*{ProblemName.Of(whole, problem.Top)}:* {Said.Line(problem.Top.Text, 1000)}\n_{CausesStep.Progress(problem)}_"),
                Accessory = new Slack.Blocks.Button { ActionId = AnswerWhy.AnswerId, Text = "Answer", Value = problem.Next!.CauseId.ToString(), AccessibilityLabel = "Answer the newest open why of this problem" },
            }),
        ],
    };

    public static ModalViewDefinition StateProblem(Postmortem postmortem) => new()
    {
        CallbackId = Id,
        Title = "Start the Five Whys",
        Submit = "Start",
        Close = "Cancel",
        PrivateMetadata = postmortem.PostmortemId.ToString(),
        Blocks =
        [
            new Slack.Blocks.SectionBlock { Text = new Slack.Blocks.Markdown("State the problem. The whys are then asked in a thread in the channel, each quoting the last answer. Ask what made things possible, never who.") },
            CauseForms.Problem(Prefilled(postmortem)),
        ],
    };

    private static string Prefilled(Postmortem postmortem) =>
        postmortem.Impact.Length == 0 ? postmortem.Title : $"{postmortem.Title}. {Mrkdwn.Cut(postmortem.Impact, 1000)}";
}
