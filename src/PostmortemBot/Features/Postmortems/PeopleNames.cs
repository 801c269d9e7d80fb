using PostmortemBot.Jobs;
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
        // A job has time to ask again after a pause; who looks at a screen has not.
        catch (SlackApiException refused) when (refused is not SlackRateLimitException || JobRun.Id is null)
        {
            return userId;
        }
    }
}
