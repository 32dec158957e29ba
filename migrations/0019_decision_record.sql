-- What a decision leaves behind: whom it was about, and how often each person asked. See src/agreements/README.md.

-- Uses of one person under an agreement that limits them; '' counts all of the agreement's.
alter table agreement_usage add column user_key text not null default '';
alter table agreement_usage drop constraint agreement_usage_pkey;
alter table agreement_usage add primary key (agreement_id, user_key, window_kind);

-- The pseudonymous key of the person asked about: who received a person's data can be told, and corrections follow them.
alter table exchange add column subject_key text check (subject_key ~ '^[0-9a-f]{64}$');
create index exchange_subject on exchange (subject_key, id) where subject_key is not null;
