using System.Net.Sockets;
using Npgsql;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Workspaces;

/// <summary>What a person reads when something only an operator can mend went wrong.</summary>
public sealed class FailureWords : IFailureWords
{
    public string For(Exception failure, string reference) => failure switch
    {
        _ when IsDatabaseAway(failure) =>
            $"The database cannot be reached, so nothing was stored. A form keeps what you typed: try again in a minute. If it stays so, tell whoever runs this bot (reference {reference}).",
        OperationCanceledException =>
            $"This took too long and was stopped, so nothing was stored. A form keeps what you typed: try again. Reference {reference}.",
        SlackRateLimitException limited =>
            $"Slack asks this app to slow down for {Seconds(limited.RetryAfter)}, so this was not done. What was stored before stays, and a form keeps what you typed: try again after that. Reference {reference}.",
        SlackApiException { Error: "missing_scope" } =>
            $"Slack says this app lacks a permission it needs. Whoever installed it should reinstall it from the current manifest. Reference {reference}.",
        SlackTokenMissingException or SlackApiException { IsTokenDead: true } =>
            $"Slack does not let me into this workspace any more, so this was not finished. Ask somebody who may install apps here to install PostmortemBot again; what was written before is still there. Reference {reference}.",
        SlackApiException slack =>
            $"Slack refused a step of this ({slack.Error}). A form keeps what you typed: try again in a minute. Reference {reference}.",
        _ => $"This did not work and nothing was stored. A form keeps what you typed: try again. If it happens again, tell whoever runs this bot (reference {reference}).",
    };

    private static string Seconds(TimeSpan pause) => Math.Ceiling(pause.TotalSeconds) is > 1 and var seconds ? $"{seconds:0} seconds" : "a second";

    private static bool IsDatabaseAway(Exception? failure) => failure switch
    {
        null => false,
        PostgresException postgres => postgres.SqlState is ['5', '7', ..] or ['0', '8', ..] or ['5', '3', ..],
        NpgsqlException or TimeoutException or SocketException => true,
        _ => IsDatabaseAway(failure.InnerException),
    };
}
