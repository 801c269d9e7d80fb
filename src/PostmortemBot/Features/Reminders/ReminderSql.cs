using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Reminders;

/// <summary>What the statements about reminders have in common, over <c>action_items a</c> and <c>postmortems p</c>.</summary>
internal static class ReminderSql
{
    public const string Unfinished = "a.state in ('open', 'in_progress', 'blocked')";

    /// <summary>
    /// The person who is to do it, and whether they can be asked. While somebody was asked to take over and has not answered,
    /// it is whoever owned it until then. The offset keeps it from being worked out again wherever it is mentioned.
    /// </summary>
    public static readonly string Holder = $"""
        left join people previous
          on previous.workspace_id = a.workspace_id
         and previous.user_id = a.previous_owner_id
         and a.accepted_at is null
         and not previous.is_deactivated
        left join people o
          on o.workspace_id = a.workspace_id
         and o.user_id = coalesce(previous.user_id, a.owner_id)
        cross join lateral (
            select
                coalesce(previous.user_id, a.owner_id) as holder_id,
                case
                    when coalesce(previous.user_id, a.owner_id) is null then 'missing'
                    when o.user_id is null or o.is_deactivated or o.kind = 'bot' then 'deactivated'
                    when {MayRead("o.user_id")} then 'able'
                    else 'outside'
                end as owner_is
            offset 0) holder
        """;

    public static readonly string FacilitatorIsAble = $"""
        (exists (
            select 1
            from people f
            where f.workspace_id = p.workspace_id
              and f.user_id = p.facilitator_id
              and f.kind <> 'bot'
              and not f.is_deactivated)
         and {MayRead("p.facilitator_id")})
        """;

    /// <summary>The access rule asks about one reader; here it is asked about whoever stands in a column.</summary>
    public static string MayRead(string person) => AccessRule.Readable
        .Replace("@WorkspaceId", "p.workspace_id", StringComparison.Ordinal)
        .Replace("@UserId", person, StringComparison.Ordinal);
}
