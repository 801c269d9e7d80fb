namespace PostmortemBot.Testing.Scenarios;

/// <summary>How a scenario went. It stops at the first step that was not answered as it says.</summary>
public sealed record ScenarioResult
{
    public required string Name { get; init; }
    public required int StepsPlayed { get; init; }
    public required int StepsInAll { get; init; }
    public required TimeSpan Took { get; init; }
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Null when every step was answered as the scenario says.</summary>
    public string? Failure { get; init; }

    public bool Succeeded => Failure is null;
}

/// <summary>A scenario file that cannot be read; the message names file and line.</summary>
public sealed class ScenarioFormatException(string message) : Exception(message);

/// <summary>A step that could not be done or was not answered as the scenario says.</summary>
public class StepFailedException(string message) : Exception(message);

/// <summary>Slack does not let this person do or see that.</summary>
/// <param name="message">What Slack said.</param>
/// <param name="isGone">Whether what was clicked is not there any more.</param>
public sealed class RefusedException(string message, bool isGone = false) : StepFailedException(message)
{
    public bool IsGone => isGone;
}
