using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

/// <summary>Answers that several features give, and the way back to a person after a button.</summary>
public static partial class Replies
{
    /// <summary>A command's text is gone from the screen once it is sent, so an answer that stores nothing gives it back whole.</summary>
    public static SlashCommandResponse GiveBack(string why, string typed) =>
        SlashCommandResponse.Ephemeral($"{why} You typed:\n{Mrkdwn.Quote(Mrkdwn.Escape(typed))}");

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

    /// <summary>
    /// Says that something was done. It stays done when Slack does not take the words, so a failure here must not read
    /// as one of the act itself.
    /// </summary>
    public static async Task<Ack> TellDoneAsync(this ISlackClients slack, BlockActionRequest request, string words, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            return await slack.TellAsync(request, new Problem(words), cancellationToken);
        }
        catch (SlackApiException failure)
        {
            NotTold(logger, failure, request.UserId, request.Action.ActionId);
            return Ack.Done;
        }
    }

    /// <summary>A problem for places that show plain text, such as the errors at a form's fields: names for mentions, no marks.</summary>
    public static async Task<string> PlainlyAsync(this ReadableText readable, string workspaceId, Problem problem, CancellationToken cancellationToken) =>
        (await readable.ReadAsync(workspaceId, problem.Text, cancellationToken)).Replace("*", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);

    // Good news and bad news come this way, so the title takes no side.
    private static ModalViewDefinition Notice(Problem problem) => new()
    {
        CallbackId = "notice",
        Title = "PostmortemBot",
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

    /// <summary>The postmortem of the channel that a command was typed in.</summary>
    public static Task<Result<Postmortem>> ForChangingAsync(this PostmortemAccess access, SlashCommand command, CancellationToken cancellationToken) =>
        access.HereForChangingAsync(new Reader(command.WorkspaceId, command.UserId), command.ChannelId, cancellationToken);

    /// <inheritdoc cref="ForChangingAsync(PostmortemAccess, SlashCommand, CancellationToken)"/>
    public static Task<Result<Postmortem>> ForReadingAsync(this PostmortemAccess access, SlashCommand command, CancellationToken cancellationToken) =>
        access.HereForReadingAsync(new Reader(command.WorkspaceId, command.UserId), command.ChannelId, cancellationToken);

    public static IServiceCollection AddVerb<TVerb>(this IServiceCollection services) where TVerb : class, ICommandVerb => services
        .AddSingleton<TVerb>()
        .AddSingleton<ICommandVerb>(provider => provider.GetRequiredService<TVerb>());

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Action} was done, but {User} could not be told")]
    private static partial void NotTold(ILogger logger, Exception failure, string user, string action);
}
