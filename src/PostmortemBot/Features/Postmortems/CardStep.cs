using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Postmortems;

/// <summary>What a feature contributes to the card: one line of progress, and what to press next.</summary>
public interface ICardStep
{
    /// <summary>Position on the card, ascending.</summary>
    int Order { get; }

    Task<CardStep> DescribeAsync(Postmortem postmortem, CancellationToken cancellationToken);
}

/// <summary>One step of the way from facts to a published report.</summary>
public sealed record CardStep
{
    public required string Name { get; init; }
    public required StepState State { get; init; }

    /// <summary>How far it is, in mrkdwn, already escaped: "5 entries", "waiting for &lt;@U1&gt;".</summary>
    public required string Detail { get; init; }

    /// <summary>Whether what is still open here stands in nobody's way any more, so that it is not the next step.</summary>
    public bool MayWait { get; init; }

    /// <summary>What a person presses to get on with it. The card makes the first unfinished step's button primary.</summary>
    public IReadOnlyList<Button> Buttons { get; init; } = [];
}

public enum StepState
{
    NotStarted,
    UnderWay,
    Done,
}

/// <summary>Ids that several features meet at.</summary>
public static class CardJobs
{
    /// <summary>Renders the channel card again from the database. Subject: the postmortem.</summary>
    public const string Refresh = "card.refresh";

    /// <summary>Pins the card. Subject: the postmortem.</summary>
    public const string Pin = "card.pin";

    /// <summary>Reads the members of a postmortem's channel again. Subject: the postmortem.</summary>
    public const string SyncMembers = "channel.members";
}
