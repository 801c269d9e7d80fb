using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Web;

public sealed class WebStore(PostgresDatabase database)
{
    /// <summary>What the reader may read, newest first.</summary>
    public Task<IReadOnlyList<Postmortem>> ListAsync(Reader reader, int? before, int limit, CancellationToken cancellationToken) =>
        database.QueryAsync<Postmortem>(ListSql, new { reader.WorkspaceId, reader.UserId, Before = before, Limit = limit }, cancellationToken);

    /// <summary>True the first time only.</summary>
    public async Task<bool> UseUpAsync(Pass link, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(UseUpSql, new { link.WorkspaceId, RequestKey = $"web.sign_in {link.Id}", AuditId = Guid.CreateVersion7(now), link.UserId, Now = now }, cancellationToken) > 0;

    private const string ListSql = $"""
        -- WebStore.List
        select
            {PostmortemStore.Columns}
        where {AccessRule.Readable}
          and p.workspace_id = @WorkspaceId
          and p.status <> 'cancelled'
          and (@Before::integer is null or p.number < @Before)
        order by p.number desc
        limit @Limit
        """;

    private const string UseUpSql = """
        -- WebStore.UseUp
        with receipt as (
            insert into receipts (workspace_id, request_key, received_at, completed_at)
            values (@WorkspaceId, @RequestKey, @Now, @Now)
            on conflict do nothing
            returning workspace_id)
        insert into audit (workspace_id, audit_id, at, actor_id, act)
        select workspace_id, @AuditId, @Now, @UserId, 'web.signed_in'
        from receipt
        """;
}
