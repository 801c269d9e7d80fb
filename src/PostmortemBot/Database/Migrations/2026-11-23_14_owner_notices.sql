-- What others changed about somebody's item, told in one message.
create table owner_notices (
    workspace_id text not null references workspaces,
    notice_id uuid not null,
    person_id text not null,
    created_at timestamptz not null,
    sent_at timestamptz,
    why_not text,
    primary key (workspace_id, notice_id)
);

-- The notice that tells of a change; nil where nobody needs to be told, as of all that changed until now.
alter table action_item_changes add column notice_id uuid default '00000000-0000-0000-0000-000000000000';
alter table action_item_changes alter column notice_id drop default;
create index action_item_changes_untold on action_item_changes (workspace_id, action_item_id) where notice_id is null;
create index action_item_changes_of_a_notice on action_item_changes (workspace_id, notice_id)
    where notice_id <> '00000000-0000-0000-0000-000000000000';
