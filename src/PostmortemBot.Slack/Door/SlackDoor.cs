using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace PostmortemBot.Slack;

/// <summary>
/// Takes every request in this order: size, signature, age, media type, retry, payload, handler.
/// Until the signature is checked it touches nothing but the request's bytes.
/// </summary>
internal sealed partial class SlackDoor(SlackSignature signature, SlackDispatcher dispatcher, UnheardAnswers unheard, TimeProvider clock, ILogger<SlackDoor> logger)
{
    private static readonly Answer TooLarge = Answer.Refuse(StatusCodes.Status413PayloadTooLarge, "The body is larger than 1 MB.");
    private static readonly Answer NotSigned = Answer.Refuse(StatusCodes.Status401Unauthorized, "The request is not signed by Slack.");
    private static readonly Answer NotRecent = Answer.Refuse(StatusCodes.Status401Unauthorized, "The request is more than five minutes old, or a clock is wrong.");
    private static readonly Answer WrongType = Answer.Refuse(StatusCodes.Status415UnsupportedMediaType, "Send application/json or application/x-www-form-urlencoded.");
    private static readonly Answer NotUtf8 = Answer.Malformed("The body is not UTF-8.");

    private readonly Occasionally occasionally = new(clock);

    public async Task Open(HttpContext context)
    {
        var arrived = clock.GetTimestamp();
        Answer answer;
        try
        {
            answer = await Take(context.Request, arrived);
        }
        catch (BadHttpRequestException cut)
        {
            answer = Answer.Refuse(cut.StatusCode, "The body did not arrive whole.");
        }
        catch (IOException)
        {
            // Whoever called has left; there is nobody to answer.
            return;
        }

        await answer.Write(context.Response);
        if (context.RequestAborted.IsCancellationRequested) unheard.SayLater(answer, arrived, static () => false);
    }

    private async ValueTask<Answer> Take(HttpRequest request, long arrived)
    {
        if (RequestBody.IsTooLarge(request)) return TooLarge;

        var headers = request.Headers;
        if (Only(headers[SlackSignature.TimestampHeader]) is not { } timestamp || !SlackSignature.IsTimestamp(timestamp))
            return Refused(NotSigned, "it has no timestamp");

        if (await RequestBody.Read(request, timestamp) is not { } body) return TooLarge;
        using (body)
        {
            if (!signature.IsSigned(body.Signed, Only(headers[SlackSignature.SignatureHeader])))
                return Refused(NotSigned, "its signature does not match; if Slack sent it, compare Slack:SigningSecret with the app's Basic Information page");
            if (!signature.IsRecent(timestamp))
                return Refused(NotRecent, "it is more than five minutes old or ahead; if Slack sent it, this machine's clock is wrong");

            var kind = MediaType.Of(request.ContentType);
            if (kind is MediaKind.Other) return WrongType;

            if (headers.TryGetValue("X-Slack-Retry-Num", out var again))
                Log.SentAgain(logger, Only(again), Only(headers["X-Slack-Retry-Reason"]));

            if (!Utf8.IsValid(body.Content.Span)) return NotUtf8;

            return kind is MediaKind.Json
                ? await dispatcher.Event(body.Content, arrived)
                : await dispatcher.Form(body.Content, arrived);
        }
    }

    private static string? Only(StringValues values) => values.Count == 1 ? values[0] : null;

    private Answer Refused(Answer answer, string reason)
    {
        // Anybody can send such requests, so their number must not decide how much is logged.
        if (occasionally.IsDue()) Log.Refused(logger, reason);
        return answer;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Refused a request at Slack's door: {Reason}")]
        public static partial void Refused(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Information, "Slack sends a request again (attempt {Attempt}, because of {Reason})")]
        public static partial void SentAgain(ILogger logger, string? attempt, string? reason);
    }
}
