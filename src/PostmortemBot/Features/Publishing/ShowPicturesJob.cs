using Microsoft.Extensions.Options;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Hosting;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Publishing;

/// <summary>
/// Shows a published report's pictures in the message that announces it, once Slack has looked into them. Until then the
/// job puts itself back. Where it cannot be done, the pictures are in the thread all the same.
/// </summary>
public sealed partial class ShowPicturesJob(
    PostgresDatabase database,
    PublishingStore store,
    PictureStore pictures,
    PostmortemStore postmortems,
    ReportBuilder reports,
    FollowUps followUps,
    ISlackClients slack,
    IOptions<WebOptions> web,
    ILogger<ShowPicturesJob> logger) : IJob
{
    public const string Name = "publishing.show_pictures";

    /// <summary>How long Slack is given before it is asked again.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private const int MostLooks = 30;

    /// <summary>The announcement, as the job's argument.</summary>
    public static FollowUp For(Postmortem postmortem, string channelId, string ts, int look = 1) =>
        new(postmortem.WorkspaceId, Name, postmortem.PostmortemId, $"{channelId} {ts} {look}");

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        database.AloneAsync($"publish {subject.Id}", () => ShowAsync(subject, cancellationToken), cancellationToken);

    private async Task ShowAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (subject.Argument.Split(' ') is not [var channelId, var ts, var look]
            || await postmortems.GetAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { Status: PostmortemStatus.Published } postmortem)
            return;
        if (await pictures.InAsync(postmortem, channelId, cancellationToken) is not { Count: > 0 } sent)
            return;

        var again = For(postmortem, channelId, ts, int.Parse(look) + 1);
        try
        {
            if (await AreReadyAsync(subject.WorkspaceId, sent, cancellationToken))
                await UpdateAsync(postmortem, channelId, ts, sent, cancellationToken);
            else
                await LookAgainAsync(postmortem, again, cancellationToken);
        }
        catch (SlackApiException refused) when (refused.Error is "invalid_blocks")
        {
            // Slack's blocks may know a picture a moment later than its list of files does.
            await LookAgainAsync(postmortem, again, cancellationToken);
        }
        catch (SlackApiException refused) when (IsFinal(refused.Error))
        {
            NotShown(logger, postmortem.Key, channelId, refused.Error);
        }
    }

    private async Task<bool> AreReadyAsync(string workspaceId, IReadOnlyList<SentPicture> sent, CancellationToken cancellationToken)
    {
        var client = slack.For(workspaceId);
        foreach (var picture in sent)
        {
            if (!(await client.Files.Info(picture.FileId, cancellationToken)).IsReadyPicture)
                return false;
        }

        return true;
    }

    private async Task UpdateAsync(Postmortem postmortem, string channelId, string ts, IReadOnlyList<SentPicture> sent, CancellationToken cancellationToken)
    {
        var report = await reports.BuildAsync(postmortem, withPictures: true, cancellationToken);
        var summary = (await store.LearningsAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken)).Summary;
        var ids = sent.ToDictionary(picture => picture.Filename, picture => picture.FileId);
        var blocks = PublicationMessage.Blocks(report, summary, PublicationMessage.Page(web.Value, postmortem), ids);
        await slack.For(postmortem.WorkspaceId).Chat.Update(new MessageUpdate { ChannelId = channelId, Ts = ts, Text = PublicationMessage.Text(postmortem), Blocks = blocks }, cancellationToken);
    }

    private async Task LookAgainAsync(Postmortem postmortem, FollowUp again, CancellationToken cancellationToken)
    {
        if (int.Parse(again.Argument.Split(' ')[2]) > MostLooks)
        {
            NotShown(logger, postmortem.Key, again.Argument.Split(' ')[0], "not ready");
            return;
        }

        await followUps.AddAsync(again, cancellationToken);
    }

    private static bool IsFinal(string error) =>
        error is "missing_scope" or "file_not_found" or "file_deleted" or "not_visible" or "message_not_found" or "cant_update_message" or "edit_window_closed"
            or "is_inactive" or "is_archived" or "channel_not_found" or "not_in_channel" or "msg_blocks_too_long";

    [LoggerMessage(Level = LogLevel.Warning, Message = "The pictures of {Postmortem} stay in the thread in {Channel}: {Error}")]
    private static partial void NotShown(ILogger logger, string postmortem, string channel, string error);
}
