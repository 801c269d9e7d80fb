using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using PostmortemBot.Database;
using PostmortemBot.Features.Trackers.Http;
using PostmortemBot.Jobs;

namespace PostmortemBot.Features.Trackers.Outgoing;

/// <summary>Tells another system how an item is now, unless it was told so already.</summary>
public sealed partial class AnnounceJob(
    PostgresDatabase database,
    TrackerStore items,
    AnnouncementStore store,
    AnnouncementDoor door,
    TrackerSource source,
    IOptions<TrackerOptions> options,
    TimeProvider clock,
    ILogger<AnnounceJob> logger) : IJob
{
    public const string Name = "trackers.announce";

    public async Task RunAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        // One at a time for each item, else an older state could arrive last; and a receiver that hangs holds up one worker for it.
        if (!await database.TryAloneAsync($"announce {subject.Id}", () => AnnounceAsync(subject, cancellationToken), cancellationToken))
            throw new PutBackException("The item is being announced already", TrackerDoor.FullPause);
    }

    private async Task AnnounceAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        var webhook = options.Value.Webhook;
        if (!webhook.IsOn || await items.FindAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { } item || (item.IsPrivate && !webhook.IncludePrivate))
            return;
        var body = Announcement.Of(item, source.Page(item)).Write();
        var now = clock.GetUtcNow();
        if (await store.BeginAsync(item.WorkspaceId, item.ActionItemId, Announcement.Hash(body), now, cancellationToken) is not { } deliveryId)
            return;

        var timestamp = now.ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("PostmortemBot", "1"));
        request.Headers.Add("X-Postmortem-Delivery", deliveryId.ToString());
        request.Headers.Add("X-Postmortem-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("X-Postmortem-Signature", Announcement.Sign(webhook.Secret, timestamp, body));
        using var response = await door.SendAsync(request, cancellationToken);
        // Who says no to this will say no again; the next change is announced anew.
        if (!response.IsSuccessStatusCode)
            Refused(logger, item.Key, (int)response.StatusCode);
        await store.DoneAsync(item.WorkspaceId, item.ActionItemId, deliveryId, clock.GetUtcNow(), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was announced of {Item} was answered with {Status}; it is not sent again")]
    private static partial void Refused(ILogger logger, string item, int status);
}

/// <summary>The way out to Trackers:Webhook:Url, under the same rules as to a tracker.</summary>
public sealed class AnnouncementDoor(IOptions<TrackerOptions> options, TimeProvider clock) : IDisposable
{
    private readonly Lazy<HttpClient> _http = new(() => new HttpClient(
        new TrackerDoor("The webhook's receiver", new Uri(options.Value.Webhook.Url), options.Value.Timeout, clock) { TakesAnything = true }) { Timeout = Timeout.InfiniteTimeSpan });

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _http.Value.SendAsync(request, cancellationToken);

    public void Dispose()
    {
        if (_http.IsValueCreated)
            _http.Value.Dispose();
    }
}
