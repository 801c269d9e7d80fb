using Microsoft.Extensions.Logging;

namespace PostmortemBot.Slack;

/// <summary>Runs a handler against the clock; what it throws is logged once, here, and becomes a sentence for the person.</summary>
internal sealed partial class HandlerRunner(Deadlines deadlines, ISlackInstallations installations, IFailureWords words, TimeProvider clock, ILogger<HandlerRunner> logger)
{
    /// <param name="ids">What to log.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="request">What it handles.</param>
    /// <param name="handle">Calls it.</param>
    /// <param name="answer">Writes its reply; a reply that Slack would refuse is a failure of the handler.</param>
    /// <param name="sorry">Says the failure to the person.</param>
    /// <param name="arrived">When the request came.</param>
    public async ValueTask<Answer> Run<THandler, TRequest, TReply>(
        RequestIds ids,
        THandler handler,
        TRequest request,
        Func<THandler, TRequest, CancellationToken, Task<TReply>> handle,
        Func<TReply, Answer> answer,
        Func<TRequest, string, Answer> sorry,
        long arrived)
        where THandler : class
    {
        var deadline = deadlines.Borrow();
        Urgency.Begin();
        try
        {
            // Whoever sends events has nobody to read a sentence; their door asks itself.
            if (ids.Kind is not HandlerKind.Event)
            {
                var welcome = installations.WhyNot(ids.WorkspaceId, ids.EnterpriseId, at: null, deadline.Token);
                if (!welcome.IsCompleted) deadlines.Start(deadline, arrived);
                if (await welcome is { } refusal) return sorry(request, refusal);
            }

            var reply = handle(handler, request, deadline.Token);
            if (!reply.IsCompleted) deadlines.Start(deadline, arrived);
            return answer(await reply);
        }
        catch (Exception failure)
        {
            return sorry(request, Explain(failure, ids, handler is EventRoute route ? route.HandlerType : handler.GetType(), deadline.IsCancellationRequested));
        }
        finally
        {
            deadlines.GiveBack(deadline);
        }
    }

    private string Explain(Exception failure, RequestIds ids, Type handler, bool late)
    {
        // The end of a version 7 id is random; eight digits are enough to find a line in a log, and to read out.
        var reference = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N")[^8..];
        if (late) Log.TookTooLong(logger, ids.Kind, ids.Id, handler.Name, ids.WorkspaceId, ids.UserId, reference, failure);
        else Log.Failed(logger, ids.Kind, ids.Id, handler.Name, ids.WorkspaceId, ids.UserId, reference, failure);

        return words.For(late && failure is not OperationCanceledException ? new OperationCanceledException(failure.Message, failure) : failure, reference);
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Error, "{Kind} '{Id}' failed in {Handler} (workspace {WorkspaceId}, user {UserId}, reference {Reference})")]
        public static partial void Failed(ILogger logger, HandlerKind kind, string id, string handler, string workspaceId, string userId, string reference, Exception failure);

        [LoggerMessage(11, LogLevel.Error, "{Kind} '{Id}' took too long in {Handler} (workspace {WorkspaceId}, user {UserId}, reference {Reference})")]
        public static partial void TookTooLong(ILogger logger, HandlerKind kind, string id, string handler, string workspaceId, string userId, string reference, Exception failure);
    }
}
