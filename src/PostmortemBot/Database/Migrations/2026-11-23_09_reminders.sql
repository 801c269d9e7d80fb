-- remind_before_days and escalate_after count working days: before the due date, and after it for the helpers and the
-- facilitator, the channel, and the person a workspace has chosen.
alter table settings
    add column remind_before_days integer not null default 3 check (remind_before_days between 0 and 10),
    add column holidays date[] not null default '{}' check (cardinality(holidays) <= 200),
    add column escalate_after integer[] not null default '{3,7,14}' check (cardinality(escalate_after) = 3),
    add column escalation_person_id text,
    add constraint settings_have_working_days check (cardinality(working_days) > 0) not valid;

-- What one person has chosen for themselves; null is as the workspace says. They are away until that day has passed.
create table reminder_preferences (
    workspace_id text not null references workspaces,
    person_id text not null,
    hour integer check (hour between 0 and 23),
    working_days integer[] check (cardinality(working_days) > 0),
    away_until date,
    updated_at timestamptz not null,
    primary key (workspace_id, person_id)
);

-- How far the reminding of an item has come, for one due date and one person who is reminded. Another due date or another
-- person begins anew. started_on is the day from which the ladder counts; step is the last one that was taken.
create table reminder_states (
    workspace_id text not null,
    action_item_id uuid not null,
    person_id text not null,
    due_on date not null,
    stage integer not null,
    started_on date not null,
    reminded_on date,
    step integer not null default 0,
    stepped_on date,
    primary key (workspace_id, action_item_id)
);

-- Every reminder of every item: planned by the sweep, sent with the next message of whoever it is for, or not, and why.
-- The recipient is a person or a channel.
create table reminder_deliveries (
    workspace_id text not null,
    action_item_id uuid not null,
    recipient_id text not null,
    kind text not null check (kind in ('before', 'due', 'overdue', 'reown', 'helpers', 'channel', 'person', 'help')),
    day date not null,
    due_on date,
    holder_id text,
    to_channel boolean not null default false,
    planned_at timestamptz not null,
    reminder_id uuid,
    sent_at timestamptz,
    why_not text,
    primary key (workspace_id, action_item_id, recipient_id, kind, day)
);
create index reminder_deliveries_waiting on reminder_deliveries (workspace_id, recipient_id)
    where sent_at is null and why_not is null;
create index reminder_deliveries_of_a_message on reminder_deliveries (workspace_id, reminder_id)
    where reminder_id is not null;

-- person_id is a channel's id where to_channel says so. put_off_until: the person did not want to be disturbed.
alter table reminders
    add column to_channel boolean not null default false,
    add column put_off_until timestamptz;

-- Somebody asked for a hand with an item.
create table help_requests (
    workspace_id text not null,
    help_id uuid not null,
    action_item_id uuid not null,
    asked_by text not null,
    asked_at timestamptz not null,
    note text not null default '' check (length(note) <= 1000),
    primary key (workspace_id, help_id),
    foreign key (workspace_id, action_item_id) references action_items
);

-- One row for each week whose backlog was told.
create table backlog_weeks (
    workspace_id text not null references workspaces,
    week date not null,
    told_at timestamptz not null,
    primary key (workspace_id, week)
);
