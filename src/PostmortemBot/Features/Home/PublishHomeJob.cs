using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Home;

/// <summary>Makes a person's Home tab say what the database says. Does nothing for those who never opened it.</summary>
public sealed partial class PublishHomeJob(
    PostgresDatabase database,
    HomeStore store,
    People people,
    IEnumerable<IHomeSection> sections,
    ISlackClients slack,
    ILogger<PublishHomeJob> logger) : IJob
{
    private readonly IReadOnlyList<IHomeSection> _sections = [.. sections.OrderBy(section => section.Order)];

    public async Task RunAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        var reader = new Reader(subject.WorkspaceId, subject.Argument);
        if (!await store.HasOpenedAsync(reader, cancellationToken))
            return;

        // One at a time for each person, else an older drawing could land on a newer one.
        await database.AloneAsync($"home {reader.WorkspaceId} {reader.UserId}", () => PublishAsync(reader, cancellationToken), cancellationToken);
    }

    private async Task PublishAsync(Reader reader, CancellationToken cancellationToken)
    {
        try
        {
            var person = await people.GetAsync(reader.WorkspaceId, reader.UserId, cancellationToken);
            var drawn = new List<IReadOnlyList<Block>>(_sections.Count);
            foreach (var section in _sections)
                drawn.Add(await section.BlocksAsync(reader, cancellationToken));
            var view = new HomeViewDefinition { Blocks = HomeTab.Blocks(person, drawn) };
            await slack.For(reader.WorkspaceId).Views.Publish(reader.UserId, view, hash: null, cancellationToken);
        }
        catch (SlackApiException refused) when (refused.Error is "not_enabled" or "user_not_found" or "user_not_visible" or "user_disabled")
        {
            CannotPublish(logger, reader.UserId, refused.Error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The Home tab of {Person} cannot be published: {Error}")]
    private static partial void CannotPublish(ILogger logger, string person, string error);
}
