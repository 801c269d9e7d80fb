using Microsoft.Extensions.Options;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Hosting;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Publishing;

/// <summary>Posts a published report where it belongs. Run again, it goes on where it stopped.</summary>
public sealed partial class PublishJob(
    PostgresDatabase database,
    PublishingStore store,
    PictureStore pictures,
    FollowUps followUps,
    PostmortemStore postmortems,
    ReportBuilder reports,
    ReportFiles files,
    SettingsStore settings,
    Channels channels,
    Deliveries deliveries,
    ISlackClients slack,
    IOptions<WebOptions> web,
    TimeProvider clock,
    ILogger<PublishJob> logger) : IJob
{
    public const string Name = "publishing.publish";

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        database.AloneAsync($"publish {subject.Id}", () => PublishAsync(subject, cancellationToken), cancellationToken);

    private async Task PublishAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await postmortems.GetAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { Status: PostmortemStatus.Published } postmortem)
            return;

        var report = await reports.BuildAsync(postmortem, withPictures: true, cancellationToken);
        var summary = (await store.LearningsAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken)).Summary;
        var page = PublicationMessage.Page(web.Value, postmortem);
        var announcement = new Announcement(PublicationMessage.Text(postmortem), PublicationMessage.Blocks(report, summary, page), files.Write(report));

        await TryPostAsync(postmortem, postmortem.ChannelId, announcement, subject.Run, cancellationToken);
        // Kept with the channel's members: nothing of it leaves the channel.
        if (postmortem.Audience != Audience.Workspace)
            return;
        if ((await settings.GetAsync(postmortem.WorkspaceId, cancellationToken)).KnowledgeChannelId is { } knowledge && knowledge != postmortem.ChannelId)
            await TryPostAsync(postmortem, knowledge, announcement, subject.Run, cancellationToken);
    }

    private async Task TryPostAsync(Postmortem postmortem, string channelId, Announcement announcement, string run, CancellationToken cancellationToken)
    {
        var publication = await store.ClaimAsync(postmortem, channelId, clock.GetUtcNow(), cancellationToken);
        if (publication.CompletedAt is not null)
            return;

        try
        {
            if (publication.MessageTs is null)
                await JoinAsync(postmortem.WorkspaceId, channelId, cancellationToken);
            await PostAsync(postmortem, publication, announcement, cancellationToken);
        }
        catch (SlackApiException refused) when (IsClosed(refused.Error))
        {
            NotPosted(logger, postmortem.Key, channelId, refused.Error);
            await TellFacilitatorAsync(postmortem, channelId, refused.Error, run, cancellationToken);
        }
    }

    private async Task PostAsync(Postmortem postmortem, Publication publication, Announcement announcement, CancellationToken cancellationToken)
    {
        var channelId = publication.ChannelId;
        var key = $"publication:{postmortem.PostmortemId}:{channelId}";
        var ts = publication.MessageTs;
        if (ts is null)
        {
            var posted = await deliveries.PostAsync(postmortem.WorkspaceId, key, new Message { Channel = channelId, Text = announcement.Text, Blocks = announcement.Blocks }, cancellationToken);
            ts = posted.Ts;
            await store.SetMessageAsync(postmortem, channelId, ts, cancellationToken);
        }

        foreach (var file in announcement.Files.Where(file => !publication.Files.Contains(file.Filename)))
        {
            var fileId = await deliveries.UploadAsync(postmortem.WorkspaceId, $"{key}:{file.Filename}", file, channelId, ts, cancellationToken);
            if (file.AltText is not null && fileId is not null)
                await pictures.SentAsync(postmortem, channelId, file.Filename, fileId, cancellationToken);
            await store.AddFileAsync(postmortem, channelId, file.Filename, cancellationToken);
        }

        await followUps.AddAsync(ShowPicturesJob.For(postmortem, channelId, ts), cancellationToken);
        await store.CompleteAsync(postmortem, channelId, clock.GetUtcNow(), cancellationToken);
    }

    private async Task JoinAsync(string workspaceId, string channelId, CancellationToken cancellationToken)
    {
        if (await channels.LookUpAsync(workspaceId, channelId, cancellationToken) is { BotIsMember: false, IsPrivate: false, IsArchived: false })
            await slack.For(workspaceId).Conversations.Join(channelId, cancellationToken);
    }

    private async Task TellFacilitatorAsync(Postmortem postmortem, string channelId, string error, string run, CancellationToken cancellationToken)
    {
        var way = error switch
        {
            "is_archived" => "The channel is archived. Unarchive it, or choose another knowledge channel with `/postmortem settings`",
            "file_uploads_disabled" or "storage_limit_reached" => "The message is there, but the workspace takes no files now. When it does",
            "restricted_action" or "posting_to_channel_denied" => "Only some people may post there. Ask an owner of the channel to let me",
            _ => "Invite me there with `/invite @postmortem`",
        };
        var text = $"{postmortem.Key} · {Mrkdwn.Escape(postmortem.Title)} is published, but I could not post all of it in {Mrkdwn.Channel(channelId)}. {way}; then type `/postmortem publish` in {Mrkdwn.Channel(postmortem.ChannelId)} and the rest follows.";
        await deliveries.PostAsync(postmortem.WorkspaceId, $"publication-refused:{postmortem.PostmortemId}:{channelId}:{run}", new Message { Channel = postmortem.FacilitatorId, Text = text }, cancellationToken);
    }

    private static bool IsClosed(string error) =>
        error is "not_in_channel" or "channel_not_found" or "is_archived" or "restricted_action" or "posting_to_channel_denied"
            or "file_uploads_disabled" or "storage_limit_reached" or "method_not_supported_for_channel_type" or "missing_scope";

    private sealed record Announcement(string Text, IReadOnlyList<Slack.Blocks.Block> Blocks, IReadOnlyList<FileUpload> Files);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Postmortem} cannot be posted in {Channel}: {Error}")]
    private static partial void NotPosted(ILogger logger, string postmortem, string channel, string error);
}
