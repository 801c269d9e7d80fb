-- A refused token is kept while Slack may take it again: invalid_auth is also what a wrong address of the caller gets.
-- Only a token that Slack took back is erased at once.
alter table installations drop constraint installations_check;
alter table installations add constraint living_installations_have_a_token check (dead_at is not null or token is not null);
