using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PostmortemBot.Slack;

/// <summary>Reads events and finds their handlers; each delivery is handled once, however often Slack sends it.</summary>
internal sealed partial class EventDoor(HandlerTable table, HandlerRunner runner, ISlackInstallations installations, IEventReceipts receipts, ILogger<EventDoor> logger)
{
    private static readonly Answer NotJson = Answer.Malformed("The body is not the JSON of an event.");
    private static readonly Answer Incomplete = Answer.Malformed("The event lacks event_id, event.type or a workspace.");
    private static readonly Answer WrongShape = Answer.Malformed("The event has not the shape Slack documents for its type.");
    private static readonly Answer UnknownKind = Answer.Malformed("The body is of a type that is not known here.");
    /// <summary>About the installation itself: they come when it is no more, and must be heard then.</summary>
    private static readonly FrozenSet<string> AboutInstalling = FrozenSet.Create(StringComparer.Ordinal, "app_uninstalled", "tokens_revoked", "team_access_granted", "team_access_revoked");
    private static readonly Answer SendAgain = Answer.Refuse(StatusCodes.Status500InternalServerError, "The event could not be handled; send it again.");

    private readonly FrozenDictionary<string, EventRoute[]> routes = table.Events();
    private readonly ConcurrentDictionary<(string WorkspaceId, string EventId), Task<Answer>> underway = new();

    public ValueTask<Answer> Take(ReadOnlyMemory<byte> json, long arrived)
    {
        var bytes = Payload.WithoutNul(json.Span);
        if (!Payload.TryRead<EventEnvelope>(bytes, out var envelope)) return new(NotJson);

        switch (envelope.Type)
        {
            case "event_callback":
                return Take(envelope, bytes, arrived);
            case "url_verification":
                return new(envelope.Challenge is null ? Incomplete : Answer.Text(envelope.Challenge));
            case "app_rate_limited":
                Log.TooManyEvents(logger, envelope.TeamId);
                return new(Answer.Empty);
            default:
                return new(UnknownKind);
        }
    }

    private ValueTask<Answer> Take(EventEnvelope envelope, ReadOnlySpan<byte> json, long arrived)
    {
        if (!Payload.IsId(envelope.EventId) || envelope.Event is null || !Payload.IsId(envelope.Event.Type) || !Payload.IsId(envelope.WorkspaceId))
            return new(Incomplete);
        if (!routes.TryGetValue(envelope.Event.Type, out var interested)) return new(Answer.Empty);

        var handlers = new (EventRoute, EventCall)[interested.Length];
        try
        {
            for (var i = 0; i < interested.Length; i++) handlers[i] = (interested[i], interested[i].Read(json));
        }
        catch (Exception malformed) when (Payload.IsMalformed(malformed))
        {
            return new(WrongShape);
        }

        return Once(new Delivery(envelope.WorkspaceId, envelope.EnterpriseOfInstall, envelope.EventId, envelope.Event.Type), handlers, arrived);
    }

    /// <summary>Whoever brings an event that is being handled waits for what comes of it: acknowledged too early, it would be lost when that fails.</summary>
    private async ValueTask<Answer> Once(Delivery delivery, (EventRoute Route, EventCall Call)[] handlers, long arrived)
    {
        var promise = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = underway.GetOrAdd((delivery.WorkspaceId, delivery.EventId), promise.Task);
        if (first != promise.Task) return await first;

        var answer = await Claimed(delivery, handlers, arrived);
        underway.TryRemove((delivery.WorkspaceId, delivery.EventId), out _);
        promise.SetResult(answer);
        return answer;
    }

    private async ValueTask<Answer> Claimed(Delivery delivery, (EventRoute Route, EventCall Call)[] handlers, long arrived)
    {
        var claimed = false;
        try
        {
            if (!await IsWanted(handlers)) return Answer.Empty;
            if (!AboutInstalling.Contains(delivery.Type) && await installations.WhyNot(delivery.WorkspaceId, delivery.EnterpriseId, CancellationToken.None) is not null) return Answer.Empty;

            claimed = await receipts.TryClaim(delivery.WorkspaceId, delivery.EventId, CancellationToken.None);
            if (!claimed) return Answer.Empty;

            var ids = new RequestIds(HandlerKind.Event, delivery.Type, delivery.WorkspaceId, "");
            foreach (var (route, call) in handlers)
            {
                var answer = await runner.Run(ids, route, call.Handle, static (_, handle, cancellationToken) => handle(cancellationToken), static _ => Answer.Empty, static (_, _) => SendAgain, arrived);
                if (answer.Status == SendAgain.Status)
                {
                    await receipts.Release(delivery.WorkspaceId, delivery.EventId, CancellationToken.None);
                    return answer;
                }
            }

            await receipts.Complete(delivery.WorkspaceId, delivery.EventId, CancellationToken.None);
            return Answer.Empty;
        }
        catch (Exception failure)
        {
            Log.NoReceipt(logger, claimed ? "completed or released" : "claimed", delivery.EventId, delivery.Type, delivery.WorkspaceId, failure);
            return SendAgain;
        }
    }

    /// <summary>Asked before anything is written: of some events, such as messages, hardly any concern the app.</summary>
    private static async ValueTask<bool> IsWanted((EventRoute Route, EventCall Call)[] handlers)
    {
        foreach (var (_, call) in handlers)
        {
            if (call.Wants is null || await call.Wants(CancellationToken.None)) return true;
        }

        return false;
    }

    private readonly record struct Delivery(string WorkspaceId, string? EnterpriseId, string EventId, string Type);

    private static partial class Log
    {
        [LoggerMessage(40, LogLevel.Warning, "Slack held back events of workspace {WorkspaceId}: there were more than 30,000 in an hour")]
        public static partial void TooManyEvents(ILogger logger, string? workspaceId);

        [LoggerMessage(41, LogLevel.Error, "The receipt of an event could not be {Step} ({EventId}, {Type}, workspace {WorkspaceId})")]
        public static partial void NoReceipt(ILogger logger, string step, string eventId, string type, string workspaceId, Exception failure);
    }
}
