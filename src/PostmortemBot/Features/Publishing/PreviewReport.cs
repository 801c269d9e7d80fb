using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Publishing;

/// <summary>Sends the report as it stands to whoever asks, in a direct message.</summary>
public sealed class PreviewReport(PostmortemAccess access, PostmortemStore postmortems, Channels channels, FollowUps followUps, ISlackClients slack)
    : ICommandVerb, IBlockActionHandler
{
    public string Verb => "report";
    public IReadOnlyList<string> Aliases => ["preview"];
    public int Order => 70;
    public string Usage => "report";
    public string Summary => "sends you the report as it stands: Markdown, HTML and pictures";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        if (await postmortems.InChannelAsync(command.WorkspaceId, command.ChannelId, cancellationToken) is not { } postmortem)
            return Replies.NothingHere;

        // The job asks the access rule again, and this person stands in the channel.
        await channels.SeenInsideAsync(command.WorkspaceId, command.ChannelId, command.UserId, cancellationToken);
        await AskAsync(postmortem, command.UserId, cancellationToken);
        return SlashCommandResponse.Ephemeral(OnItsWay(postmortem));
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForReadingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        await AskAsync(postmortem, request.UserId, cancellationToken);
        return await slack.TellAsync(request, new Hosting.Problem(OnItsWay(postmortem)), cancellationToken);
    }

    private Task AskAsync(Postmortem postmortem, string userId, CancellationToken cancellationToken) =>
        followUps.AddAsync(new FollowUp(postmortem.WorkspaceId, PreviewJob.Name, postmortem.PostmortemId, userId), cancellationToken);

    private static string OnItsWay(Postmortem postmortem) => $"The report of {postmortem.Key} is on its way to your messages from me.";
}

public sealed class PreviewJob(PostmortemStore postmortems, ReportBuilder reports, ReportFiles files, ISlackClients slack) : IJob
{
    public const string Name = "publishing.preview";

    public async Task RunAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        var reader = new Reader(subject.WorkspaceId, subject.Argument);
        if (await postmortems.FindAsync(reader, subject.Id, cancellationToken) is not { } postmortem)
            return;

        var report = await reports.BuildAsync(postmortem, cancellationToken);
        var client = slack.For(subject.WorkspaceId);
        var channel = await client.Conversations.Open([reader.UserId], cancellationToken);
        var words = Words(report);
        await client.Chat.PostMessage(new Message { Channel = channel, Text = words, Blocks = [new SectionBlock { Text = new Markdown(words) }] }, cancellationToken);
        foreach (var file in files.Write(report))
            await client.Files.Upload(file, channel, cancellationToken: cancellationToken);
    }

    public static string Words(Report report)
    {
        var name = $"*{report.Postmortem.Key} · {Mrkdwn.Escape(report.Postmortem.Title)}*";
        if (!report.IsDraft)
            return $"{name}: the report, as Markdown and HTML, with its pictures.";
        var missing = report.Missing.Count == 0
            ? "Nothing is missing."
            : $"Still missing:\n{string.Join('\n', report.Missing.Select(line => $"• {EscapedText.Cut(line, 200)}"))}";
        return Mrkdwn.Cut($"{name}: *DRAFT* of the report, as it stands now. {missing}", 3000);
    }
}
