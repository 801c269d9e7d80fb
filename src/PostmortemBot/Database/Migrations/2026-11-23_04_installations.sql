-- One row for each place the app is installed in by OAuth: a workspace, or an organisation as a whole, whose id stands in
-- workspace_id then. Tokens are sealed, and gone once the installation is dead; everything else stays for a reinstall.
create table installations (
    workspace_id text primary key,
    client_id text not null,
    app_id text not null,
    enterprise_id text,
    team_id text,
    is_enterprise_install boolean not null,
    name text not null default '',
    bot_user_id text not null,
    bot_id text,
    scopes text[] not null,
    installer_id text,
    token text,
    refresh_token text,
    token_version bigint not null default 1,
    expires_at timestamptz,
    installed_at timestamptz not null,
    refreshed_at timestamptz not null,
    dead_at timestamptz,
    dead_reason text,
    check ((dead_at is null) = (token is not null)),
    check (is_enterprise_install = (team_id is null)),
    check (workspace_id = coalesce(team_id, enterprise_id))
);
create index installations_that_expire on installations (expires_at) where dead_at is null and expires_at is not null;

-- Which organisation's installation serves a workspace that has none of its own.
create table organisation_workspaces (
    workspace_id text primary key,
    enterprise_id text not null,
    has_access boolean not null,
    changed_at timestamptz not null
);

-- The workspace of the token in the settings, as Slack named it.
create table configured_workspaces (
    workspace_id text not null,
    token_hash bytea not null,
    learned_at timestamptz not null,
    primary key (workspace_id, token_hash)
);

-- Installations somebody has begun. Hashed, because who knows a state and its browser's cookie may finish it. Belongs to no workspace yet.
create table install_states (
    state_hash bytea primary key,
    browser_hash bytea not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index install_states_by_end on install_states (expires_at);

-- Work of workspaces that took the app out; it goes on when they install it again.
create table parked_jobs (
    workspace_id text not null,
    job text not null,
    subject_id uuid not null,
    argument text not null,
    parked_at timestamptz not null,
    primary key (workspace_id, job, subject_id, argument)
);
