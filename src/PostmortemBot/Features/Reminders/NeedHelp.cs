using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Reminders;

/// <summary>Asks those who help with an item and the facilitator for a hand, or the channel when there is nobody else.</summary>
public sealed class NeedHelp(HelpStore store, ReminderAccess access, ISlackClients slack, TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "reminders.help";
    public const int NoteLength = 1000;

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var id = Guid.TryParse(request.Action.ChosenValue, out var chosen) ? chosen : default;
        var result = await access.FindOwnAsync(new Reader(request.WorkspaceId, request.UserId), id, request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await slack.TellAsync(request, problem, cancellationToken);

        await slack.For(request.WorkspaceId).Views.Open(request.TriggerId, new ModalViewDefinition
        {
            CallbackId = Id,
            Title = $"Help with {item.Key}",
            Submit = "Ask",
            Close = "Cancel",
            PrivateMetadata = item.ActionItemId.ToString(),
            Blocks =
            [
                new SectionBlock { Text = new Markdown($"*{item.Key} · {Mrkdwn.Cut(Mrkdwn.Escape(item.Title), 1000)}*\nI will ask those who help with it and the facilitator; when there is nobody else, its channel.") },
                new InputBlock
                {
                    BlockId = "note",
                    Label = "What would help?",
                    Hint = "An hour of somebody's time, a review, access, another owner: whatever it is.",
                    Optional = true,
                    Element = new PlainTextInput { ActionId = "value", Multiline = true, MaxLength = NoteLength, FocusOnLoad = true },
                },
            ],
        }, cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var id = Guid.TryParse(submission.View.PrivateMetadata, out var chosen) ? chosen : default;
        var result = await access.FindOwnAsync(new Reader(submission.WorkspaceId, submission.UserId), id, standingIn: null, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return ViewSubmissionResponse.Error("note", problem.Text);

        var note = submission.View.State.GetText("note")?.Trim() ?? "";
        if (note.Length > NoteLength)
            return ViewSubmissionResponse.Error("note", $"Keep it within {NoteLength:N0} characters; it has {note.Length:N0} now.");
        await store.AskAsync(item, submission.UserId, note, submission.View.Id, clock.GetUtcNow(), cancellationToken);
        return ViewSubmissionResponse.Update(new ModalViewDefinition
        {
            CallbackId = "reminders.asked",
            Title = "Asked",
            Close = "Close",
            Blocks = [new SectionBlock { Text = new Markdown($"*{item.Key}*: those who help with it and the facilitator hear that you need a hand; when there is nobody else, its channel does. It stays yours until somebody takes it on.") }],
        });
    }
}
