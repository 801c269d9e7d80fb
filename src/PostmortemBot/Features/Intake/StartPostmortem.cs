using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Intake;

/// <summary>Opens the form in which a postmortem begins, and stores what was typed.</summary>
public sealed class StartPostmortem(
    IntakeStore store,
    Channels channels,
    People people,
    ISlackClients slack,
    TimeProvider clock) : IViewSubmissionHandler, IGlobalShortcutHandler, IBlockActionHandler
{
    public const string CallbackId = "intake.start";

    /// <summary>Also the id of the button that offers to start.</summary>
    public const string ShortcutId = CardActions.StartPostmortem;

    public async Task<SlashCommandResponse> OpenFromCommandAsync(SlashCommand command, CancellationToken cancellationToken)
    {
        // In a direct message there is no incident channel to work in, so the form asks for one.
        if (IsDirectMessage(command.ChannelId, command.ChannelName))
        {
            await OpenAsync(command.WorkspaceId, command.TriggerId, command.UserId, channelId: null, cancellationToken);
            return SlashCommandResponse.Nothing;
        }

        var channel = await channels.LookUpAsync(command.WorkspaceId, command.ChannelId, cancellationToken);
        if (WhyNotHere(channel) is { } problem)
            return SlashCommandResponse.Ephemeral(problem.Text);

        await OpenAsync(command.WorkspaceId, command.TriggerId, command.UserId, command.ChannelId, cancellationToken);
        return SlashCommandResponse.Nothing;
    }

    public async Task<Ack> Handle(GlobalShortcut shortcut, CancellationToken cancellationToken)
    {
        await OpenAsync(shortcut.WorkspaceId, shortcut.TriggerId, shortcut.UserId, channelId: null, cancellationToken);
        return Ack.Done;
    }

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        await OpenAsync(request.WorkspaceId, request.TriggerId, request.UserId, request.Action.ChosenValue is { Length: > 0 } channel ? channel : null, cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var facts = FactsForm.Read(submission.View.State);
        var problems = facts.Problems(now).ToList();
        var asked = submission.View.PrivateMetadata is not { Length: > 0 };
        var channelId = asked ? submission.View.State.GetConversation("channel") ?? "" : submission.View.PrivateMetadata!;
        var channel = channelId.Length == 0 ? null : await channels.LookUpAsync(submission.WorkspaceId, channelId, cancellationToken);
        if (WhyNotHere(channel) is { } problem)
            problems.Add(problem with { Field = asked ? "channel" : "title" });
        else if (await FacilitatorProblemAsync(submission.WorkspaceId, facts.FacilitatorId, channelId, channel!.IsPrivate, cancellationToken) is { } unsuitable)
            problems.Add(unsuitable);
        if (problems.Count > 0)
            return problems.AsErrors(otherwise: "title");

        await people.GetAsync(submission.WorkspaceId, submission.UserId, cancellationToken);
        if (!channel!.BotIsMember && !channel.IsPrivate)
            await slack.For(submission.WorkspaceId).Conversations.Join(channel.ChannelId, cancellationToken);

        var refused = await store.StartAsync(facts, channel, submission.UserId, submission.View.Id, now, cancellationToken);
        return refused is null ? ViewSubmissionResponse.Close : new[] { refused }.AsErrors(otherwise: "title");
    }

    /// <param name="workspaceId">The workspace.</param>
    /// <param name="facilitatorId">Who was chosen.</param>
    /// <param name="channelId">The incident channel.</param>
    /// <param name="isPrivate">Whether its members alone may read the postmortem.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Problem?> FacilitatorProblemAsync(string workspaceId, string facilitatorId, string channelId, bool isPrivate, CancellationToken cancellationToken)
    {
        if (facilitatorId.Length == 0)
            return null;
        var facilitator = await people.GetAsync(workspaceId, facilitatorId, cancellationToken);
        if (!facilitator.CanOwn)
            return new Problem($"{facilitator.DisplayName} cannot lead it: {(facilitator.IsDeactivated ? "the account is deactivated" : "it is an app")}. Choose somebody else.", "facilitator");
        if ((isPrivate || facilitator.Kind == PersonKind.Guest) && !await channels.IsInsideAsync(workspaceId, channelId, facilitatorId, cancellationToken))
            return new Problem($"{facilitator.DisplayName} is not in the incident channel, so they could not read it. Invite them first, or choose somebody in it.", "facilitator");
        return null;
    }

    private Task OpenAsync(string workspaceId, string triggerId, string userId, string? channelId, CancellationToken cancellationToken) =>
        slack.For(workspaceId).Views.Open(triggerId, new ModalViewDefinition
        {
            CallbackId = CallbackId,
            Title = "Start a postmortem",
            Submit = "Start",
            Close = "Cancel",
            PrivateMetadata = channelId,
            Blocks = FactsForm.Blocks(known: null, userId, askForChannel: channelId is null),
        }, cancellationToken);

    private static bool IsDirectMessage(string channelId, string? channelName) =>
        channelId.StartsWith('D') || channelName is "directmessage" || channelName?.StartsWith("mpdm-", StringComparison.Ordinal) == true;

    private static Problem? WhyNotHere(Channel? channel) => channel switch
    {
        null => new Problem("I cannot see this channel, because it is private and I am not in it. Invite me with `/invite @postmortem` and type `/postmortem` again. What is said here stays with its members."),
        { IsArchived: true } => new Problem("This channel is archived, so nothing can be posted in it. Unarchive it, or start the postmortem in another channel."),
        { IsPrivate: true, BotIsMember: false } => new Problem("I am not in this private channel. Invite me with `/invite @postmortem` and try again."),
        _ => null,
    };
}
