using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes;

/// <summary>An answer on its way into the graph.</summary>
public sealed record NewAnswer
{
    public required Reader Author { get; init; }
    public required Guid PostmortemId { get; init; }

    /// <summary>What it made possible; with a standing question, the problem itself.</summary>
    public required Guid EffectId { get; init; }

    public StandingQuestion? Standing { get; init; }
    public required Guid CauseId { get; init; }
    public required Answer Answer { get; init; }

    /// <summary>How the causes of the effect go together; null leaves it as it is.</summary>
    public string? Gate { get; init; }

    /// <summary>Who put it into the graph, when that is not its author.</summary>
    public string? AcceptedBy { get; init; }

    public string Actor => AcceptedBy ?? Author.UserId;

    public required string RequestKey { get; init; }
}

/// <summary>What an answer came to. Neither: the author may not change that postmortem, or the why was removed.</summary>
public sealed record AnswerOutcome
{
    public required bool MayChange { get; init; }
    public required bool Stored { get; init; }

    /// <summary>How many answers the why had before this one.</summary>
    public required int Others { get; init; }
}
