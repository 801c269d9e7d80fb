namespace PostmortemBot.Slack;

/// <summary>Calls Slack on behalf of a workspace.</summary>
public interface ISlackClients
{
    /// <summary>The client of a workspace. Cheap; its token is looked up at each call.</summary>
    ISlackApiClient For(string workspaceId);
}
