namespace PostmortemBot.Benchmarks;

/// <summary>What a closed loop is run against.</summary>
internal sealed record Target
{
    public required string Name { get; init; }
    public required Uri Address { get; init; }

    /// <summary>The form body of request number n, always of the same length.</summary>
    public required Func<long, string> Body { get; init; }

    /// <summary>The whole body every answer must have, or words it must contain.</summary>
    public required string Answer { get; init; }

    public bool AnswerIsWhole { get; init; } = true;

    /// <summary>How many rows the requests have made so far; null when they make none.</summary>
    public Func<Task<long>>? CountStored { get; init; }
}

internal sealed record Measured
{
    public required string Name { get; init; }
    public required double PerSecond { get; init; }
    public required double P50 { get; init; }
    public required double P99 { get; init; }
    public double? Max { get; init; }
    public required long Failed { get; init; }
    public string? Trouble { get; init; }
}
