using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Timeline;

/// <summary>The timeline. Each change, its access and what must follow are one statement.</summary>
public sealed partial class TimelineStore(PostgresDatabase database)
{
    /// <summary>
    /// Appends an entry for somebody who may read the postmortem while it may still change: access, entry and the job
    /// that follows in one statement. The same entry id again, or the same message again, changes nothing.
    /// </summary>
    public async Task<AppendOutcome> AppendAsync(
        Reader author, Guid postmortemId, Guid entryId, NewEntry entry, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<AppendOutcome>(AppendSql, new
        {
            author.WorkspaceId,
            author.UserId,
            PostmortemId = postmortemId,
            EntryId = entryId,
            entry.OccurredAt,
            entry.Kind,
            entry.Text,
            entry.Source,
            entry.SourceChannelId,
            entry.SourceTs,
            entry.Notice,
            Now = now,
        }, cancellationToken) ?? throw new InvalidOperationException("The statement always answers with one row.");

    public Task EditAsync(TimelineEntry entry, NewEntry changed, string editedBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(EditSql, new
        {
            entry.WorkspaceId,
            entry.EntryId,
            entry.PostmortemId,
            changed.OccurredAt,
            changed.Kind,
            changed.Text,
            AuditId = Guid.CreateVersion7(now),
            Actor = editedBy,
            Now = now,
        }, cancellationToken);

    /// <summary>Takes an entry off the timeline. It stays stored, so that it can be put back.</summary>
    public Task RemoveAsync(TimelineEntry entry, string removedBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(RemoveSql, Change(entry.WorkspaceId, entry.PostmortemId, entry.EntryId, removedBy, now), cancellationToken);

    public Task PutBackAsync(string workspaceId, Guid postmortemId, Guid entryId, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(PutBackSql, Change(workspaceId, postmortemId, entryId, actor, now), cancellationToken);

    public Task SetPermalinkAsync(string workspaceId, Guid entryId, string permalink, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SetPermalinkSql, new { WorkspaceId = workspaceId, EntryId = entryId, Permalink = permalink }, cancellationToken);

    private static object Change(string workspaceId, Guid postmortemId, Guid entryId, string actor, DateTimeOffset now) => new
    {
        WorkspaceId = workspaceId,
        EntryId = entryId,
        PostmortemId = postmortemId,
        AuditId = Guid.CreateVersion7(now),
        Actor = actor,
        Now = now,
    };

    private const string AppendSql = $"""
        -- TimelineStore.Append
        with postmortem as (
            select
                p.workspace_id,
                p.postmortem_id
            from postmortems p
            where p.workspace_id = @WorkspaceId
              and p.postmortem_id = @PostmortemId
              and p.status in ('draft', 'in_review', 'approved')
              and {AccessRule.Readable}),
        entry as (
            insert into timeline_entries (
                workspace_id,
                entry_id,
                postmortem_id,
                occurred_at,
                kind,
                text,
                source,
                source_channel_id,
                source_ts,
                author_id,
                created_at,
                updated_at)
            select
                workspace_id,
                @EntryId,
                @PostmortemId,
                @OccurredAt,
                @Kind,
                @Text,
                @Source,
                @SourceChannelId,
                @SourceTs,
                @UserId,
                @Now,
                @Now
            from postmortem
            on conflict do nothing
            returning workspace_id, postmortem_id, entry_id),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, argument, created_at)
            select workspace_id, 'card.refresh', postmortem_id, '', @Now
            from entry
            union all
            select workspace_id, 'timeline.permalink', entry_id, '', @Now
            from entry
            where @SourceTs::text is not null
            union all
            select workspace_id, 'timeline.captured', entry_id, @Notice::text, @Now
            from entry
            where @Notice::text is not null)
        select
            exists (select 1 from postmortem) as may_change,
            exists (select 1 from entry) as stored
        """;

    /// <summary>A postmortem that was closed meanwhile keeps its timeline as it was signed.</summary>
    private const string StillOpen = """
        exists (
            select 1
            from postmortems p
            where p.workspace_id = @WorkspaceId
              and p.postmortem_id = @PostmortemId
              and p.status in ('draft', 'in_review', 'approved'))
        """;

    private const string EditSql = $"""
        -- TimelineStore.Edit
        with edited as (
            update timeline_entries
            set occurred_at = @OccurredAt,
                kind = @Kind,
                text = @Text,
                updated_at = @Now
            where workspace_id = @WorkspaceId
              and entry_id = @EntryId
              and postmortem_id = @PostmortemId
              and removed_at is null
              and (occurred_at, kind, text) is distinct from (@OccurredAt, @Kind, @Text)
              and {StillOpen}
            returning workspace_id, postmortem_id, entry_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, 'timeline.edited', entry_id
            from edited)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'card.refresh', postmortem_id, @Now
        from edited
        """;

    private const string RemoveSql = $"""
        -- TimelineStore.Remove
        with removed as (
            update timeline_entries
            set removed_at = @Now,
                removed_by = @Actor,
                updated_at = @Now
            where workspace_id = @WorkspaceId
              and entry_id = @EntryId
              and postmortem_id = @PostmortemId
              and removed_at is null
              and {StillOpen}
            returning workspace_id, postmortem_id, entry_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, 'timeline.removed', entry_id
            from removed)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'card.refresh', postmortem_id, @Now
        from removed
        """;

    private const string PutBackSql = $"""
        -- TimelineStore.PutBack
        with restored as (
            update timeline_entries removed
            set removed_at = null,
                removed_by = null,
                updated_at = @Now
            where removed.workspace_id = @WorkspaceId
              and removed.entry_id = @EntryId
              and removed.postmortem_id = @PostmortemId
              and removed.removed_at is not null
              and {StillOpen}
              and not exists (
                select 1
                from timeline_entries again
                where again.workspace_id = removed.workspace_id
                  and again.postmortem_id = removed.postmortem_id
                  and again.source_channel_id = removed.source_channel_id
                  and again.source_ts = removed.source_ts
                  and again.removed_at is null)
            returning workspace_id, postmortem_id, entry_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, 'timeline.put_back', entry_id
            from restored)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'card.refresh', postmortem_id, @Now
        from restored
        """;

    private const string SetPermalinkSql = """
        -- TimelineStore.SetPermalink
        update timeline_entries
        set permalink = @Permalink
        where workspace_id = @WorkspaceId
          and entry_id = @EntryId
        """;
}

/// <summary>What an append came to. Neither: the author may not change that postmortem. Not stored: it was there already.</summary>
public sealed record AppendOutcome
{
    public required bool MayChange { get; init; }
    public required bool Stored { get; init; }
}
