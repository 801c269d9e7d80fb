-- An item can be under way or blocked, is handed over with consent, and is asked about once more after it was done.
alter table action_items
    add column helpers text[] not null default '{}' check (cardinality(helpers) <= 10),
    -- Null while an owner who was asked has not answered; whoever owned it until then is told until they do.
    add column accepted_at timestamptz,
    add column previous_owner_id text,
    add column blocked_reason text,
    add column evidence_url text check (length(evidence_url) <= 2000 and evidence_url ~* '^https?://'),
    add column source_url text check (length(source_url) <= 2000 and source_url ~* '^https?://'),
    add column date_pushes integer not null default 0,
    add column effect_check_at timestamptz,
    add column effect_asked_at timestamptz,
    add column effect text check (effect in ('worked', 'not_yet', 'did_not')),
    add column effect_by text,
    add column effect_at timestamptz,
    -- The item this one was split from or follows up.
    add column origin_id uuid,
    add column origin text check (origin in ('split', 'follow_up')),
    -- Counts what people changed, so that nobody overwrites what they have not seen.
    add column revision integer not null default 1;

alter table action_items drop constraint action_items_state_check;
alter table action_items add constraint action_items_state_check check (state in ('open', 'in_progress', 'blocked', 'done', 'wont_do'));
alter table action_items add constraint action_items_blocked_check check (state <> 'blocked' or length(blocked_reason) > 0);

update action_items set accepted_at = created_at where owner_id is not null;

-- As lists are ordered: what waits before what is closed, each by its day.
create index action_items_of_a_person_in_order on action_items (
    workspace_id, owner_id, (not (state in ('open', 'in_progress', 'blocked'))), (coalesce(due_on, 'infinity'::date)), priority, number);
create index action_items_somebody_helps_with on action_items using gin (helpers);
create index effect_checks_due on action_items (effect_check_at)
    where state = 'done' and effect_check_at is not null and effect_asked_at is null;
create index action_items_by_origin on action_items (workspace_id, origin_id) where origin_id is not null;

-- Who changed which field of an item, from what to what, and why. The newest change of a state is what undo takes back.
create table action_item_changes (
    workspace_id text not null,
    change_id bigint generated always as identity,
    action_item_id uuid not null,
    at timestamptz not null,
    actor_id text,
    field text not null,
    was text,
    became text,
    note text,
    -- The reason that went with the state before.
    note_before text,
    primary key (workspace_id, change_id),
    foreign key (workspace_id, action_item_id) references action_items
);
create index action_item_changes_of_an_item on action_item_changes (workspace_id, action_item_id, change_id desc);

-- Which items a person's Home tab shows, and from which one on.
create table action_item_home (
    workspace_id text not null,
    user_id text not null,
    shown text not null,
    updated_at timestamptz not null,
    primary key (workspace_id, user_id)
);

-- The secret address under which a person's calendar reads what they owe: its hash only.
create table calendar_feeds (
    workspace_id text not null references workspaces,
    user_id text not null,
    token_hash bytea not null unique,
    created_at timestamptz not null,
    primary key (workspace_id, user_id)
);

-- due_rule: weeks = one for P0 and P1, two for the rest; pagerduty = 15 days after a SEV-1 or for a P0, 30 otherwise;
-- atlassian = 4 weeks for P0 and P1, 8 for the rest; own = due_days, from P0 to P3.
alter table settings
    add column due_rule text not null default 'weeks' check (due_rule in ('weeks', 'pagerduty', 'atlassian', 'own')),
    add column due_days integer[] not null default '{7,7,14,14}' check (cardinality(due_days) = 4 and 1 <= all(due_days) and 730 >= all(due_days)),
    add column effect_weeks integer not null default 4 check (effect_weeks between 0 and 52);
