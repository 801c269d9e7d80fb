using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

/// <summary>Who did something, for people: a user of Slack, somebody in a tracker as in "github:octocat", or the bot.</summary>
public static class ActorWords
{
    private static readonly Dictionary<string, string> Trackers = new(StringComparer.Ordinal) { ["github"] = "GitHub", ["jira"] = "Jira" };

    public static bool IsInTracker(string? actor) => actor is not null && Trackers.ContainsKey(actor.Split(':')[0]);

    public static string Of(string? actor) => actor switch
    {
        null => "PostmortemBot",
        _ when !IsInTracker(actor) => Mrkdwn.User(actor),
        _ when actor.Split(':', 2) is [var tracker, var login] => $"{EscapedText.Cut(login, 100)} in {Trackers[tracker]}",
        _ => Trackers[actor],
    };
}
