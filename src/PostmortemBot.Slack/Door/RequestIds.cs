namespace PostmortemBot.Slack;

/// <summary>What a log line needs to find a request again.</summary>
internal readonly record struct RequestIds(HandlerKind Kind, string Id, string WorkspaceId, string UserId, string? EnterpriseId = null);
