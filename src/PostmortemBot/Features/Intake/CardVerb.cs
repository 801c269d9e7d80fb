using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Intake;

/// <summary>/postmortem: shows the channel's postmortem, or starts one where there is none.</summary>
public sealed class CardVerb(
    PostmortemStore postmortems,
    NamedPostmortem named,
    FollowUps followUps,
    RefreshCardJob card,
    StartPostmortem start) : ICommandVerb
{
    public const string Word = "card";

    public string Verb => Word;
    public IReadOnlyList<string> Aliases => ["show", "status"];
    public int Order => 0;
    public string Usage => "";
    public string Summary => "starts a postmortem in this channel, or shows its card";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        if (rest.Length == 0 && await postmortems.InChannelAsync(command.WorkspaceId, command.ChannelId, cancellationToken) is null)
            return await start.OpenFromCommandAsync(command, cancellationToken);
        var result = await named.FindAsync(command, rest, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return SlashCommandResponse.Ephemeral(problem.Text);

        // A card that was deleted, or never made it to the channel, comes back.
        await followUps.AddAsync(new FollowUp(postmortem.WorkspaceId, CardJobs.Refresh, postmortem.PostmortemId), cancellationToken);
        var blocks = Card.Blocks(postmortem, await card.DescribeAsync(postmortem, cancellationToken));
        return SlashCommandResponse.Ephemeral(Card.Text(postmortem), [.. blocks]);
    }
}

/// <summary>/postmortem new: another one in a channel whose last one is published.</summary>
public sealed class NewVerb(PostmortemStore postmortems, StartPostmortem start) : ICommandVerb
{
    public string Verb => "new";
    public IReadOnlyList<string> Aliases => ["start"];
    public int Order => 10;
    public string Usage => "new";
    public string Summary => "starts another one after the last is published, or from a direct message";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var existing = await postmortems.InChannelAsync(command.WorkspaceId, command.ChannelId, cancellationToken);
        return existing is { IsOpen: true }
            ? SlashCommandResponse.Ephemeral($"{existing.Key} · {Mrkdwn.Escape(existing.Title)} is still open in this channel. Finish it, or cancel it with `/postmortem cancel`; then start the next one.")
            : await start.OpenFromCommandAsync(command, cancellationToken);
    }
}
