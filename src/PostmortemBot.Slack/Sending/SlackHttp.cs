using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PostmortemBot.Slack;

/// <summary>Sends to Slack: waits when Slack asks for it, tries again where that can do no harm, and gives up in time.</summary>
internal sealed class SlackHttp(IHttpClientFactory clients, IOptions<SlackOptions> options, SlackPacer pacer, TimeProvider clock, [FromKeyedServices(SlackServices.PaceClock)] TimeProvider paceClock)
{
    public const string ClientName = "Slack";
    public const int LargestAnswer = 32 * 1024 * 1024;

    private const int MostRepeats = 3;
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");
    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");
    private static readonly MediaTypeHeaderValue Bytes = new("application/octet-stream");

    /// <summary>Calls on no workspace's behalf share a pace of their own.</summary>
    public static readonly SlackCaller OfTheApp = new("");

    private readonly SlackOptions settings = options.Value;
    private readonly SlackAttempt attempts = new(clients, clock);

    /// <summary>Calls a method on behalf of the app itself.</summary>
    public Task<T> Call<T>(SlackMethod method, string? token, object arguments, CancellationToken cancellationToken) =>
        Call<T>(method, OfTheApp, token, arguments, cancellationToken);

    /// <summary>Calls a method.</summary>
    public async Task<T> Call<T>(SlackMethod method, SlackCaller caller, string? token, object arguments, CancellationToken cancellationToken)
    {
        return Read<T>(method, await Call(method, caller, token, arguments, cancellationToken));
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
    public Task<byte[]> Call(SlackMethod method, SlackCaller caller, string? token, object arguments, CancellationToken cancellationToken) =>
        Call(method, caller, token is null ? null : new AuthenticationHeaderValue("Bearer", token), arguments, cancellationToken);

    /// <summary>Calls a method as the app itself, with its id and secret.</summary>
    public async Task<T> CallAsApp<T>(SlackMethod method, string clientId, string clientSecret, SlackArguments arguments, CancellationToken cancellationToken)
    {
        var basic = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{clientSecret}")));
        return Read<T>(method, await Call(method, OfTheApp, basic, arguments, cancellationToken));
    }

    private Task<byte[]> Call(SlackMethod method, SlackCaller caller, AuthenticationHeaderValue? authorization, object arguments, CancellationToken cancellationToken)
    {
        var (body, type) = arguments is SlackArguments form ? (form.Encode(), Form) : (SlackWire.Write(arguments), Json);
        var address = new Uri(Base(), method.Name);
        return Send(method, caller, () => Request(address, body, type, authorization), AnswerKind.Api, cancellationToken);
    }

    /// <summary>Answers through a response_url.</summary>
    public Task Respond(string responseUrl, MessageResponse response, CancellationToken cancellationToken)
    {
        SlackWire.Check(response);
        return Respond(responseUrl, response.DeleteOriginal && response.Text is null && response.Blocks is null
            ? SlackWire.Write(new { DeleteOriginal = true })
            : SlackWire.Write(response), cancellationToken);
    }

    /// <summary>Answers through a response_url with what is written already.</summary>
    public Task Respond(string responseUrl, byte[] body, CancellationToken cancellationToken)
    {
        return Send(new SlackMethod("response_url"), caller: null, () => Request(Secret(responseUrl, nameof(responseUrl)), body, Json, authorization: null), AnswerKind.Plain, cancellationToken);
    }

    /// <summary>Sends a file's bytes to the address Slack gave for them.</summary>
    public Task Upload(string uploadUrl, byte[] content, CancellationToken cancellationToken) =>
        Send(new SlackMethod("files.upload"), caller: null, () => Request(Secret(uploadUrl, nameof(uploadUrl)), content, Bytes, authorization: null), AnswerKind.Plain, cancellationToken);

    /// <param name="method">The method.</param>
    /// <param name="caller">Whose pace it is kept to; null for addresses that have none.</param>
    /// <param name="request">Makes the request, anew for each attempt.</param>
    /// <param name="kind">How to read the answer.</param>
    /// <param name="cancellationToken">Stops.</param>
    private async Task<byte[]> Send(SlackMethod method, SlackCaller? caller, Func<HttpRequestMessage> request, AnswerKind kind, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        for (var repeats = 0; ; repeats++)
        {
            if (caller is { } paced)
                await pacer.Enter(method, paced, method.IsInteractive ? Left(started) : Patience(method), method.IsInteractive || Urgency.IsNow, cancellationToken);

            using var message = request();
            var outcome = await attempts.Make(method, message, kind, method.IsInteractive ? Left(started) : settings.CallTimeout, cancellationToken);
            if (outcome.Failure is not { } failure) return outcome.Answer;

            if (failure is SlackRateLimitException limited && caller is { } refused) pacer.Close(method, refused, limited.RetryAfter);
            var pause = PauseBefore(method, outcome, repeats);
            if (pause is not { } wait || (method.IsInteractive && wait >= Left(started))) throw failure;

            // A pause that Slack asked for is waited for at the next turn.
            if (failure is not SlackRateLimitException || caller is null) await Task.Delay(wait, paceClock, cancellationToken);
        }
    }

    /// <summary>How long to wait before another attempt; null when there must be none.</summary>
    private TimeSpan? PauseBefore(SlackMethod method, SlackOutcome outcome, int repeats)
    {
        if (repeats >= MostRepeats) return null;
        // Slack refused to look at the call, so sending it again repeats nothing.
        if (outcome.Failure is SlackRateLimitException limited)
            return limited.RetryAfter <= Patience(method) ? limited.RetryAfter : null;
        if (!outcome.MayPass || !method.IsRepeatable) return null;

        // Twice as long each time, and not at the same moment for all who failed together.
        return TimeSpan.FromMilliseconds((200 << repeats) + Random.Shared.Next(100));
    }

    private TimeSpan Patience(SlackMethod method) => method.IsNextPage ? settings.MaxPageWait : settings.MaxRateLimitWait;

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
