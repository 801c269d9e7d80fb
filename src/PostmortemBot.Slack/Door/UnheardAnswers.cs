using Microsoft.Extensions.Logging;

namespace PostmortemBot.Slack;

/// <summary>
/// Answers to commands that do not reach Slack in its three seconds, or whose connection broke: what was done is done, Slack tells the
/// person that it failed and does not ask again. So they go through the command's <c>response_url</c>, which lives half an hour.
/// </summary>
/// <seealso href="https://docs.slack.dev/interactivity/handling-user-interaction#message_responses"/>
internal sealed partial class UnheardAnswers(SlackHttp http, TimeProvider clock, ILogger<UnheardAnswers> logger)
{
    private static readonly TimeSpan SlackWaits = TimeSpan.FromSeconds(3);

    /// <summary>The answer, if Slack still waits for it; otherwise it goes the other way, and this is an empty one.</summary>
    public Answer InTime(Answer answer, string responseUrl, long arrived)
    {
        if (answer.Body.IsEmpty || responseUrl.Length == 0) return answer;
        if (clock.GetElapsedTime(arrived) < SlackWaits) return answer with { ResponseUrl = responseUrl };

        _ = Say(responseUrl, answer.Body);
        return Answer.Empty;
    }

    /// <summary>
    /// Says what could not be sent, once Slack has stopped waiting: until then it may bring the same envelope over another connection,
    /// and <paramref name="isHeard"/> says that the answer went out there.
    /// </summary>
    public void SayLater(Answer answer, long arrived, Func<bool> isHeard)
    {
        if (answer.ResponseUrl is { } responseUrl) _ = Wait();

        async Task Wait()
        {
            var left = SlackWaits - clock.GetElapsedTime(arrived);
            if (left > TimeSpan.Zero) await Task.Delay(left, clock, CancellationToken.None);
            if (!isHeard()) await Say(responseUrl, answer.Body);
        }
    }

    private async Task Say(string responseUrl, ReadOnlyMemory<byte> message)
    {
        try
        {
            await http.Respond(responseUrl, message.ToArray(), CancellationToken.None);
            Log.Said(logger);
        }
        catch (Exception failure)
        {
            Log.NotSaid(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(80, LogLevel.Information, "An answer to a command that Slack did not hear was said by its response_url")]
        public static partial void Said(ILogger logger);

        [LoggerMessage(81, LogLevel.Warning, "An answer to a command did not reach Slack, neither in time nor by its response_url; what the command did stays done")]
        public static partial void NotSaid(ILogger logger, Exception failure);
    }
}
