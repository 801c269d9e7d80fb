using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using PostmortemBot.Features.Trackers.GitHub;
using PostmortemBot.Features.Trackers.Http;
using PostmortemBot.Features.Trackers.Jira;

namespace PostmortemBot.Features.Trackers.Incoming;

/// <summary>Where trackers tell what happened: size, signature, shape, repeat, in this order.</summary>
public sealed class TrackerEndpoints(IncomingStore store, IOptions<TrackerOptions> options, TimeProvider clock)
{
    public const string GitHubPath = "/trackers/github";
    public const string JiraPath = "/trackers/jira";
    public const int LargestBody = 1024 * 1024;
    private const int LongestId = 200;

    public async Task<IResult> GitHubAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var headers = context.Request.Headers;
        var received = await ReceiveAsync(context, options.Value.GitHub.IsOn ? options.Value.GitHub.WebhookSecret : "", headers["X-Hub-Signature-256"], cancellationToken);
        if (received.Refusal is { } refusal)
            return refusal;
        var (kind, deliveryId) = (headers["X-GitHub-Event"].ToString(), headers["X-GitHub-Delivery"].ToString());
        if (kind.Length == 0 || deliveryId.Length is 0 or > LongestId)
            return Results.Text("X-GitHub-Event or X-GitHub-Delivery is missing.", statusCode: StatusCodes.Status400BadRequest);
        if (IncomingIssue.FromGitHub(kind, received.Payload!) is not { } issue)
            return Results.Text(kind == "ping" ? "pong" : "nothing to do");
        await store.HearAsync(GitHubTracker.TrackerId, deliveryId, issue, clock.GetUtcNow(), cancellationToken);
        return Results.Text("heard", statusCode: StatusCodes.Status202Accepted);
    }

    public async Task<IResult> JiraAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var headers = context.Request.Headers;
        var received = await ReceiveAsync(context, options.Value.Jira.IsOn ? options.Value.Jira.WebhookSecret : "", headers["X-Hub-Signature"], cancellationToken);
        if (received.Refusal is { } refusal)
            return refusal;
        if (IncomingIssue.FromJira(received.Payload!) is not { } issue)
            return Results.Text("nothing to do");
        // Jira's own name of the delivery is the same at every attempt; a body without one names itself.
        var identifier = headers["X-Atlassian-Webhook-Identifier"].ToString();
        var deliveryId = identifier.Length is > 0 and <= LongestId ? identifier : Convert.ToHexString(SHA256.HashData(received.Body));
        await store.HearAsync(JiraTracker.TrackerId, deliveryId, issue, clock.GetUtcNow(), cancellationToken);
        return Results.Text("heard", statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<Received> ReceiveAsync(HttpContext context, string secret, string? signature, CancellationToken cancellationToken)
    {
        if (secret.Length == 0)
            return Refused("Nothing is received here. Set the WebhookSecret of this tracker in the bot's settings.", StatusCodes.Status404NotFound);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestBody;
        if (await ReadAsync(context.Request, cancellationToken) is not { } body)
            return Refused($"The body is larger than {LargestBody:N0} bytes.", StatusCodes.Status413PayloadTooLarge);
        if (!HubSignature.IsValid(secret, body, signature))
            return Refused("The signature is missing or wrong. Use the same secret on both sides.", StatusCodes.Status401Unauthorized);
        if (!context.Request.HasJsonContentType())
            return Refused("Choose application/json as the content type of the webhook.", StatusCodes.Status415UnsupportedMediaType);
        return Said.Object(Encoding.UTF8.GetString(body)) is { } payload
            ? new Received(body, payload, Refusal: null)
            : Refused("The body is no JSON object.", StatusCodes.Status400BadRequest);
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > LargestBody)
            return null;
        using var buffer = new MemoryStream();
        var part = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(part, cancellationToken)) > 0)
            {
                if (buffer.Length + read > LargestBody)
                    return null;
                buffer.Write(part, 0, read);
            }
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }

        return buffer.ToArray();
    }

    private static Received Refused(string text, int status) => new([], Payload: null, Results.Text(text, statusCode: status));

    private sealed record Received(byte[] Body, System.Text.Json.Nodes.JsonObject? Payload, IResult? Refusal);
}
