namespace PostmortemBot.Hosting;

/// <summary>Something a person can put right. The text is what they read; the field is the input block it belongs to.</summary>
public sealed record Problem(string Text, string? Field = null);

/// <summary>A value, or the problem that kept it from being made.</summary>
public readonly record struct Result<T>
{
    public T? Value { get; private init; }
    public Problem? Problem { get; private init; }

    public static implicit operator Result<T>(T value) => new() { Value = value };
    public static implicit operator Result<T>(Problem problem) => new() { Problem = problem };

    public bool Failed(out Problem problem, out T value)
    {
        problem = Problem!;
        value = Value!;
        return Problem is not null;
    }
}
