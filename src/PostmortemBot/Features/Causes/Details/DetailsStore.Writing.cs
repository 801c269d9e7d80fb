namespace PostmortemBot.Features.Causes;

public sealed partial class DetailsStore
{
    private const string EditSql = """
        -- DetailsStore.Edit
        with edited as (
            update causes c
            set kind = @Kind,
                text = @Text,
                category = @Category::text,
                confidence = @Confidence,
                service = @Service::text,
                probability = @Probability::double precision,
                occurred_at = @OccurredAt::timestamptz,
                at_least = @AtLeast::integer,
                gate_said_for = @GateSaidFor,
                updated_at = @Now,
                version = c.version + 1
            from postmortems p
            where c.workspace_id = @WorkspaceId
              and c.cause_id = @CauseId
              and p.workspace_id = c.workspace_id
              and p.postmortem_id = c.postmortem_id
              and p.status in ('draft', 'in_review', 'approved')
            returning c.workspace_id, c.postmortem_id, c.cause_id),
        regated as (
            update cause_links
            set gate = @Gate::text
            where workspace_id = @WorkspaceId
              and effect_id in (select cause_id from edited)
              and @Gate::text is not null),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, 'causes.edited', cause_id
            from edited),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, job, postmortem_id, @Now
            from edited, unnest(array['whys.thread', 'card.refresh']) job)
        select count(*)::integer
        from edited
        """;

    // Only entries of the same postmortem: an id in a form is not proof that its sender may see it.
    private const string SetEvidenceSql = """
        -- DetailsStore.SetEvidence
        with chosen as (
            select
                t.entry_id,
                null::text as url,
                '' as label
            from timeline_entries t
            where t.workspace_id = @WorkspaceId
              and t.postmortem_id = @PostmortemId
              and t.entry_id = any(@Entries)
            union all
            select null, url, label
            from unnest(@Urls::text[], @Labels::text[]) as link (url, label)),
        gone as (
            delete from cause_evidence e
            where e.workspace_id = @WorkspaceId
              and e.cause_id = @CauseId
              and not exists (
                select 1
                from chosen
                where chosen.entry_id is not distinct from e.entry_id
                  and chosen.url is not distinct from e.url)),
        said as (
            update cause_evidence e
            set label = chosen.label
            from chosen
            where e.workspace_id = @WorkspaceId
              and e.cause_id = @CauseId
              and e.url = chosen.url
              and e.label <> chosen.label)
        insert into cause_evidence (workspace_id, evidence_id, cause_id, entry_id, url, label, added_by, added_at)
        select @WorkspaceId, gen_random_uuid(), @CauseId, entry_id, url, label, @Actor, @Now
        from chosen
        where not exists (
            select 1
            from cause_evidence e
            where e.workspace_id = @WorkspaceId
              and e.cause_id = @CauseId
              and e.entry_id is not distinct from chosen.entry_id
              and e.url is not distinct from chosen.url)
        """;

    // A new effect keeps the gate it has.
    private const string SetEffectsSql = """
        -- DetailsStore.SetEffects
        with gone as (
            delete from cause_links
            where workspace_id = @WorkspaceId
              and cause_id = @CauseId
              and effect_id = any(@Gone)),
        reopened as (
            update causes
            set stop_reason = null,
                version = version + 1
            where workspace_id = @WorkspaceId
              and cause_id = any(@Effects)
              and stop_reason is not null)
        insert into cause_links (workspace_id, effect_id, cause_id, gate)
        select @WorkspaceId, effect_id, @CauseId, coalesce((
            select gate
            from cause_links l
            where l.workspace_id = @WorkspaceId
              and l.effect_id = chosen.effect_id
            limit 1), 'and')
        from unnest(@Effects) as chosen (effect_id)
        on conflict do nothing
        """;
}
