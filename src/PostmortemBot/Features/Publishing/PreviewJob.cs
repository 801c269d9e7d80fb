using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Publishing;

/// <summary>Sends the report as it stands to one person. Run again, it goes on where it stopped.</summary>
public sealed partial class PreviewJob(
    PostgresDatabase database,
    PostmortemStore postmortems,
    ReportBuilder reports,
    ReportFiles files,
    Deliveries deliveries,
    ISlackClients slack,
    ILogger<PreviewJob> logger) : IJob
{
    public const string Name = "publishing.preview";

    /// <summary>Who asked, and which time it was: asked again, it is sent again.</summary>
    public static string Argument(string userId, string triggerId) => $"{userId} {triggerId}";

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        database.AloneAsync($"preview {subject.Id} {subject.Argument}", () => SendAsync(subject, cancellationToken), cancellationToken);

    private async Task SendAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        var reader = new Reader(subject.WorkspaceId, subject.Argument.Split(' ')[0]);
        if (await postmortems.FindAsync(reader, subject.Id, cancellationToken) is not { } postmortem)
            return;

        var report = await reports.BuildAsync(postmortem, withPictures: true, cancellationToken);
        try
        {
            var channel = await slack.For(subject.WorkspaceId).Conversations.Open([reader.UserId], cancellationToken);
            await deliveries.PostAsync(subject.WorkspaceId, Key(subject, "message"), Said(channel, Words(report)), cancellationToken);
            foreach (var file in files.Write(report))
                await deliveries.UploadAsync(subject.WorkspaceId, Key(subject, file.Filename), file, channel, threadTs: null, cancellationToken);
        }
        catch (SlackApiException refused) when (refused.Error is "file_uploads_disabled" or "storage_limit_reached")
        {
            NotSent(logger, postmortem.Key, reader.UserId, refused.Error);
            await deliveries.PostAsync(subject.WorkspaceId, Key(subject, "refusal"), Said(reader.UserId, NoFiles), cancellationToken);
        }
        catch (SlackApiException refused) when (refused.Error is "cannot_dm_bot" or "user_not_found" or "user_disabled" or "messages_tab_disabled" or "user_is_bot")
        {
            NotSent(logger, postmortem.Key, reader.UserId, refused.Error);
        }
    }

    private const string NoFiles = "The workspace takes no files now, so the rest of the report could not be sent. `/postmortem web` opens it in the browser.";

    private static Message Said(string channel, string words) =>
        new() { Channel = channel, Text = words, Blocks = [new SectionBlock { Text = new Markdown(words) }] };

    private static string Key(JobSubject subject, string part) => $"preview:{subject.Id}:{subject.Argument}:{part}";

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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The report of {Postmortem} could not be sent to {User}: {Error}")]
    private static partial void NotSent(ILogger logger, string postmortem, string user, string error);
}
