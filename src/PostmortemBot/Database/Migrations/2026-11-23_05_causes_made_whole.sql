-- What is known of a cause. probability: 0..1, null unknown. at_least: null, the causes go together as their gate says;
-- K, at least K of them together. gate_said_for: how many causes it had when somebody last said how they go together.
-- version counts every change, so that a form left open knows whether it is stale. merged_into: the cause that says the same.
alter table causes
    add column service text check (length(service) between 1 and 200),
    add column confidence text not null default 'suspected' check (confidence in ('confirmed', 'suspected', 'ruled_out')),
    add column probability double precision check (probability between 0 and 1),
    add column occurred_at timestamptz,
    add column at_least integer check (at_least >= 2),
    add column gate_said_for integer not null default 0,
    add column merged_into uuid,
    add column version integer not null default 1;
create index causes_by_category on causes (workspace_id, category) where removed_at is null and category is not null;

-- What a cause is known from: an entry of the timeline, or a link.
create table cause_evidence (
    workspace_id text not null,
    evidence_id uuid not null,
    cause_id uuid not null,
    entry_id uuid,
    url text check (length(url) between 8 and 2000),
    label text not null default '' check (length(label) <= 300),
    added_by text not null,
    added_at timestamptz not null,
    primary key (workspace_id, evidence_id),
    foreign key (workspace_id, cause_id) references causes,
    check ((entry_id is null) <> (url is null))
);
create unique index one_entry_per_cause on cause_evidence (workspace_id, cause_id, entry_id) where entry_id is not null;
create unique index one_link_per_cause on cause_evidence (workspace_id, cause_id, md5(url)) where url is not null;

-- Who changed what in the graph. parts: [{"key": "cause <id>", "before": {...}, "after": {...}}], where null says that it was
-- not there. undoes: the change that this one took back.
create table cause_changes (
    workspace_id text not null,
    change_id uuid not null,
    postmortem_id uuid not null,
    at timestamptz not null,
    actor_id text not null,
    act text not null,
    cause_id uuid not null,
    parts jsonb not null,
    undoes uuid,
    undone_at timestamptz,
    primary key (workspace_id, change_id)
);
create index cause_changes_in_order on cause_changes (workspace_id, postmortem_id, at);

-- A reply in the thread of whys, on its way to becoming a cause. effect_id: the why it is taken to answer.
-- cause_id: what it became. reply_ts: the bot's message about it.
create table cause_replies (
    workspace_id text not null,
    channel_id text not null,
    message_ts text not null,
    reply_id uuid not null,
    postmortem_id uuid not null,
    effect_id uuid not null,
    author_id text not null,
    text text not null,
    edited_ts text not null default '',
    state text not null default 'proposed' check (state in ('proposed', 'accepted', 'merged', 'withdrawn', 'not_an_answer')),
    cause_id uuid,
    decided_by text,
    decided_at timestamptz,
    reply_ts text,
    drawn_hash text not null default '',
    received_at timestamptz not null,
    primary key (workspace_id, channel_id, message_ts)
);
create unique index cause_replies_by_id on cause_replies (workspace_id, reply_id);
create index cause_replies_of_a_postmortem on cause_replies (workspace_id, postmortem_id);

-- Every reply in a channel asks whether it stands in a thread of whys.
create index postmortems_by_whys_thread on postmortems (workspace_id, channel_id, whys_ts) where whys_ts is not null;

-- The question how several causes go together is a message of its own.
alter table cause_prompts drop constraint cause_prompts_part_check;
alter table cause_prompts add constraint cause_prompts_part_check check (part in ('root', 'prompt', 'gate'));

-- What set the incident off, and the words each workspace counts by; null: the built-in ones.
alter table incidents add column trigger text check (length(trigger) between 1 and 75);
create index incidents_by_trigger on incidents (workspace_id, trigger) where trigger is not null;
alter table settings
    add column triggers text[],
    add column cause_categories text[];
