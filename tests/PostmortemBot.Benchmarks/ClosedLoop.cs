using System.Diagnostics;
using System.Globalization;

namespace PostmortemBot.Benchmarks;

/// <summary>wrk with 32 connections, each sending its next request when the last one is answered.</summary>
internal sealed class ClosedLoop(string directory)
{
    private const int Connections = 32;
    private const int MaximumPerSecond = 80_000;

    private long _next;

    public async Task<Measured> RunAsync(Target target, int warmUpSeconds, int seconds, CancellationToken cancellationToken)
    {
        var probe = await OnceAsync(target, 1, 60_000, cancellationToken);
        var warm = await OnceAsync(target, warmUpSeconds, Enough(probe, warmUpSeconds), cancellationToken);
        var storedBefore = target.CountStored is null ? 0 : await target.CountStored();
        var result = await OnceAsync(target, seconds, Enough(warm, seconds), cancellationToken);
        if (target.CountStored is null)
            return result.Measured;

        // Requests that were under way when wrk stopped may have been stored too: at most one a connection.
        var stored = await target.CountStored() - storedBefore;
        return stored >= result.Requests && stored <= result.Requests + Connections
            ? result.Measured
            : result.Measured with { Trouble = $"{result.Requests} answers but {stored} rows", Failed = result.Measured.Failed + Math.Abs(result.Requests - stored) };
    }

    /// <summary>Three times what the last run needed, since a cold server is slow.</summary>
    private static int Enough(Run last, int seconds) =>
        Math.Min(MaximumPerSecond * seconds, (int)(last.Measured.PerSecond * seconds * 3) + 100_000);

    private async Task<Run> OnceAsync(Target target, int seconds, int count, CancellationToken cancellationToken)
    {
        var requests = Path.Combine(directory, "requests");
        var answer = Path.Combine(directory, "answer");
        var script = Path.Combine(directory, "wrk.lua");
        await using (var source = typeof(ClosedLoop).Assembly.GetManifestResourceStream("wrk.lua")!)
        await using (var file = File.Create(script))
            await source.CopyToAsync(file, cancellationToken);

        await File.WriteAllTextAsync(answer, target.Answer, cancellationToken);
        var length = SignedRequests.Write(requests, target.Address, target.Body, _next, count);
        _next += count;

        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] arguments =
        [
            "-t", "1", "-c", $"{Connections}", "-d", $"{seconds}s", "--timeout", "5s", "-s", script, target.Address.ToString(),
            "--", requests, length.ToString(CultureInfo.InvariantCulture), target.AnswerIsWhole ? "same" : "has", answer,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        using var wrk = Process.Start(start)!;
        var output = wrk.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = wrk.StandardError.ReadToEndAsync(cancellationToken);
        await wrk.WaitForExitAsync(cancellationToken);
        File.Delete(requests);
        return Read(target, await output, await errors);
    }

    private static Run Read(Target target, string output, string errors)
    {
        var line = output.Split('\n').FirstOrDefault(one => one.StartsWith("RESULT\t", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"wrk gave no result:\n{output}\n{errors}");
        var fields = line.Split('\t');
        var numbers = fields[1..8].Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToList();
        var (requests, microseconds, wrong, broken, exhausted) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        var trouble = exhausted > 0 ? "requests were repeated: the file was too short"
            : wrong > 0 ? $"wrong answer: {fields[8]}"
            : broken > 0 ? "connections broke or timed out"
            : requests == 0 ? "nothing was answered"
            : null;
        return new Run(requests, new Measured
        {
            Name = target.Name,
            PerSecond = (requests - wrong) / (microseconds / 1e6),
            P50 = numbers[5] / 1000.0,
            P99 = numbers[6] / 1000.0,
            Failed = wrong + broken + exhausted + (requests == 0 ? 1 : 0),
            Trouble = trouble,
        });
    }

    private sealed record Run(long Requests, Measured Measured);
}
