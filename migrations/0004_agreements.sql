-- Data sharing agreements in versions, purposes, and how much of each volume is used. See src/agreements/README.md.

create table purpose (
  id text primary key,
  label jsonb not null,
  definition jsonb not null,
  broader text references purpose deferrable initially deferred,
  dpv text
);

create table agreement_version (
  agreement_id text not null,
  version integer not null check (version >= 1),
  -- SHA-256 over the canonical form (RFC 8785) of the document.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  document jsonb not null,
  created_at timestamptz not null default now(),
  primary key (agreement_id, version)
);

create function agreement_version_is_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'a version of an agreement never changes: % refused', tg_op using errcode = 'KI002';
end
$$;

create trigger agreement_version_immutable before update or delete on agreement_version
  for each row execute function agreement_version_is_immutable();

-- The current window of each kind; earlier ones are in the exchanges.
create table agreement_usage (
  agreement_id text not null,
  window_kind text not null check (window_kind in ('minute', 'day', 'month')),
  window_start text collate "C" not null,
  count integer not null check (count >= 0),
  primary key (agreement_id, window_kind)
);

create trigger agreement_version_revision after insert or truncate on agreement_version
  for each statement execute function note_revision('agreements');
create trigger purpose_revision after insert or update or delete or truncate on purpose
  for each statement execute function note_revision('agreements');
