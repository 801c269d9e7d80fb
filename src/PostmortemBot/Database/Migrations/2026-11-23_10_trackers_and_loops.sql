-- One row for each action item that has an issue in a tracker, or is to get one: reference is null until there is one.
-- The synced columns hold what both sides were last known to agree on, so that it can be told which side has changed.
create table tracker_links (
    workspace_id text not null,
    action_item_id uuid not null,
    link_id uuid not null,
    tracker text not null check (tracker in ('github', 'jira')),
    reference text,
    requested_by text not null,
    requested_at timestamptz not null,
    create_attempted_at timestamptz,
    synced_closed boolean,
    synced_owner text,
    synced_assignee text not null default '',
    etag text,
    issue_updated_at timestamptz,
    checked_at timestamptz,
    problem text,
    problem_detail text not null default '',
    note text,
    note_detail text not null default '',
    primary key (workspace_id, action_item_id),
    foreign key (workspace_id, action_item_id) references action_items
);
create unique index one_item_per_issue on tracker_links (workspace_id, tracker, lower(reference)) where reference is not null;
create index tracker_links_of_an_issue on tracker_links (tracker, lower(reference)) where reference is not null;

-- Who is who: a Slack user's login, or account id, in a tracker.
create table tracker_people (
    workspace_id text not null,
    tracker text not null check (tracker in ('github', 'jira')),
    user_id text not null,
    login text not null check (length(login) between 1 and 128),
    set_by text not null,
    set_at timestamptz not null,
    primary key (workspace_id, tracker, user_id)
);
create unique index one_person_per_login on tracker_people (workspace_id, tracker, lower(login));

-- What trackers have told us, so that a repeat is known as one. A tracker knows nothing of workspaces.
create table tracker_receipts (
    tracker text not null,
    delivery_id text not null,
    received_at timestamptz not null,
    primary key (tracker, delivery_id)
);
create index tracker_receipts_by_age on tracker_receipts (received_at);

-- What was last announced of an item by the webhook that goes out; the same state is not announced again.
create table tracker_announcements (
    workspace_id text not null,
    action_item_id uuid not null,
    delivery_id uuid not null,
    payload_hash text not null,
    delivered_at timestamptz,
    primary key (workspace_id, action_item_id)
);

-- What a finding became: something that stands in place and must be looked at again now and then.
create table loops (
    workspace_id text not null,
    loop_id uuid not null,
    postmortem_id uuid not null,
    finding_id uuid,
    kind text not null check (kind in ('runbook', 'slo', 'alert', 'guardrail', 'rotation', 'dashboard')),
    title text not null check (length(title) between 1 and 200),
    url text not null default '',
    service text not null default '',
    state text not null check (state in ('proposed', 'in_place', 'verified', 'not_true')),
    owner_id text,
    is_for_everybody boolean not null default false,
    verify_on date,
    asked_for date,
    message_channel_id text,
    message_ts text,
    answered_by text,
    answered_at timestamptz,
    created_by text not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    primary key (workspace_id, loop_id),
    foreign key (workspace_id, postmortem_id) references postmortems
);
create index loops_of_a_postmortem on loops (workspace_id, postmortem_id, created_at);
create index loops_to_verify on loops (verify_on) where state in ('in_place', 'verified');
create index runbooks_of_a_service on loops (workspace_id, lower(service)) where kind = 'runbook';
