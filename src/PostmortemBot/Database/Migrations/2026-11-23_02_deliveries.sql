-- One row for each message and file that a job sends, committed before it is sent: a row that is not delivered says
-- "look in Slack before you send it again". For a file its id is kept as well, since files carry no metadata.
create table deliveries (
    workspace_id text not null,
    delivery_key text not null,
    channel_id text not null,
    thread_ts text,
    file_id text,
    attempted_at timestamptz not null,
    delivered_at timestamptz,
    ts text,
    primary key (workspace_id, delivery_key)
);
create index deliveries_by_age on deliveries (attempted_at);
