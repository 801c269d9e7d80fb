namespace PostmortemBot.Features.Postmortems;

/// <summary>Who asks. Every query that lists or shows a postmortem takes one.</summary>
public sealed record Reader(string WorkspaceId, string UserId);

/// <summary>
/// The one access rule, as SQL over a <c>postmortems p</c>, with @WorkspaceId and @UserId of the <see cref="Reader"/>:
/// the members of its channel may read it; so may every full member of the workspace when its audience is the
/// workspace. Guests and people of connected workspaces read only what their own channels hold.
/// </summary>
public static class AccessRule
{
    public const string Readable = """
        (p.workspace_id = @WorkspaceId and (
            exists (
                select 1
                from channel_members cm
                where cm.workspace_id = p.workspace_id
                  and cm.channel_id = p.channel_id
                  and cm.user_id = @UserId)
            or (p.audience = 'workspace' and exists (
                select 1
                from people reader
                where reader.workspace_id = p.workspace_id
                  and reader.user_id = @UserId
                  and reader.kind = 'member'
                  and not reader.is_deactivated))))
        """;
}
