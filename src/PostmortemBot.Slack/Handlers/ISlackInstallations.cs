namespace PostmortemBot.Slack;

/// <summary>
/// Knows where the app is installed. The door asks before it hands a request to a handler; the one used otherwise lets all in.
/// Events about installing itself always come through.
/// </summary>
public interface ISlackInstallations
{
    /// <summary>Null when requests from there are welcome; else the sentence a person reads.</summary>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="enterpriseId">The organisation it is part of, where Slack says so.</param>
    /// <param name="at">When what happened happened, where Slack says so; it may come late.</param>
    /// <param name="cancellationToken">Stops.</param>
    ValueTask<string?> WhyNot(string workspaceId, string? enterpriseId, DateTimeOffset? at, CancellationToken cancellationToken);
}

internal sealed class InstalledEverywhere : ISlackInstallations
{
    public ValueTask<string?> WhyNot(string workspaceId, string? enterpriseId, DateTimeOffset? at, CancellationToken cancellationToken) => new((string?)null);
}
