using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Intake;

/// <summary>Undoes a start made by mistake. Nothing typed is deleted; the card says it is cancelled.</summary>
public sealed class CancelPostmortem(
    IntakeStore store,
    PostmortemAccess access,
    PostmortemStore postmortems,
    ISlackClients slack,
    TimeProvider clock) : ICommandVerb, IBlockActionHandler
{
    public const string ActionId = "intake.cancel";

    public string Verb => "cancel";
    public int Order => 900;
    public string Usage => "cancel";
    public string Summary => "takes back one that was started by mistake";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        if (await postmortems.InChannelAsync(command.WorkspaceId, command.ChannelId, cancellationToken) is not { } postmortem)
            return Replies.NothingHere;
        if (postmortem.WhyNotEditable() is { } problem)
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

        await store.CancelAsync(postmortem, request.UserId, clock.GetUtcNow(), cancellationToken);
        return await slack.TellAsync(request, new Problem($"{postmortem.Key} is cancelled. `/postmortem new` starts another one here."), cancellationToken);
    }
}
