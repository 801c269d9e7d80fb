-- Every table leads its keys with workspace_id, so that the schema can be sharded by it unchanged.

create table workspaces (
    workspace_id text primary key,
    next_number integer not null default 1,
    next_action_number integer not null default 1,
    created_at timestamptz not null
);

create table settings (
    workspace_id text primary key references workspaces,
    knowledge_channel_id text,
    timeline_reaction text not null default 'pushpin' check (timeline_reaction ~ '^[a-z0-9_+''-]{1,100}$'),
    reminder_hour integer not null default 9 check (reminder_hour between 0 and 23),
    working_days integer[] not null default '{1,2,3,4,5}',
    updated_by text,
    updated_at timestamptz not null
);

-- guest: a restricted account or somebody from a connected workspace; reads only what their channels hold.
create table people (
    workspace_id text not null references workspaces,
    user_id text not null,
    display_name text not null,
    time_zone text not null default 'UTC',
    kind text not null default 'member' check (kind in ('member', 'guest', 'bot')),
    is_deactivated boolean not null default false,
    refreshed_at timestamptz not null,
    primary key (workspace_id, user_id)
);

create table channels (
    workspace_id text not null references workspaces,
    channel_id text not null,
    name text not null,
    is_private boolean not null,
    is_archived boolean not null default false,
    bot_is_member boolean not null,
    refreshed_at timestamptz not null,
    primary key (workspace_id, channel_id)
);

create table channel_members (
    workspace_id text not null,
    channel_id text not null,
    user_id text not null,
    primary key (workspace_id, channel_id, user_id)
);
create index channel_members_of_a_person on channel_members (workspace_id, user_id);

create table incidents (
    workspace_id text not null references workspaces,
    incident_id uuid not null,
    title text not null check (length(title) between 1 and 200),
    kind text not null check (kind in ('incident', 'near_miss')),
    severity text not null check (severity in ('SEV-1', 'SEV-2', 'SEV-3', 'SEV-4', 'SEV-5')),
    services text[] not null default '{}',
    impact text not null default '',
    slo text not null default '',
    started_at timestamptz,
    detected_at timestamptz,
    mitigated_at timestamptz,
    resolved_at timestamptz,
    created_at timestamptz not null,
    primary key (workspace_id, incident_id),
    check (detected_at is null or started_at is null or detected_at >= started_at),
    check (resolved_at is null or started_at is null or resolved_at >= started_at)
);

-- audience: who may read. channel = the members of channel_id; workspace = every full member, and the channel's guests.
create table postmortems (
    workspace_id text not null references workspaces,
    postmortem_id uuid not null,
    number integer not null,
    incident_id uuid not null,
    channel_id text not null,
    audience text not null check (audience in ('channel', 'workspace')),
    status text not null default 'draft' check (status in ('draft', 'in_review', 'approved', 'published', 'cancelled')),
    facilitator_id text not null,
    card_ts text,
    whys_ts text,
    summary text not null default '',
    went_well text not null default '',
    went_badly text not null default '',
    got_lucky text not null default '',
    sharing_plan text not null default '',
    metrics_to_watch text not null default '',
    notes_changed_at timestamptz,
    revision integer not null default 1,
    created_by text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    review_requested_at timestamptz,
    review_requested_by text,
    approved_at timestamptz,
    published_at timestamptz,
    primary key (workspace_id, postmortem_id),
    unique (workspace_id, number),
    foreign key (workspace_id, incident_id) references incidents
);
create unique index one_open_postmortem_per_channel on postmortems (workspace_id, channel_id)
    where status in ('draft', 'in_review', 'approved');
create index postmortems_newest_first on postmortems (workspace_id, created_at desc);

-- No foreign key to postmortems: an entry is inserted by a statement that selects its postmortem, and the lock that
-- the key takes on that one row makes everybody who writes at once wait for each other (a quarter of the rate).
create table timeline_entries (
    workspace_id text not null,
    entry_id uuid not null,
    postmortem_id uuid not null,
    occurred_at timestamptz not null,
    kind text not null check (kind in ('note', 'change', 'alert', 'escalation', 'communication', 'investigation', 'mitigation', 'resolution', 'verification')),
    text text not null check (length(text) between 1 and 3000),
    source text not null check (source in ('command', 'modal', 'message', 'reaction')),
    source_channel_id text,
    source_ts text,
    permalink text,
    author_id text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    removed_at timestamptz,
    removed_by text,
    primary key (workspace_id, entry_id)
);
create index timeline_in_order on timeline_entries (workspace_id, postmortem_id, occurred_at) where removed_at is null;
create unique index one_entry_per_message on timeline_entries (workspace_id, postmortem_id, source_channel_id, source_ts)
    where removed_at is null and source_ts is not null;

-- One graph: an effect is made possible by its causes. The top event has no row in cause_links as a cause.
create table causes (
    workspace_id text not null,
    cause_id uuid not null,
    postmortem_id uuid not null,
    kind text not null default 'condition' check (kind in ('event', 'condition', 'safeguard', 'recovery', 'assumption')),
    text text not null check (length(text) between 1 and 3000),
    category text,
    is_top boolean not null default false,
    branch text check (branch in ('detection', 'recovery')),
    stop_reason text,
    author_id text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    removed_at timestamptz,
    primary key (workspace_id, cause_id),
    foreign key (workspace_id, postmortem_id) references postmortems
);
create index causes_of_a_postmortem on causes (workspace_id, postmortem_id, created_at) where removed_at is null;
create unique index one_top_event on causes (workspace_id, postmortem_id) where is_top and removed_at is null;
create unique index one_standing_branch on causes (workspace_id, postmortem_id, branch) where branch is not null and removed_at is null;

create table cause_links (
    workspace_id text not null,
    effect_id uuid not null,
    cause_id uuid not null,
    gate text not null default 'and' check (gate in ('and', 'or')),
    primary key (workspace_id, effect_id, cause_id),
    foreign key (workspace_id, effect_id) references causes,
    foreign key (workspace_id, cause_id) references causes,
    check (effect_id <> cause_id)
);

-- The messages in the thread of whys: the root holds the problem, each prompt asks why one cause was possible.
-- The hash is of what was last drawn, so that only what changed is drawn again.
create table cause_prompts (
    workspace_id text not null,
    cause_id uuid not null,
    part text not null check (part in ('root', 'prompt')),
    channel_id text not null,
    message_ts text not null,
    drawn_hash text not null,
    primary key (workspace_id, cause_id, part),
    foreign key (workspace_id, cause_id) references causes
);

create table action_items (
    workspace_id text not null,
    action_item_id uuid not null,
    number integer not null,
    postmortem_id uuid not null,
    cause_id uuid,
    title text not null check (length(title) between 1 and 300),
    details text not null default '',
    owner_id text,
    due_on date,
    type text not null check (type in ('investigate', 'mitigate', 'repair', 'detect', 'prevent', 'process')),
    priority text not null check (priority in ('P0', 'P1', 'P2', 'P3')),
    state text not null default 'open' check (state in ('open', 'done', 'wont_do')),
    state_reason text,
    state_changed_by text,
    state_changed_at timestamptz,
    snoozed_until date,
    message_channel_id text,
    message_ts text,
    created_by text not null,
    created_at timestamptz not null,
    content_changed_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (workspace_id, action_item_id),
    unique (workspace_id, number),
    foreign key (workspace_id, postmortem_id) references postmortems,
    check (state <> 'wont_do' or length(state_reason) > 0)
);
create index action_items_of_a_postmortem on action_items (workspace_id, postmortem_id, number);
create index open_action_items_of_a_person on action_items (workspace_id, owner_id, due_on) where state = 'open';

-- Somebody was asked by somebody else to own an item: one direct message each.
create table action_item_requests (
    workspace_id text not null,
    action_item_id uuid not null,
    owner_id text not null,
    asked_at timestamptz not null,
    asked_by text not null,
    message_channel_id text,
    message_ts text,
    primary key (workspace_id, action_item_id, owner_id, asked_at),
    foreign key (workspace_id, action_item_id) references action_items
);

-- One row per person and local day: what makes a reminder go out once. item_ids: what the message speaks of.
create table reminders (
    workspace_id text not null,
    person_id text not null,
    for_day date not null,
    reminder_id uuid not null default gen_random_uuid(),
    item_ids uuid[] not null default '{}',
    created_at timestamptz not null,
    sent_at timestamptz,
    message_channel_id text,
    message_ts text,
    primary key (workspace_id, person_id, for_day)
);
create unique index reminders_by_id on reminders (workspace_id, reminder_id);

-- Who has opened the Home tab, so that nothing is drawn for those who never look.
create table home_tabs (
    workspace_id text not null,
    user_id text not null,
    opened_at timestamptz not null,
    primary key (workspace_id, user_id)
);

create table sign_offs (
    workspace_id text not null,
    sign_off_id uuid not null,
    postmortem_id uuid not null,
    revision integer not null,
    reviewer_id text not null,
    decision text not null check (decision in ('approved', 'sent_back')),
    comment text not null default '',
    decided_at timestamptz not null,
    primary key (workspace_id, sign_off_id),
    foreign key (workspace_id, postmortem_id) references postmortems,
    check (decision <> 'sent_back' or length(comment) > 0)
);
create unique index one_approval_per_reviewer on sign_offs (workspace_id, postmortem_id, revision, reviewer_id) where decision = 'approved';

-- Who is asked to read which revision. The message columns say which direct message stands for the request, and
-- for which request it was sent, so that an older one can be told apart and closed.
create table review_requests (
    workspace_id text not null,
    postmortem_id uuid not null,
    reviewer_id text not null,
    revision integer not null,
    requested_by text not null,
    requested_at timestamptz not null,
    note text not null default '',
    withdrawn_at timestamptz,
    message_channel_id text,
    message_ts text,
    message_for timestamptz,
    primary key (workspace_id, postmortem_id, reviewer_id),
    foreign key (workspace_id, postmortem_id) references postmortems
);

-- Where a published report was posted. The row is claimed first and filled as the parts arrive, so that a job that
-- runs twice goes on where it stopped.
create table publications (
    workspace_id text not null,
    postmortem_id uuid not null,
    channel_id text not null,
    claimed_at timestamptz not null,
    message_ts text,
    files text[] not null default '{}',
    completed_at timestamptz,
    primary key (workspace_id, postmortem_id, channel_id),
    foreign key (workspace_id, postmortem_id) references postmortems
);

-- What search reads: the report as plain text, written again whenever the postmortem changes.
create table search_documents (
    workspace_id text not null,
    postmortem_id uuid not null,
    heading text not null,
    body text not null,
    words tsvector not null generated always as (
        setweight(to_tsvector('english', heading), 'A') || setweight(to_tsvector('simple', heading), 'A')
        || setweight(to_tsvector('english', body), 'C') || setweight(to_tsvector('simple', body), 'D')) stored,
    indexed_at timestamptz not null,
    primary key (workspace_id, postmortem_id),
    foreign key (workspace_id, postmortem_id) references postmortems
);
create index search_documents_words on search_documents using gin (words);

create table digests (
    workspace_id text not null,
    month date not null,
    postmortem_id uuid,
    posted_at timestamptz,
    primary key (workspace_id, month)
);

create table audit (
    workspace_id text not null,
    audit_id uuid not null,
    at timestamptz not null,
    actor_id text not null,
    act text not null,
    subject_id uuid,
    details jsonb not null default '{}',
    primary key (workspace_id, audit_id)
);
create index audit_of_a_subject on audit (workspace_id, subject_id, at);

-- What a request leaves behind so that the same request, received again, changes nothing.
create table receipts (
    workspace_id text not null,
    request_key text not null,
    received_at timestamptz not null,
    completed_at timestamptz,
    primary key (workspace_id, request_key)
);

-- Jobs that must follow a row, written in the same transaction; the relay hands them to Hangfire.
create table outbox (
    outbox_id bigint generated always as identity primary key,
    workspace_id text not null,
    job text not null,
    subject_id uuid not null,
    argument text not null default '',
    created_at timestamptz not null
);

create table data_protection_keys (
    key_id bigint generated always as identity primary key,
    friendly_name text not null,
    xml text not null
);
