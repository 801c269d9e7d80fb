namespace PostmortemBot.Testing.Scenarios;

/// <summary>Looks again whenever something in the workspace changed, until it is there or patience ends.</summary>
internal sealed class Watch(SandboxClient sandbox, TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // Long enough to be cheap, short enough that a missed change would not matter.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    public async Task<bool> UntilAsync(Func<Task<bool>> isThere, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var version = 0L;
        while (true)
        {
            // The version is read before looking, so that a change between the look and the wait ends the wait at once.
            version = await VersionAsync(version, TimeSpan.Zero, cancellationToken);
            if (await isThere())
                return true;

            var left = patience - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                return false;

            await VersionAsync(version, left < LongestWait ? left : LongestWait, cancellationToken);
        }
    }

    private async Task<long> VersionAsync(long after, TimeSpan wait, CancellationToken cancellationToken)
    {
        var answer = await sandbox.GetAsync($"/sandbox/changes?after={after}&timeout_ms={(int)wait.TotalMilliseconds}", cancellationToken);
        return answer["version"]?.GetValue<long>() ?? throw new StepFailedException("/sandbox/changes answered without a version");
    }
}
