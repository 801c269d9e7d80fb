using System.Text.RegularExpressions;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>/postmortem actions export [csv | json] [filters]: the items one may see, as a file in a direct message.</summary>
public sealed partial class ExportItems(NamedPostmortem named, FollowUps followUps, TimeProvider clock)
{
    public async Task<SlashCommandResponse> AskedAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var format = Format().Match(rest) is { Success: true } match ? match.Value.ToLowerInvariant() : ItemExport.Csv;
        var (list, name) = ItemList.Read(Format().Replace(rest, " "));
        Postmortem? postmortem = null;
        if (name.Length > 0 && (await named.FindAsync(command, name, cancellationToken)).Failed(out var problem, out postmortem))
            return SlashCommandResponse.Ephemeral(problem.Text);
        list = list with
        {
            PostmortemId = postmortem?.PostmortemId,
            Scope = list.Scope != ItemList.OfPostmortem || postmortem is not null ? list.Scope : ItemList.Everywhere,
        };

        var now = clock.GetUtcNow();
        await followUps.AddAsync(new FollowUp(command.WorkspaceId, ExportJob.Name, Guid.CreateVersion7(now), $"{command.UserId} {format} {list}"), cancellationToken);
        return SlashCommandResponse.Ephemeral($"I am writing {(postmortem is null ? "the action items you may see" : $"the action items of {postmortem.Key}")} into a {format.ToUpperInvariant()} file and send it to you by direct message.");
    }

    [GeneratedRegex(@"(?<!\S)(csv|json)(?!\S)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, MatchLimit.Milliseconds)]
    private static partial Regex Format();
}

/// <summary>Writes the file and sends it to whoever asked.</summary>
public sealed partial class ExportJob(
    ItemExport export, Deliveries deliveries, PostgresDatabase database, ISlackClients slack, TimeProvider clock, ILogger<ExportJob> logger) : IJob
{
    public const string Name = "action-items.export";

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        database.AloneAsync($"export {subject.Id}", () => SendAsync(subject, cancellationToken), cancellationToken);

    private async Task SendAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (subject.Argument.Split(' ', 3) is not [var userId, var format, var filter] || ItemList.Parse(filter) is not { } list)
            return;

        using var file = new MemoryStream();
        await export.WriteAsync(new Reader(subject.WorkspaceId, userId), list, format, file, cancellationToken);
        try
        {
            var channel = await slack.For(subject.WorkspaceId).Conversations.Open([userId], cancellationToken);
            var name = $"action-items-{clock.GetUtcNow():yyyy-MM-dd}.{format}";
            await deliveries.UploadAsync(subject.WorkspaceId, $"export:{subject.Id}", new FileUpload { Filename = name, Content = file.ToArray(), Title = name }, channel, threadTs: null, cancellationToken);
        }
        catch (SlackApiException refused) when (Unreachable.Is(refused))
        {
            CannotSend(logger, userId, refused.Error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The export of {Person} cannot be sent: {Error}")]
    private static partial void CannotSend(ILogger logger, string person, string error);
}
