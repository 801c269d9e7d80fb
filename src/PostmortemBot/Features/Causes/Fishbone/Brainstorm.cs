using System.Security.Cryptography;
using System.Text;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Some minutes in which everybody writes causes for themselves, and what follows: all shown, a vote.</summary>
public sealed record Brainstorm
{
    public const int DefaultMinutes = 5;
    public const int MostMinutes = 60;
    public const int DefaultDots = 3;
    public const int MostDots = 10;
    public static readonly TimeSpan Extension = TimeSpan.FromMinutes(5);

    public const string Writing = "writing";
    public const string Revealed = "revealed";
    public const string Voting = "voting";
    public const string Done = "done";

    public required string WorkspaceId { get; init; }
    public required Guid BrainstormId { get; init; }
    public required Guid PostmortemId { get; init; }
    public required bool IsAnonymous { get; init; }
    public required string State { get; init; }

    /// <summary>Of an anonymous brainstorm, while people write.</summary>
    public byte[]? AuthorSecret { get; init; }

    public required string StartedBy { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>How many wrote something: counted at the end.</summary>
    public required int People { get; init; }

    public required int DotsEach { get; init; }

    /// <summary>How many placed dots: counted at the end.</summary>
    public required int Voters { get; init; }

    public DateTimeOffset? CountedAt { get; init; }
    public string? ChannelId { get; init; }
    public string? MessageTs { get; init; }
    public string? DrawnHash { get; init; }

    /// <summary>What was shown in the thread, each once.</summary>
    public string[] Said { get; init; } = [];

    public bool IsWritingAt(DateTimeOffset now) => State == Writing && now < EndsAt;

    /// <summary>By which somebody finds their own causes again. Says nothing without the secret, and the secret does not stay.</summary>
    public byte[]? KeyOf(string userId) =>
        AuthorSecret is null ? null : HMACSHA256.HashData(AuthorSecret, Encoding.UTF8.GetBytes(userId));

    /// <summary>The clock looks once a minute, so a brainstorm ends on a full one.</summary>
    public static DateTimeOffset End(DateTimeOffset now, int minutes)
    {
        var end = now.AddMinutes(minutes);
        var full = new DateTimeOffset(end.UtcTicks - end.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
        return full == end ? full : full.AddMinutes(1);
    }

    /// <summary>Null: may start, end and extend it, and open the vote.</summary>
    public static Problem? WhyNotLead(Postmortem postmortem, Brainstorm? brainstorm, string userId) =>
        userId == postmortem.FacilitatorId || userId == brainstorm?.StartedBy
            ? null
            : new Problem($"The facilitator leads the brainstorm, and that is {Mrkdwn.User(postmortem.FacilitatorId)}. Ask them, or let somebody make you the facilitator with *Edit facts* on the card. Nothing was changed.");
}
