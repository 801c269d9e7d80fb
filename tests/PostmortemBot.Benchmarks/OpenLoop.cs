namespace PostmortemBot.Benchmarks;

/// <summary>
/// Requests at a fixed rate, whatever the answers do. Latency counts from the moment a request was due,
/// so that a stall is seen by all the requests that should have been sent meanwhile.
/// </summary>
internal static class OpenLoop
{
    public static async Task<Measured> RunAsync(Target target, int perSecond, int seconds, long first, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 512, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(10) };
        var count = perSecond * seconds;
        var requests = Enumerable.Range(0, count).Select(n => SignedRequests.Message(target.Address, target.Body(first + n))).ToArray();
        var latencies = new double[count];
        var failures = new string?[count];
        var running = new Task[count];
        var storedBefore = target.CountStored is null ? 0 : await target.CountStored();

        var started = time.GetTimestamp();
        for (var n = 0; n < count;)
        {
            var elapsed = time.GetElapsedTime(started);
            for (; n < count && Due(n) <= elapsed; n++)
                running[n] = SendAsync(n);

            await Task.Delay(TimeSpan.FromMilliseconds(1), time, cancellationToken);
        }

        await Task.WhenAll(running);
        var took = time.GetElapsedTime(started);
        var stored = target.CountStored is null ? 0 : await target.CountStored() - storedBefore;
        Array.Sort(latencies);
        var failed = failures.Count(failure => failure is not null);
        var trouble = failures.FirstOrDefault(failure => failure is not null);
        if (target.CountStored is not null && stored != count - failed)
            (failed, trouble) = (failed + (int)Math.Abs(count - failed - stored), trouble ?? $"{count - failed} answers but {stored} rows");

        return new Measured
        {
            Name = target.Name,
            PerSecond = (count - failed) / took.TotalSeconds,
            P50 = latencies[count / 2],
            P99 = latencies[(int)(count * 0.99)],
            Max = latencies[^1],
            Failed = failed,
            Trouble = trouble,
        };

        TimeSpan Due(int n) => TimeSpan.FromSeconds((double)n / perSecond);

        async Task SendAsync(int n)
        {
            try
            {
                using var response = await http.SendAsync(requests[n], cancellationToken);
                var body = await response.Content.ReadAsStringAsync(cancellationToken);
                if (!response.IsSuccessStatusCode || !(target.AnswerIsWhole ? body == target.Answer : body.Contains(target.Answer, StringComparison.Ordinal)))
                    failures[n] = $"wrong answer: {(int)response.StatusCode} {body[..Math.Min(200, body.Length)]}";
            }
            catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                failures[n] = problem.Message;
            }

            latencies[n] = (time.GetElapsedTime(started) - Due(n)).TotalMilliseconds;
        }
    }
}
