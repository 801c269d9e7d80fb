using Microsoft.Extensions.Logging;

namespace PostmortemBot.Slack;

/// <summary>Tells a person through a <c>response_url</c> what happened, after Slack got its answer: it waits for that first.</summary>
internal sealed partial class Explanations(SlackHttp http, ILogger<Explanations> logger)
{
    public void Send(string? responseUrl, string text)
    {
        if (!string.IsNullOrEmpty(responseUrl)) _ = Post(responseUrl, text);
    }

    private async Task Post(string responseUrl, string text)
    {
        try
        {
            await Task.Yield();
            await http.Respond(responseUrl, new MessageResponse { Text = text }, CancellationToken.None);
        }
        catch (Exception failure)
        {
            Log.NotTold(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(30, LogLevel.Warning, "A person could not be told what went wrong")]
        public static partial void NotTold(ILogger logger, Exception failure);
    }
}
