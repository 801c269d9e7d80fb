using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Publishing;

/// <summary>Sends the report as it stands to whoever asks, in a direct message.</summary>
public sealed class PreviewReport(PostmortemAccess access, NamedPostmortem named, FollowUps followUps, ISlackClients slack, ILogger<PreviewReport> logger)
    : ICommandVerb, IBlockActionHandler
{
    public string Verb => "report";
    public IReadOnlyList<string> Aliases => ["preview"];
    public int Order => 70;
    public string Usage => "report [PM-12]";
    public string Summary => "sends you the report as it stands: Markdown, HTML and pictures";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var result = await named.FindAsync(command, rest, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return SlashCommandResponse.Ephemeral(problem.Text);

        await AskAsync(postmortem, command.UserId, command.TriggerId, cancellationToken);
        return SlashCommandResponse.Ephemeral(OnItsWay(postmortem));
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForReadingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        await AskAsync(postmortem, request.UserId, request.TriggerId, cancellationToken);
        return await slack.TellDoneAsync(request, OnItsWay(postmortem), logger, cancellationToken);
    }

    private Task AskAsync(Postmortem postmortem, string userId, string triggerId, CancellationToken cancellationToken) =>
        followUps.AddAsync(new FollowUp(postmortem.WorkspaceId, PreviewJob.Name, postmortem.PostmortemId, PreviewJob.Argument(userId, triggerId)), cancellationToken);

    private static string OnItsWay(Postmortem postmortem) => $"The report of {postmortem.Key} is on its way to your messages from me.";
}
