using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace PostmortemBot.Slack;

/// <summary>Sends to Slack: waits when Slack asks for it, tries again where that can do no harm, and gives up in time.</summary>
internal sealed class SlackHttp(IHttpClientFactory clients, IOptions<SlackOptions> options, TimeProvider clock)
{
    public const string ClientName = "Slack";
    public const int LargestAnswer = 32 * 1024 * 1024;

    private const int MostRepeats = 3;
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");
    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");
    private static readonly MediaTypeHeaderValue Bytes = new("application/octet-stream");

    private readonly SlackOptions settings = options.Value;
    private readonly SlackAttempt attempts = new(clients, clock);

    /// <summary>Calls a method.</summary>
    public async Task<T> Call<T>(SlackMethod method, string? token, object arguments, CancellationToken cancellationToken)
    {
        return Read<T>(method, await Call(method, token, arguments, cancellationToken));
    }

    private static T Read<T>(SlackMethod method, byte[] answer)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(answer, SlackJson.Options) ?? throw new SlackApiException(method.Name, SlackApiException.UnreadableAnswer);
        }
        catch (Exception strange) when (Payload.IsMalformed(strange))
        {
            throw new SlackApiException(method.Name, SlackApiException.UnreadableAnswer, innerException: strange);
        }
    }

    /// <summary>Calls a method whose answer says no more than that it worked.</summary>
    public Task<byte[]> Call(SlackMethod method, string? token, object arguments, CancellationToken cancellationToken)
    {
        return Call(method, new AuthenticationHeaderValue("Bearer", token), arguments, cancellationToken);
    }

    /// <summary>Calls a method as the app itself, with its id and secret.</summary>
    public async Task<T> CallAsApp<T>(SlackMethod method, string clientId, string clientSecret, SlackArguments arguments, CancellationToken cancellationToken)
    {
        var basic = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{clientSecret}")));
        return Read<T>(method, await Call(method, basic, arguments, cancellationToken));
    }

    private Task<byte[]> Call(SlackMethod method, AuthenticationHeaderValue authorization, object arguments, CancellationToken cancellationToken)
    {
        var (body, type) = arguments is SlackArguments form ? (form.Encode(), Form) : (SlackWire.Write(arguments), Json);
        var address = new Uri(Base(), method.Name);
        return Send(method, () => Request(address, body, type, authorization), AnswerKind.Api, cancellationToken);
    }

    /// <summary>Answers through a response_url.</summary>
    public Task Respond(string responseUrl, MessageResponse response, CancellationToken cancellationToken)
    {
        SlackWire.Check(response);
        var body = response.DeleteOriginal && response.Text is null && response.Blocks is null
            ? SlackWire.Write(new { DeleteOriginal = true })
            : SlackWire.Write(response);
        return Send(new SlackMethod("response_url"), () => Request(Secret(responseUrl, nameof(responseUrl)), body, Json, authorization: null), AnswerKind.Plain, cancellationToken);
    }

    /// <summary>Sends a file's bytes to the address Slack gave for them.</summary>
    public Task Upload(string uploadUrl, byte[] content, CancellationToken cancellationToken) =>
        Send(new SlackMethod("files.upload"), () => Request(Secret(uploadUrl, nameof(uploadUrl)), content, Bytes, authorization: null), AnswerKind.Plain, cancellationToken);

    private async Task<byte[]> Send(SlackMethod method, Func<HttpRequestMessage> request, AnswerKind kind, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        for (var repeats = 0; ; repeats++)
        {
            using var message = request();
            var outcome = await attempts.Make(method, message, kind, method.IsInteractive ? Left(started) : settings.CallTimeout, cancellationToken);
            if (outcome.Failure is not { } failure) return outcome.Answer;

            var pause = PauseBefore(method, outcome, repeats);
            if (pause is not { } wait || (method.IsInteractive && wait >= Left(started))) throw failure;

            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    /// <summary>How long to wait before another attempt; null when there must be none.</summary>
    private TimeSpan? PauseBefore(SlackMethod method, SlackOutcome outcome, int repeats)
    {
        if (repeats >= MostRepeats) return null;
        // Slack refused to look at the call, so sending it again repeats nothing.
        if (outcome.Failure is SlackRateLimitException limited)
            return limited.RetryAfter <= settings.MaxRateLimitWait ? limited.RetryAfter : null;
        if (!outcome.MayPass || !method.IsRepeatable) return null;

        // Twice as long each time, and not at the same moment for all who failed together.
        return TimeSpan.FromMilliseconds((200 << repeats) + Random.Shared.Next(100));
    }

    private TimeSpan Left(long started)
    {
        var left = settings.InteractiveTimeout - clock.GetElapsedTime(started);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private Uri Base()
    {
        var address = settings.ApiBaseUrl;
        return address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }

    private static HttpRequestMessage Request(Uri address, byte[] body, MediaTypeHeaderValue type, AuthenticationHeaderValue? authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) { Headers = { ContentType = type } } };
        if (authorization is not null) request.Headers.Authorization = authorization;
        return request;
    }

    /// <summary>Whoever knows such an address may use it, so it must not appear in an error.</summary>
    private static Uri Secret(string address, string parameter) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("https" or "http")
            ? uri
            : throw new ArgumentException("This is not an absolute http(s) address.", parameter);
}
