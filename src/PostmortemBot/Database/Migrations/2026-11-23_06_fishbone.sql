-- The bones a workspace chose; without a row it has the default ones.
create table fishbone_categories (
    workspace_id text primary key references workspaces,
    names text[] not null check (cardinality(names) between 2 and 12),
    updated_by text not null,
    updated_at timestamptz not null
);

-- writing: everybody writes for themselves. revealed: all is shown. voting: dots are placed. done: the dots are counted.
-- author_secret keys the hashes by which the authors of an anonymous brainstorm find their own causes again; it is gone
-- once all is shown, and so are the hashes. said: what was shown in the thread, each once.
create table brainstorms (
    workspace_id text not null,
    brainstorm_id uuid not null,
    postmortem_id uuid not null,
    is_anonymous boolean not null,
    state text not null default 'writing' check (state in ('writing', 'revealed', 'voting', 'done')),
    author_secret bytea,
    started_by text not null,
    started_at timestamptz not null,
    ends_at timestamptz not null,
    revealed_at timestamptz,
    people integer not null default 0,
    dots_each integer not null default 3 check (dots_each between 1 and 10),
    voters integer not null default 0,
    counted_at timestamptz,
    channel_id text,
    message_ts text,
    drawn_hash text,
    said text[] not null default '{}',
    primary key (workspace_id, brainstorm_id),
    foreign key (workspace_id, postmortem_id) references postmortems,
    check (is_anonymous or author_secret is null),
    check (state = 'writing' or author_secret is null)
);
create unique index one_brainstorm_at_a_time on brainstorms (workspace_id, postmortem_id) where state = 'writing';
create unique index one_vote_at_a_time on brainstorms (workspace_id, postmortem_id) where state = 'voting';
create index brainstorms_to_end on brainstorms (ends_at) where state = 'writing';

-- The fishbone's own causes. category: null is not sure yet. cause_id: it was moved into the graph and is shown there
-- for as long as that cause stands. merged_into: it says the same as that one. author_id: null when written anonymously.
create table fishbone_notes (
    workspace_id text not null,
    note_id uuid not null,
    postmortem_id uuid not null,
    brainstorm_id uuid,
    category text check (length(category) between 1 and 40),
    text text not null check (length(text) between 1 and 3000),
    previous_text text,
    merged_into uuid,
    cause_id uuid,
    dots integer not null default 0,
    author_id text,
    author_key bytea,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    removed_at timestamptz,
    primary key (workspace_id, note_id),
    foreign key (workspace_id, postmortem_id) references postmortems,
    foreign key (workspace_id, brainstorm_id) references brainstorms,
    foreign key (workspace_id, merged_into) references fishbone_notes,
    foreign key (workspace_id, cause_id) references causes,
    check (author_id is null or author_key is null),
    check (merged_into <> note_id)
);
create index fishbone_notes_of_a_postmortem on fishbone_notes (workspace_id, postmortem_id, created_at);
create index fishbone_notes_of_a_brainstorm on fishbone_notes (workspace_id, brainstorm_id);

-- Only while the vote is on: counted into the notes at its end, and gone with it.
create table fishbone_dots (
    workspace_id text not null,
    dot_id uuid not null,
    brainstorm_id uuid not null,
    note_id uuid not null,
    voter_id text not null,
    placed_at timestamptz not null,
    primary key (workspace_id, dot_id),
    foreign key (workspace_id, brainstorm_id) references brainstorms,
    foreign key (workspace_id, note_id) references fishbone_notes
);
create index dots_of_a_vote on fishbone_dots (workspace_id, brainstorm_id, voter_id);
