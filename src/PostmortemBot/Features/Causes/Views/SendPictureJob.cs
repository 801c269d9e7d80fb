using NetVips;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes.Views;

/// <summary>Sends the picture of a view of the causes to one person. Run again, it sends nothing twice.</summary>
public sealed partial class SendPictureJob(
    PostgresDatabase database,
    PostmortemStore postmortems,
    CausesStore causes,
    IEnumerable<CauseView> views,
    Deliveries deliveries,
    ISlackClients slack,
    ILogger<SendPictureJob> logger) : IJob
{
    public const string Name = "causes.send_picture";

    private const string NotDrawn = "The picture could not be drawn this time. The words are in the form, and in the report.";
    private const string NoFiles = "The workspace takes no files now, so the picture could not be sent. `/postmortem web` opens the report in the browser.";

    /// <summary>Which view, who asked, which time it was, and of which problem: asked again, it is sent again.</summary>
    public static FollowUp For(Postmortem postmortem, string view, string userId, string triggerId, Guid problemId) =>
        new(postmortem.WorkspaceId, Name, postmortem.PostmortemId, $"{view} {userId} {triggerId} {problemId}");

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        database.AloneAsync($"picture {subject.Id} {subject.Argument}", () => SendAsync(subject, cancellationToken), cancellationToken);

    private async Task SendAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (subject.Argument.Split(' ') is not [var name, var userId, _, .. var rest] || views.FirstOrDefault(known => known.Name == name) is not { } view)
            return;
        var reader = new Reader(subject.WorkspaceId, userId);
        if (await postmortems.FindAsync(reader, subject.Id, cancellationToken) is not { } postmortem)
            return;

        var whole = await causes.GraphAsync(subject.WorkspaceId, subject.Id, cancellationToken);
        var graph = whole.Under(rest is [var chosen] && Guid.TryParse(chosen, out var problem) ? problem : null);
        var file = await DrawAsync(view, postmortem, graph, cancellationToken);
        try
        {
            var channel = await slack.For(subject.WorkspaceId).Conversations.Open([userId], cancellationToken);
            if (file is null)
                await TellAsync(subject, channel, NotDrawn, cancellationToken);
            else
                await deliveries.UploadAsync(subject.WorkspaceId, Key(subject, "file"), file, channel, threadTs: null, cancellationToken);
        }
        catch (SlackApiException refused) when (refused.Error is "file_uploads_disabled" or "storage_limit_reached")
        {
            NotSent(logger, postmortem.Key, userId, refused.Error);
            await TellAsync(subject, userId, NoFiles, cancellationToken);
        }
        catch (SlackApiException refused) when (refused.Error is "cannot_dm_bot" or "user_not_found" or "user_disabled" or "messages_tab_disabled" or "user_is_bot")
        {
            NotSent(logger, postmortem.Key, userId, refused.Error);
        }
    }

    private async Task<FileUpload?> DrawAsync(CauseView view, Postmortem postmortem, CauseGraph graph, CancellationToken cancellationToken)
    {
        if (await view.DrawAsync(postmortem, graph, cancellationToken) is not { } picture)
            return null;
        try
        {
            return new FileUpload { Filename = $"{postmortem.Key}-{picture.Name}.png", Content = Png.Write(picture), Title = picture.AltText, AltText = Mrkdwn.Cut(picture.AltText, 1000) };
        }
        catch (VipsException failure)
        {
            NotPainted(logger, failure, picture.Name, postmortem.Key);
            return null;
        }
    }

    private Task TellAsync(JobSubject subject, string channel, string words, CancellationToken cancellationToken) =>
        deliveries.PostAsync(subject.WorkspaceId, Key(subject, "words"), new Message { Channel = channel, Text = words }, cancellationToken);

    private static string Key(JobSubject subject, string part) => $"picture:{subject.Id}:{subject.Argument}:{part}";

    [LoggerMessage(Level = LogLevel.Warning, Message = "A picture of {Postmortem} could not be sent to {User}: {Error}")]
    private static partial void NotSent(ILogger logger, string postmortem, string user, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The picture {Picture} of {Postmortem} could not be drawn as PNG")]
    private static partial void NotPainted(ILogger logger, Exception failure, string picture, string postmortem);
}
