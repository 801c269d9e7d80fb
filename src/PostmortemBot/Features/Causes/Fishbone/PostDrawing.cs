using NetVips;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Asks for the drawing in the channel.</summary>
public sealed partial class PostDrawing(PostmortemAccess access, FollowUps followUps, ISlackClients slack, ILogger<PostDrawing> logger) : IBlockActionHandler
{
    public const string Id = "fishbone.draw";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForReadingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        await followUps.AddAsync(new FollowUp(request.WorkspaceId, PostDrawingJob.Name, postmortem.PostmortemId), cancellationToken);
        return await slack.TellDoneAsync(request, $"The drawing appears in {Mrkdwn.Channel(postmortem.ChannelId)} in a moment.", logger, cancellationToken);
    }
}

/// <summary>Draws the fishbone into its channel, as a picture; as text where that cannot be done.</summary>
public sealed partial class PostDrawingJob(FishboneStore store, PostmortemStore postmortems, Deliveries deliveries, ILogger<PostDrawingJob> logger) : IJob
{
    public const string Name = "fishbone.draw";

    public async Task RunAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await postmortems.GetAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { } postmortem)
            return;

        var whole = await store.ReadAsync(postmortem, cancellationToken);
        var key = $"fishbone:{postmortem.PostmortemId}:{subject.Run}";
        try
        {
            // Each problem has a head of its own.
            foreach (var (number, fishbone) in whole.Problems.Index())
            {
                var part = number == 0 ? key : $"{key}:{number}";
                if (!await IsDrawnAsync(postmortem, fishbone, $"{part}:file", cancellationToken))
                    await WriteAsync(postmortem, fishbone, part, cancellationToken);
            }
        }
        catch (SlackApiException refused) when (refused.Error is "not_in_channel" or "channel_not_found" or "is_archived" or "restricted_action")
        {
            CannotPost(logger, postmortem.Key, postmortem.ChannelId, refused.Error);
        }
    }

    private async Task<bool> IsDrawnAsync(Postmortem postmortem, FishboneDiagram fishbone, string key, CancellationToken cancellationToken)
    {
        if (FishbonePicture.Draw(postmortem, fishbone) is not { } picture || Drawn(postmortem, picture) is not { } content)
            return false;
        var file = new FileUpload { Filename = $"{postmortem.Key}-{picture.Name}.png", Content = content, Title = Mrkdwn.Cut($"{postmortem.Key} fishbone: {fishbone.Problem.ReplaceLineEndings(" ")}", 200), AltText = Mrkdwn.Cut(picture.AltText, 1000) };
        try
        {
            await deliveries.UploadAsync(postmortem.WorkspaceId, key, file, postmortem.ChannelId, threadTs: null, cancellationToken);
            return true;
        }
        catch (SlackApiException refused) when (refused.Error is "file_uploads_disabled" or "storage_limit_reached")
        {
            CannotPost(logger, postmortem.Key, postmortem.ChannelId, refused.Error);
            return false;
        }
    }

    private Task WriteAsync(Postmortem postmortem, FishboneDiagram fishbone, string key, CancellationToken cancellationToken) =>
        deliveries.PostAsync(postmortem.WorkspaceId, key, new Message
        {
            Channel = postmortem.ChannelId,
            Text = $"Fishbone of {postmortem.Key}",
            Blocks = [.. FishboneText.Sections(fishbone).Select(section => new SectionBlock { Text = new Markdown(section) })],
        }, cancellationToken);

    private byte[]? Drawn(Postmortem postmortem, Picture picture)
    {
        try
        {
            return Png.Write(picture);
        }
        catch (VipsException failure)
        {
            NotDrawn(logger, failure, postmortem.Key);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The fishbone of {Postmortem} could not be drawn as PNG; it is posted as text")]
    private static partial void NotDrawn(ILogger logger, Exception failure, string postmortem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The fishbone of {Postmortem} cannot be shown in {Channel}: {Error}")]
    private static partial void CannotPost(ILogger logger, string postmortem, string channel, string error);
}
