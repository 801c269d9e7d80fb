using System.Net.Http.Json;
using Cronos;
using Microsoft.Extensions.Options;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Hosting.SandboxTime;

/// <summary>
/// Moves the bot's clock when somebody moves the Sandbox's, hour by hour, and does at each what its timetable says: so that a day
/// in the Sandbox brings what a day brings. Hangfire's own timetable goes on by the machine's clock beside it; what comes back by
/// the clock may run twice.
/// </summary>
public sealed partial class FollowSandboxClock(
    SandboxClock clock,
    IEnumerable<IRecurringJob> jobs,
    QuietQueue queue,
    IHttpClientFactory clients,
    IOptions<SlackOptions> slack,
    ILogger<FollowSandboxClock> logger) : BackgroundService
{
    /// <summary>A bot that was away for longer does not live through all of it either.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromDays(40);

    /// <summary>Past the minutes of the hour at which most of the work begins.</summary>
    private static readonly CronExpression Stops = CronExpression.Parse("25 * * * *");

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan PauseWithoutSandbox = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<(IRecurringJob Job, CronExpression Times)> _jobs = [.. jobs.Select(job => (job, CronExpression.Parse(job.Cron)))];
    private readonly Uri _address = new(slack.Value.ApiBaseUrl, "../sandbox/clock");
    private bool _isInStep;

    // The clock is right before anything reads it. What has passed while no bot ran is not lived through.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await AheadAsync(cancellationToken) is { } ahead)
            Join(ahead);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var ahead = await AheadAsync(stoppingToken);
            if (ahead is { } first && !_isInStep)
                Join(first);
            else if (ahead > clock.Ahead)
                await CatchUpAsync(ahead.Value, stoppingToken);
            else if (ahead < clock.Ahead)
                Join(ahead.Value); // It was reset.
            await Task.Delay(ahead is null ? PauseWithoutSandbox : Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Join(TimeSpan ahead)
    {
        _isInStep = true;
        clock.Set(ahead);
        var now = clock.GetUtcNow();
        InStep(logger, now);
    }

    private async Task CatchUpAsync(TimeSpan ahead, CancellationToken cancellationToken)
    {
        if (ahead - clock.Ahead > Most)
            clock.Set(ahead - Most);
        while (clock.Ahead < ahead && !cancellationToken.IsCancellationRequested)
        {
            var from = clock.GetUtcNow();
            var step = Stops.GetNextOccurrence(from, TimeZoneInfo.Utc)!.Value - from;
            clock.Set(clock.Ahead + step < ahead ? clock.Ahead + step : ahead);
            var until = clock.GetUtcNow();
            foreach (var (job, times) in _jobs)
            {
                if (times.GetNextOccurrence(from, TimeZoneInfo.Utc) <= until)
                    await RunAsync(job, cancellationToken);
            }

            await queue.IsQuietAsync(cancellationToken);
        }

        var now = clock.GetUtcNow();
        InStep(logger, now);
    }

    private async Task RunAsync(IRecurringJob job, CancellationToken cancellationToken)
    {
        try
        {
            await job.RunAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(logger, failure, job.Id);
        }
    }

    private async Task<TimeSpan?> AheadAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient();
            client.Timeout = TimeSpan.FromSeconds(2);
            var answer = await client.GetFromJsonAsync<Answer>(_address, SnakeCase, cancellationToken);
            return TimeSpan.FromSeconds(answer!.OffsetSeconds);
        }
        catch (Exception failure) when (failure is HttpRequestException or System.Text.Json.JsonException or TaskCanceledException)
        {
            NoSandbox(logger, failure.Message);
            return null;
        }
    }

    private static readonly System.Text.Json.JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower };

    private sealed record Answer
    {
        public required double OffsetSeconds { get; init; }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The clock keeps step with the Sandbox's: {Now:u}")]
    private static partial void InStep(ILogger logger, DateTimeOffset now);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The Sandbox does not tell its time: {Reason}")]
    private static partial void NoSandbox(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Job} failed while the clock was moved on")]
    private static partial void Failed(ILogger logger, Exception failure, string job);
}
