using PostmortemBot.Slack.Events;

namespace PostmortemBot.Slack;

/// <summary>What the door must know of a delivery before it knows its handler.</summary>
internal sealed record EventEnvelope
{
    public string? Type { get; init; }

    public string? Challenge { get; init; }

    public string? EventId { get; init; }

    public string? TeamId { get; init; }

    public string? ContextTeamId { get; init; }

    public string? EnterpriseId { get; init; }

    public IReadOnlyList<EventAuthorization>? Authorizations { get; init; }

    public long EventTime { get; init; }

    public EventHead? Event { get; init; }

    public string WorkspaceId => EventWorkspace.Of(Authorizations, ContextTeamId, TeamId, EnterpriseId);

    /// <summary>Null where the envelope does not say it, or says what is no time.</summary>
    public DateTimeOffset? HappenedAt => EventTime is > 0 and < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(EventTime) : null;

    /// <summary>In a shared channel <c>enterprise_id</c> may be another organisation's.</summary>
    public string? EnterpriseOfInstall => Authorizations is [{ EnterpriseId: { Length: > 0 } own }, ..] ? own : EnterpriseId;

    internal sealed record EventHead
    {
        public string? Type { get; init; }
    }
}
