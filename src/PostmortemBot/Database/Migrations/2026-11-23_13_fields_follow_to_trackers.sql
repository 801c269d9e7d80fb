-- The title and due date that an issue was last given, so that a change here is told from one that was sent already.
-- No title: not known, for links older than this. What the tracker did not take stands in fields_refused.
alter table tracker_links
    add column synced_title text,
    add column synced_due date,
    add column fields_refused text not null default '';
