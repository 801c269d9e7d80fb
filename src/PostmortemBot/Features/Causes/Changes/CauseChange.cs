using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace PostmortemBot.Features.Causes;

/// <summary>Somebody's change of the graph, as data: every part of it that differs, before and after.</summary>
public sealed record CauseChange
{
    public required Guid ChangeId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string ActorId { get; init; }
    public required string Act { get; init; }
    public required Guid CauseId { get; init; }

    /// <summary>JSON: a list of <see cref="ChangedPart"/>.</summary>
    public required string Parts { get; init; }

    /// <summary>The change that this one took back.</summary>
    public Guid? Undoes { get; init; }

    public DateTimeOffset? UndoneAt { get; init; }

    public IReadOnlyList<ChangedPart> Read() => JsonSerializer.Deserialize<List<ChangedPart>>(Parts, JsonSerializerOptions.Web) ?? [];
}

/// <summary>One cause, link or piece of evidence, or what names a cause from outside. Null before: it was not there; null after: it is gone.</summary>
public sealed record ChangedPart(string Key, JsonObject? Before, JsonObject? After)
{
    public const string CauseWord = "cause";
    public const string LinkWord = "link";
    public const string EvidenceWord = "evidence";
    public const string PointerWord = "pointer";

    [JsonIgnore]
    public bool IsCause => Key.StartsWith(CauseWord, StringComparison.Ordinal);

    [JsonIgnore]
    public bool IsLink => Key.StartsWith(LinkWord, StringComparison.Ordinal);

    [JsonIgnore]
    public bool IsEvidence => Key.StartsWith(EvidenceWord, StringComparison.Ordinal);

    /// <summary>See <see cref="CausePointers"/>.</summary>
    [JsonIgnore]
    public bool IsPointer => Key.StartsWith(PointerWord, StringComparison.Ordinal);

    [JsonIgnore]
    public string Holder => Key.Split(' ')[1];

    [JsonIgnore]
    public Guid HolderId => Guid.Parse(Key.Split(' ')[2]);

    /// <summary>The cause, the effect of the link, or the evidence.</summary>
    [JsonIgnore]
    public Guid Id => Guid.Parse(Key.Split(' ')[1]);

    /// <summary>The cause of the link.</summary>
    [JsonIgnore]
    public Guid LinkedId => Guid.Parse(Key.Split(' ')[2]);
}

/// <summary>Who is about to change what.</summary>
public sealed record ChangeIntent(string WorkspaceId, Guid PostmortemId, Guid CauseId, string Act, string ActorId, DateTimeOffset Now)
{
    public static ChangeIntent On(Cause cause, string act, string actor, DateTimeOffset now) =>
        new(cause.WorkspaceId, cause.PostmortemId, cause.CauseId, act, actor, now);
}

/// <summary>What people do to the graph, by the names under which it is stored.</summary>
public static class CauseActs
{
    public const string Stated = "stated";
    public const string Answered = "answered";
    public const string Linked = "linked";
    public const string Edited = "edited";
    public const string Stopped = "stopped";
    public const string Reopened = "reopened";
    public const string Removed = "removed";
    public const string PutBack = "put_back";
    public const string Gated = "gated";
    public const string Merged = "merged";
    public const string Undone = "undone";

    public static string Words(string act) => act switch
    {
        Stated => "stated what else has to be explained",
        Answered => "answered a why",
        Linked => "let a cause stand under another effect as well",
        Edited => "edited",
        Stopped => "stopped a branch",
        Reopened => "asked further",
        Removed => "took out",
        PutBack => "put back",
        Gated => "said how causes go together",
        Merged => "merged two causes that say the same",
        Undone => "took back the change before",
        _ => "changed",
    };
}
