using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;

namespace PostmortemBot.Features.ActionItems;

/// <summary>What a calendar program reads. Every address that is none, or none any more, gets the same answer.</summary>
public sealed class CalendarPage(CalendarStore store, ItemListStore lists, CalendarVisits visits)
{
    public const string Path = "/calendar";
    private const int MostItems = 1000;
    private const string Ending = ".ics";

    private static readonly string None = Page.Write("No calendar here", "", """
        <div class="small"><h1>There is no calendar at this address</h1>
        <p>It was taken back, replaced by a newer one, or never existed. Nothing is lost: your action items are in Slack.</p>
        <p>To get a new address, type <code>/postmortem calendar</code> in Slack and press <em>Make an address</em>; then take the old subscription out of your calendar program.</p></div>
        """);

    public async Task ShowAsync(HttpContext context, string name, CancellationToken cancellationToken)
    {
        var response = context.Response;
        WebPage.Harden(response);
        if (!name.EndsWith(Ending, StringComparison.Ordinal) || await store.OwnerAsync(name[..^Ending.Length], cancellationToken) is not { } owner)
        {
            await new WebPage(None, StatusCodes.Status404NotFound).ExecuteAsync(context);
            return;
        }

        if (visits.WaitFor(owner) is { } wait)
        {
            response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            await Results.Text($"This calendar was read {CalendarVisits.Most} times within an hour, which is as often as it may be. Set the calendar program to look once an hour.\n", statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
            return;
        }

        var text = Encoding.UTF8.GetBytes(CalendarText.Write(await lists.DatedAsync(owner, MostItems, cancellationToken)));
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(text))[..32]}\"";
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        if (context.Request.Headers.IfNoneMatch.SelectMany(value => (value ?? "").Split(',')).Any(known => known.Trim() is var one && (one == tag || one == $"W/{tag}" || one == "*")))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "text/calendar; charset=utf-8";
        response.ContentLength = text.Length;
        if (HttpMethods.IsGet(context.Request.Method))
            await response.Body.WriteAsync(text, cancellationToken);
    }
}

/// <summary>Counts how often each person's calendar is read, by the hour; one process counts for itself.</summary>
public sealed class CalendarVisits(TimeProvider clock)
{
    public const int Most = 60;
    private const int MostRemembered = 20_000;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Reader, Visits> _visits = new();

    /// <summary>Null: go on. Else how long to wait.</summary>
    public TimeSpan? WaitFor(Reader owner)
    {
        var now = clock.GetUtcNow();
        if (_visits.Count >= MostRemembered)
            _visits.Clear();
        var visits = _visits.AddOrUpdate(owner, _ => new Visits(now, 1), (_, known) => now - known.Since >= Window ? new Visits(now, 1) : known with { Count = known.Count + 1 });
        return visits.Count > Most ? visits.Since + Window - now : null;
    }

    private sealed record Visits(DateTimeOffset Since, int Count);
}
