using System.Collections.Frozen;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>Finds the handlers of modals.</summary>
internal sealed class ViewDoor(HandlerTable table, HandlerRunner runner, Unhandled unhandled, IEnumerable<IViewSubmissionReader> readers)
{
    private readonly FrozenDictionary<string, IViewSubmissionHandler> submissions = table.Of<IViewSubmissionHandler>(HandlerKind.ViewSubmission);
    private readonly FrozenDictionary<string, IViewClosedHandler> closings = table.Of<IViewClosedHandler>(HandlerKind.ViewClosed);
    private readonly IViewSubmissionReader[] readers = [.. readers];

    public ValueTask<Answer> Submit(ViewSubmission submission, long arrived)
    {
        var ids = new RequestIds(HandlerKind.ViewSubmission, submission.View.CallbackId, submission.WorkspaceId, submission.UserId, submission.Enterprise?.Id);
        if (!submissions.TryGetValue(submission.View.CallbackId, out var handler))
        {
            unhandled.Tell(ids);
            return new(Explain(submission, Unhandled.View));
        }

        return runner.Run(
            ids,
            handler,
            submission,
            Handle,
            static reply => Answer.Json(reply.Json),
            static (submission, words) => Explain(submission, words),
            arrived);
    }

    public ValueTask<Answer> Close(ViewClosed closed, long arrived)
    {
        var ids = new RequestIds(HandlerKind.ViewClosed, closed.View.CallbackId, closed.WorkspaceId, closed.UserId, closed.Enterprise?.Id);
        if (!closings.TryGetValue(closed.View.CallbackId, out var handler))
        {
            unhandled.Tell(ids);
            return new(Answer.Empty);
        }

        return runner.Run(
            ids,
            handler,
            closed,
            static (handler, closed, cancellationToken) => handler.Handle(closed, cancellationToken),
            static _ => Answer.Empty,
            static (_, _) => Answer.Empty,
            arrived);
    }

    private async Task<ViewSubmissionResponse> Handle(IViewSubmissionHandler handler, ViewSubmission submission, CancellationToken cancellationToken)
    {
        foreach (var reader in readers) submission = await reader.Read(submission, cancellationToken);
        return await handler.Handle(submission, cancellationToken);
    }

    /// <summary>At an input block, so that what was typed stays; a view with nothing to type is replaced by the words.</summary>
    private static Answer Explain(ViewSubmission submission, string words)
    {
        var input = submission.View.Blocks.OfType<InputBlock>().FirstOrDefault(block => block.BlockId.Length > 0);
        var response = input is not null
            ? ViewSubmissionResponse.Error(input.BlockId, words)
            : ViewSubmissionResponse.Update(new ModalViewDefinition
            {
                Title = "Not done",
                Close = "Close",
                Blocks = [new SectionBlock { Text = new PlainText(Mrkdwn.Cut(words, 3000)) }],
            });
        return Answer.Json(response.Json);
    }
}
