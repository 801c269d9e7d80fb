using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Intake;

/// <summary>Undoes a start made by mistake. Nothing typed is deleted; the card says it is cancelled.</summary>
public sealed class CancelPostmortem(
    IntakeStore store,
    PostmortemAccess access,
    ISlackClients slack,
    TimeProvider clock) : ICommandVerb, IBlockActionHandler
{
    public const string ActionId = "intake.cancel";

    public string Verb => "cancel";
    public bool IsForThisChannel => true;
    public int Order => 900;
    public string Usage => "cancel";
    public string Summary => "takes back one that was started by mistake";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var found = await access.ForReadingAsync(command, cancellationToken);
        if (found.Failed(out var missing, out var postmortem))
            return SlashCommandResponse.Ephemeral(missing.Text);

        if (WhyNot(postmortem, command.UserId) is { } problem)
            return SlashCommandResponse.Ephemeral(problem.Text);

        return SlashCommandResponse.Ephemeral(
            $"Cancel {postmortem.Key}?",
            new SectionBlock { Text = new Markdown($"Cancel *{postmortem.Key} · {Mrkdwn.Escape(postmortem.Title)}*? What was written stays stored, its action items are no longer chased, and this channel is free for another one.") },
            new ActionsBlock
            {
                Elements =
                [
                    new Button { ActionId = ActionId, Text = $"Cancel {postmortem.Key}", Style = ButtonStyle.Danger, Value = postmortem.PostmortemId.ToString() },
                ],
            });
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);
        // The question may be old: meanwhile the team may have gone on.
        if (WhyNot(postmortem, request.UserId) is { } refused)
            return await slack.TellAsync(request, refused, cancellationToken);

        await store.CancelAsync(postmortem, request.UserId, clock.GetUtcNow(), cancellationToken);
        return await slack.TellAsync(request, new Problem($"{postmortem.Key} is cancelled. `/postmortem new` starts another one here."), cancellationToken);
    }

    private static Problem? WhyNot(Postmortem postmortem, string userId) => postmortem switch
    {
        _ when postmortem.WhyNotEditable() is { } problem => problem,
        { Status: not PostmortemStatus.Draft } => new Problem($"{postmortem.Key} is {PostmortemStatus.Words(postmortem.Status).ToLowerInvariant()}, so it is more than a start made by mistake. Nothing was changed. Send it back in its review first."),
        _ when userId != postmortem.FacilitatorId && userId != postmortem.CreatedBy => new Problem($"Whoever started {postmortem.Key}, or its facilitator {Mrkdwn.User(postmortem.FacilitatorId)}, can cancel it. Nothing was changed."),
        _ => null,
    };
}
