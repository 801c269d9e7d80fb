namespace PostmortemBot.Slack;

/// <summary>Calls Slack on behalf of a workspace.</summary>
public interface ISlackClients
{
    /// <summary>The client of a workspace. Cheap; its token is looked up at each call.</summary>
    /// <param name="workspaceId">Whose token to call with.</param>
    /// <param name="teamId">The workspace meant, when the token is a whole organisation's: the methods that list or create then name it.</param>
    ISlackApiClient For(string workspaceId, string? teamId = null);
}
