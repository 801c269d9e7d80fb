using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace PostmortemBot.Slack;

internal enum AnswerKind
{
    /// <summary>JSON with <c>ok</c>.</summary>
    Api,

    /// <summary>The status counts; the body says <c>ok</c>, or why not.</summary>
    Plain,
}

/// <param name="Answer">What Slack answered.</param>
/// <param name="Failure">Why there is no answer.</param>
/// <param name="MayPass">Whether the failure may be gone next time.</param>
internal readonly record struct SlackOutcome(byte[] Answer, SlackApiException? Failure, bool MayPass)
{
    public static SlackOutcome Fine(byte[] answer) => new(answer, null, MayPass: false);

    public static SlackOutcome Failed(SlackApiException failure, bool mayPass) => new([], failure, mayPass);
}

/// <summary>One attempt to reach Slack; what goes wrong is a value, so that the loop around it can decide.</summary>
internal sealed class SlackAttempt(IHttpClientFactory clients, TimeProvider clock)
{
    private static readonly TimeSpan PauseWhenNotSaid = TimeSpan.FromSeconds(1);

    public async Task<SlackOutcome> Make(SlackMethod method, HttpRequestMessage request, AnswerKind kind, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var client = clients.CreateClient(SlackHttp.ClientName);
            using var response = await client.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return Judge(method, response, body, kind);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            return SlackOutcome.Failed(new SlackApiException(method.Name, SlackApiException.TimedOut, innerException: late), mayPass: true);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            return SlackOutcome.Failed(new SlackApiException(method.Name, SlackApiException.ConnectionFailed, innerException: cut), mayPass: true);
        }
    }

    private SlackOutcome Judge(SlackMethod method, HttpResponseMessage response, byte[] body, AnswerKind kind)
    {
        if (response.StatusCode is HttpStatusCode.TooManyRequests)
            return SlackOutcome.Failed(new SlackRateLimitException(method.Name, PauseAskedFor(response.Headers.RetryAfter)), mayPass: true);

        var envelope = Read(body);
        if (response.IsSuccessStatusCode && (envelope?.Ok ?? kind is AnswerKind.Plain)) return SlackOutcome.Fine(body);

        var isOutage = (int)response.StatusCode >= 500;
        if (envelope?.Error is not { Length: > 0 } error)
        {
            var what = response.IsSuccessStatusCode ? SlackApiException.UnreadableAnswer : $"http_{(int)response.StatusCode}";
            return SlackOutcome.Failed(new SlackApiException(method.Name, what), isOutage);
        }

        if (string.Equals(error, method.FineToo, StringComparison.Ordinal)) return SlackOutcome.Fine(body);
        if (error is "ratelimited" or "rate_limited")
            return SlackOutcome.Failed(new SlackRateLimitException(method.Name, PauseAskedFor(response.Headers.RetryAfter)), mayPass: true);

        var mayPass = isOutage || error is "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout";
        return SlackOutcome.Failed(new SlackApiException(method.Name, error, envelope.AllMessages(), envelope.Needed, envelope.Provided), mayPass);
    }

    private TimeSpan PauseAskedFor(RetryConditionHeaderValue? header)
    {
        var pause = header?.Delta ?? (header?.Date is { } at ? at - clock.GetUtcNow() : PauseWhenNotSaid);
        return pause > TimeSpan.Zero ? pause : PauseWhenNotSaid;
    }

    private static SlackEnvelope? Read(byte[] body)
    {
        if (body is not [(byte)'{', ..]) return null;

        try
        {
            return JsonSerializer.Deserialize<SlackEnvelope>(body, SlackJson.Options);
        }
        catch (Exception strange) when (Payload.IsMalformed(strange))
        {
            return null;
        }
    }
}
