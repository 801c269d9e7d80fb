using System.Globalization;

namespace PostmortemBot.Testing.Scenarios;

/// <summary>Plays a scenario file through the Sandbox's public HTTP, as the people in it would.</summary>
public static class ScenarioPlayer
{
    public static Task<ScenarioResult> PlayAsync(string path, string sandboxUrl, string outputDirectory, TextWriter progress, CancellationToken cancellationToken) =>
        PlayAsync(path, sandboxUrl, outputDirectory, progress, TimeProvider.System, cancellationToken);

    /// <param name="time">Decides which day <c>today</c> is and how long a sight is waited for.</param>
    public static async Task<ScenarioResult> PlayAsync(
        string path, string sandboxUrl, string outputDirectory, TextWriter progress, TimeProvider time, CancellationToken cancellationToken)
    {
        var scenario = await ScenarioFile.ReadAsync(path, cancellationToken);
        Directory.CreateDirectory(outputDirectory);
        using var sandbox = new SandboxClient(new Uri(sandboxUrl));
        var watch = new Watch(sandbox, time);
        var started = time.GetTimestamp();
        var actors = new Dictionary<string, Actor>(StringComparer.OrdinalIgnoreCase);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var played = 0;
        string? failure = null;

        await progress.WriteLineAsync(scenario.Name.AsMemory(), cancellationToken);
        foreach (var step in scenario.Steps)
        {
            if (step.Say is not null)
                await progress.WriteLineAsync($"\n{step.Say.Trim()}".AsMemory(), cancellationToken);

            if (Describe(step) is { } deed)
                await progress.WriteLineAsync($"  {played + 1,3}  {deed}".AsMemory(), cancellationToken);

            try
            {
                await PlayAsync(step);
                played++;
            }
            catch (Exception problem) when (problem is StepFailedException or HttpRequestException)
            {
                failure = $"{Path.GetRelativePath(Directory.GetCurrentDirectory(), path)}:{step.Line}: {problem.Message}";
                break;
            }
        }

        return new ScenarioResult
        {
            Name = scenario.Name,
            StepsPlayed = played,
            StepsInAll = scenario.Steps.Count,
            Took = time.GetElapsedTime(started),
            Files = [.. Directory.EnumerateFiles(outputDirectory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)],
            Failure = failure,
        };

        async Task PlayAsync(Step step)
        {
            if (step.Advance is { } length)
                await sandbox.PostAsync("/sandbox/clock", new() { ["advance_seconds"] = length.TotalSeconds }, cancellationToken);

            if (step.Turn is not { } turn)
                return;

            if (!actors.TryGetValue(turn.Person, out var actor))
            {
                var neighbours = new Neighbours(await sandbox.GetAsync("/sandbox/workspace", cancellationToken));
                actors[turn.Person] = actor = new Actor(sandbox, watch, neighbours, turn.Person, today, outputDirectory);
            }

            await new Lookout(sandbox, watch).PlayAsync(actor, turn, cancellationToken);
        }
    }

    private static string? Describe(Step step)
    {
        if (step.Advance is { } length)
            return $"({length.ToString("g", CultureInfo.InvariantCulture)} passes)";

        if (step.Turn is not { } turn)
            return null;

        var parts = new List<string>();
        if (turn.Fills.Count > 0)
            parts.Add($"fills in {string.Join(", ", turn.Fills.Select(fill => fill.Label))}");

        if (turn.Act is { } act)
            parts.Add(act.Value is "true" ? act.Verb : $"{act.Verb} {Short(act.Value)}{(turn.On is null ? "" : $" on {Short(turn.On)}")}");

        if (parts.Count == 0)
            parts.Add("looks");

        var place = turn.In is null ? "" : $" in {turn.In}";
        return $"{turn.Person}{place} {string.Join(" and ", parts)}";
    }

    private static string Short(string text)
    {
        var line = Surface.Normal(text);
        return line.Length > 70 ? $"\"{line[..67]}...\"" : $"\"{line}\"";
    }
}
