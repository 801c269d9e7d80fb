using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using PostmortemBot.Jobs;

namespace PostmortemBot.Features.Trackers.Http;

/// <summary>
/// The only way out to a tracker: never to another host than the configured one, never longer than allowed, never more
/// than a bounded answer; and a request to slow down becomes a job that waits.
/// </summary>
public sealed class TrackerDoor : DelegatingHandler
{
    public const int LargestAnswer = 4 * 1024 * 1024;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan UnsaidPause = TimeSpan.FromMinutes(1);

    /// <summary>Whether what comes back may be anything, since nobody reads it.</summary>
    public bool TakesAnything { get; init; }

    /// <summary>How many requests one process has under way with one tracker.</summary>
    public const int MostAtOnce = 2;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(250);

    /// <summary>How long work waits that finds no room.</summary>
    public static readonly TimeSpan FullPause = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _room = new(MostAtOnce);
    private readonly string _tracker;
    private readonly Uri _root;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;

    public TrackerDoor(string tracker, Uri root, TimeSpan timeout, TimeProvider clock)
        : base(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !root.IsLoopback,
            AutomaticDecompression = DecompressionMethods.All,
            MaxResponseHeadersLength = 64,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
    {
        _tracker = tracker;
        _root = root;
        _timeout = timeout;
        _clock = clock;
    }

    /// <summary>The root of an API, such that addresses below it can be joined to it.</summary>
    public static Uri Root(string address) => new(address.EndsWith('/') ? address : address + "/");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!IsBelowRoot(request.RequestUri))
            throw new TrackerRefusedException(TrackerProblem.Elsewhere);
        // Whoever finds it full gives their worker back, so that a tracker that hangs holds up nobody else's work.
        if (!await _room.WaitAsync(LongestWait, cancellationToken))
            throw new PutBackException($"{_tracker} is busy with other items", FullPause);
        try
        {
            return await AskAsync(request, cancellationToken);
        }
        finally
        {
            _room.Release();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _room.Dispose();
        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        try
        {
            var response = await base.SendAsync(request, limit.Token);
            try
            {
                if (PauseIn(response) is { } pause)
                    throw new PutBackException($"{_tracker} asks to slow down", pause);
                if ((int)response.StatusCode >= 500 || response.StatusCode == HttpStatusCode.RequestTimeout)
                    throw new TrackerAwayException($"{_tracker} answered {(int)response.StatusCode}");
                await BufferAsync(response, limit.Token);
                if (response.IsSuccessStatusCode && !TakesAnything && !IsJson(response))
                    throw new TrackerAwayException($"{_tracker} answered with {response.Content.Headers.ContentType?.MediaType ?? "something"} where JSON was due");
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TrackerAwayException($"{_tracker} did not answer within {_timeout.TotalSeconds:0.#} s", late);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new TrackerAwayException($"{_tracker} cannot be reached", broken);
        }
    }

    private bool IsBelowRoot(Uri? address) =>
        address is not null
        && address.Scheme == _root.Scheme
        && address.Port == _root.Port
        && string.Equals(address.IdnHost, _root.IdnHost, StringComparison.OrdinalIgnoreCase)
        && address.UserInfo.Length == 0
        && address.AbsolutePath.StartsWith(_root.AbsolutePath, StringComparison.Ordinal);

    // https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
    // https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
    private TimeSpan? PauseIn(HttpResponseMessage response)
    {
        var said = Said(response);
        return (int)response.StatusCode switch
        {
            429 => Bounded(said ?? UnsaidPause),
            403 when said is not null || Remaining(response) == 0 => Bounded(said ?? UnsaidPause),
            503 when said is not null => Bounded(said.Value),
            _ => null,
        };
    }

    private TimeSpan? Said(HttpResponseMessage response)
    {
        // By the tracker's own clock where it tells it, since ours may differ.
        var now = response.Headers.Date ?? _clock.GetUtcNow();
        if (response.Headers.RetryAfter is { } after)
            return after.Delta ?? (after.Date - now);
        if (Remaining(response) != 0 || Header(response, "X-RateLimit-Reset") is not { } reset)
            return null;
        if (long.TryParse(reset, CultureInfo.InvariantCulture, out var seconds))
            return seconds is > 0 and < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) - now : null;
        return DateTimeOffset.TryParse(reset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at - now : null;
    }

    private static TimeSpan Bounded(TimeSpan pause) => pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause;

    private static long? Remaining(HttpResponseMessage response) =>
        long.TryParse(Header(response, "X-RateLimit-Remaining"), CultureInfo.InvariantCulture, out var left) ? left : null;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static bool IsJson(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.NoContent
        || response.Content.Headers.ContentLength == 0
        || response.Content.Headers.ContentType?.MediaType is { } type && (type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    private async Task BufferAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var buffer = new MemoryStream();
        var part = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(part, cancellationToken)) > 0)
        {
            if (buffer.Length + read > LargestAnswer)
                throw new TrackerAwayException($"{_tracker} answered with more than {LargestAnswer / (1024 * 1024)} MB");
            buffer.Write(part, 0, read);
        }

        var type = response.Content.Headers.ContentType;
        response.Content = new ByteArrayContent(buffer.ToArray());
        response.Content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type.MediaType ?? "application/octet-stream", "utf-8");
    }
}
