-- Lifecycle of agreements: events and signatures stand beside a version, which they never change. See
-- src/agreements/README.md.

-- Until now the status stood inside the document, so that a hash covered it and nothing could be signed. Such documents
-- cannot be told apart from their status without changing them: they go, and the country pack declares them anew.
alter table agreement_version disable trigger agreement_version_immutable;
delete from agreement_version;
alter table agreement_version enable trigger agreement_version_immutable;
delete from seed_state where step = 'declarations';

create table agreement_event (
  seq bigint generated always as identity primary key,
  agreement_id text not null,
  version integer not null,
  -- What was done, and the status of the version after it.
  step text not null,
  status text not null,
  at timestamptz not null,
  account text not null,
  member text not null,
  reason text check (length(reason) <= 2000),
  foreign key (agreement_id, version) references agreement_version
);
create index on agreement_event (agreement_id, version);

-- Public keys that persons sign agreements with. A key is never changed: what it signed must verify for ever.
create table account_key (
  kid text primary key,
  username text not null references account,
  jwk jsonb not null,
  registered_at timestamptz not null default now()
);
create index on account_key (username);

create table agreement_signature (
  agreement_id text not null,
  version integer not null,
  member text not null,
  account text not null,
  kid text not null references account_key,
  -- Detached JWS (RFC 7515, appendix F) over the canonical form (RFC 8785) of the document.
  jws text not null check (length(jws) <= 2000),
  at timestamptz not null,
  -- The country's calendar day of the signing: a mandate is counted in days.
  day text not null check (day ~ '^\d{4}-\d{2}-\d{2}$'),
  primary key (agreement_id, version, member),
  foreign key (agreement_id, version) references agreement_version
);

create function agreement_history_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'KI002';
end
$$;

create trigger agreement_event_append_only before update or delete on agreement_event
  for each row execute function agreement_history_is_append_only();
create trigger agreement_signature_append_only before update or delete on agreement_signature
  for each row execute function agreement_history_is_append_only();
create trigger account_key_append_only before update or delete on account_key
  for each row execute function agreement_history_is_append_only();

create trigger agreement_event_revision after insert or truncate on agreement_event
  for each statement execute function note_revision('agreements');
create trigger agreement_signature_revision after insert or truncate on agreement_signature
  for each statement execute function note_revision('agreements');
