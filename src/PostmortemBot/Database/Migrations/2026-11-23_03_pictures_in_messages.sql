-- The pictures of a published report as Slack knows them, so that the message that announces it can show them.
create table publication_pictures (
    workspace_id text not null,
    postmortem_id uuid not null,
    channel_id text not null,
    filename text not null,
    file_id text not null,
    primary key (workspace_id, postmortem_id, channel_id, filename),
    foreign key (workspace_id, postmortem_id, channel_id) references publications on delete cascade
);
