using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

public static class PeopleNames
{
    /// <summary>How somebody is called, as plain text. The id, when Slack will not show them.</summary>
    public static async ValueTask<string> NameAsync(this People people, string workspaceId, string userId, CancellationToken cancellationToken)
    {
        try
        {
            return (await people.GetAsync(workspaceId, userId, cancellationToken)).DisplayName;
        }
        catch (SlackApiException)
        {
            return userId;
        }
    }
}
