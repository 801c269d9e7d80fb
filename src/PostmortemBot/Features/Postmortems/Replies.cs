using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

/// <summary>Answers that several features give, and the way back to a person after a button.</summary>
public static class Replies
{
    public static readonly SlashCommandResponse NothingHere =
        SlashCommandResponse.Ephemeral("There is no postmortem in this channel yet. `/postmortem` starts one; `/postmortem list` shows the others you can read.");

    /// <summary>Says something to the one who pressed, where they pressed it.</summary>
    public static async Task<Ack> TellAsync(this ISlackClients slack, BlockActionRequest request, Problem problem, CancellationToken cancellationToken)
    {
        var client = slack.For(request.WorkspaceId);
        if (request.ResponseUrl is { Length: > 0 } url)
            await client.Respond(url, new MessageResponse { Text = problem.Text, ReplaceOriginal = false }, cancellationToken);
        else if (request.View is null)
            await client.Chat.PostMessage(new Message { Channel = request.UserId, Text = problem.Text }, cancellationToken);
        else
            await (request.View.Type == "modal"
                ? client.Views.Push(request.TriggerId, Notice(problem), cancellationToken)
                : client.Views.Open(request.TriggerId, Notice(problem), cancellationToken));
        return Ack.Done;
    }

    private static ModalViewDefinition Notice(Problem problem) => new()
    {
        CallbackId = "notice",
        Title = "Not done",
        Close = "Back",
        Blocks = [new Slack.Blocks.SectionBlock { Text = new Slack.Blocks.Markdown(problem.Text) }],
    };

    /// <summary>The postmortem that a button or a form names by its id.</summary>
    public static Task<Result<Postmortem>> ForChangingAsync(this PostmortemAccess access, BlockActionRequest request, CancellationToken cancellationToken) =>
        Guid.TryParse(request.Action.ChosenValue, out var id)
            ? access.ForChangingAsync(new Reader(request.WorkspaceId, request.UserId), id, request.ChannelId, cancellationToken)
            : Task.FromResult<Result<Postmortem>>(PostmortemAccess.NotFound);

    public static Task<Result<Postmortem>> ForReadingAsync(this PostmortemAccess access, BlockActionRequest request, CancellationToken cancellationToken) =>
        Guid.TryParse(request.Action.ChosenValue, out var id)
            ? access.ForReadingAsync(new Reader(request.WorkspaceId, request.UserId), id, request.ChannelId, cancellationToken)
            : Task.FromResult<Result<Postmortem>>(PostmortemAccess.NotFound);

    public static Task<Result<Postmortem>> ForChangingAsync(this PostmortemAccess access, ViewSubmission submission, CancellationToken cancellationToken) =>
        Guid.TryParse(submission.View.PrivateMetadata, out var id)
            ? access.ForChangingAsync(new Reader(submission.WorkspaceId, submission.UserId), id, standingIn: null, cancellationToken)
            : Task.FromResult<Result<Postmortem>>(PostmortemAccess.NotFound);

    public static IServiceCollection AddVerb<TVerb>(this IServiceCollection services) where TVerb : class, ICommandVerb => services
        .AddSingleton<TVerb>()
        .AddSingleton<ICommandVerb>(provider => provider.GetRequiredService<TVerb>());
}
