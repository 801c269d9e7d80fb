namespace PostmortemBot.Features.Reminders;

/// <summary>Whether there is anybody to ask at a step of the ladder, and whom.</summary>
internal static class LadderSql
{
    public static string PeopleToAsk(string item) => $"""
        select distinct helper.user_id as person_id
        from people helper
        where helper.workspace_id = {item}.workspace_id
          and helper.user_id = any({item}.helpers || {item}.facilitator_id)
          and helper.user_id <> {item}.person_id
          and helper.user_id is distinct from {item}.holder_id
          and helper.kind <> 'bot'
          and not helper.is_deactivated
        """;

    public static string HasPeopleToAsk => $"exists ({PeopleToAsk("i")})";

    public const string HasPersonToAsk = """
        exists (
            select 1
            from people last
            where last.workspace_id = i.workspace_id
              and last.user_id = s.escalation_person_id
              and last.user_id <> i.person_id
              and last.user_id is distinct from i.holder_id
              and last.kind <> 'bot'
              and not last.is_deactivated)
        """;
}
