namespace PostmortemBot.Testing.Scenarios;

/// <summary>A story to play: who does what in Slack, and what they then see. See tests/scenarios/README.md.</summary>
public sealed record Scenario
{
    public required string File { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<Step> Steps { get; init; }
}

/// <summary>One entry under <c>steps</c>: a person's turn, or time that passes.</summary>
public sealed record Step
{
    public required int Line { get; init; }
    public string? Say { get; init; }
    public Turn? Turn { get; init; }
    public TimeSpan? Advance { get; init; }
}

/// <summary>What one person does, where, and what they must see afterwards.</summary>
public sealed record Turn
{
    public required string Person { get; init; }
    public string? In { get; init; }
    public string? Thread { get; init; }
    public string? On { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public Act? Act { get; init; }
    public IReadOnlyList<Fill> Fills { get; init; } = [];
    public IReadOnlyList<Sight> Sees { get; init; } = [];
    public TimeSpan? Within { get; init; }
}

/// <summary>The verb of a turn, as written in the file, with its object.</summary>
public sealed record Act(string Verb, string Value);

/// <summary>One field of a form: its label and what is put in.</summary>
public sealed record Fill(string Label, IReadOnlyList<string> Values, int Line);

/// <summary>What a person must see. Everything named must be true at the same moment.</summary>
public sealed record Sight
{
    public required int Line { get; init; }
    public string? Modal { get; init; }
    public string? Home { get; init; }
    public string? Message { get; init; }
    public string? In { get; init; }
    public string? Thread { get; init; }
    public string? From { get; init; }
    public string? Failure { get; init; }
    public string? Refused { get; init; }
    public IReadOnlyList<string> Text { get; init; } = [];
    public IReadOnlyList<string> Not { get; init; } = [];
    public IReadOnlyList<string> Button { get; init; } = [];
    public IReadOnlyList<string> File { get; init; } = [];
    public IReadOnlyList<string> Reaction { get; init; } = [];
    public IReadOnlyList<FieldError> Error { get; init; } = [];
    public bool? Pinned { get; init; }
    public bool? OnlyMe { get; init; }
    public bool Closed { get; init; }
    public TimeSpan? Within { get; init; }
}

/// <summary>What a form says about a field; without a label, about any field.</summary>
public sealed record FieldError(string? Label, string Text);
