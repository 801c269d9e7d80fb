using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.ActionItems;

/// <summary>What an item becomes by each thing that people do to it. Pure: storing checks that nobody was faster.</summary>
public static class ItemChanges
{
    public static bool MayBecome(this ActionItem item, string state) => item.State != state && (item.IsOpen || state == ActionState.Open);

    /// <param name="item">As it is.</param>
    /// <param name="state">One of <see cref="ActionState"/>.</param>
    /// <param name="reason">Why it is blocked, or will not be done.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="effectWeeks">After how many weeks its owner is asked whether it worked; 0: never.</param>
    /// <param name="now">When.</param>
    public static ActionItem Become(this ActionItem item, string state, string? reason, string by, int effectWeeks, DateTimeOffset now)
    {
        var changed = item with
        {
            State = state,
            StateReason = state == ActionState.WontDo ? reason : null,
            BlockedReason = state == ActionState.Blocked ? reason : null,
            StateChangedBy = by,
            StateChangedAt = now,
            SnoozedUntil = null,
        };
        return state != ActionState.Done ? changed : changed with
        {
            EffectCheckAt = effectWeeks == 0 ? null : now.AddDays(7 * effectWeeks),
            EffectAskedAt = null,
            Effect = null,
            EffectBy = null,
            EffectAt = null,
        };
    }

    /// <summary>Gives it to somebody. Whoever did not take it themselves is asked first, and who owned it until then stays told.</summary>
    public static ActionItem OwnedBy(this ActionItem item, string? owner, string by, DateTimeOffset now)
    {
        if (owner == item.OwnerId)
            return item;
        var until = item.AcceptedAt is null ? item.PreviousOwnerId : item.OwnerId;
        // It was theirs until somebody else would have accepted it.
        var takesItBack = owner is not null && (owner == by || owner == until);
        return item with
        {
            OwnerId = owner,
            AcceptedAt = takesItBack ? now : null,
            PreviousOwnerId = owner is null || takesItBack ? null : until,
            SnoozedUntil = null,
        };
    }

    public static ActionItem AcceptedBy(this ActionItem item, string owner, DateTimeOffset now) =>
        item.OwnerId == owner ? item with { AcceptedAt = item.AcceptedAt ?? now, PreviousOwnerId = null } : item;

    /// <summary>To another day; later than before counts as one push.</summary>
    public static ActionItem DueAt(this ActionItem item, DateOnly? day) => day == item.DueOn ? item : item with
    {
        DueOn = day,
        DatePushes = item.DatePushes + (item.IsPushedTo(day) ? 1 : 0),
        SnoozedUntil = null,
    };

    public static bool IsPushedTo(this ActionItem item, DateOnly? day) => item.DueOn is { } before && day > before;

    public static ActionItem Answered(this ActionItem item, string effect, string by, int effectWeeks, DateTimeOffset now) => item with
    {
        Effect = effect,
        EffectBy = by,
        EffectAt = now,
        // What cannot be told yet is asked again.
        EffectCheckAt = effect == Effects.NotYet ? now.AddDays(7 * Math.Max(1, effectWeeks)) : item.EffectCheckAt,
        EffectAskedAt = effect == Effects.NotYet ? null : item.EffectAskedAt,
    };

    public static ActionItem Written(this ActionItem item, ActionItemDraft draft, string by, DateTimeOffset now) =>
        item.OwnedBy(draft.OwnerId, by, now).DueAt(draft.DueOn) with
        {
            Title = draft.Title,
            Details = draft.Details,
            Type = draft.Type,
            Priority = draft.Priority,
            Helpers = [.. draft.Helpers],
            CauseId = draft.CauseId,
        };

    /// <summary>What a sign-off covers.</summary>
    public static bool SaysTheSameAs(this ActionItem item, ActionItem other) =>
        (item.Title, item.Details, item.OwnerId, item.DueOn, item.Type, item.Priority, item.CauseId)
        == (other.Title, other.Details, other.OwnerId, other.DueOn, other.Type, other.Priority, other.CauseId)
        && item.Helpers.SequenceEqual(other.Helpers, StringComparer.Ordinal);
}

/// <summary>Whether what was done turned out to help.</summary>
public static class Effects
{
    public const string Worked = "worked";
    public const string NotYet = "not_yet";
    public const string DidNot = "did_not";

    public static string Words(string effect) => effect switch
    {
        Worked => "It worked",
        NotYet => "Too early to tell",
        _ => "It did not help",
    };
}
