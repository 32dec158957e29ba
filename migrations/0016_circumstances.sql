-- What a decision asks beside the agreement: where members and systems are, and what persons have stopped.
-- See src/agreements/README.md.

-- ISO 3166-1 alpha-2; absent: in the country of this node.
alter table member add column country text check (country ~ '^[A-Z]{2}$');
alter table system add column country text check (country ~ '^[A-Z]{2}$');

-- Who stopped what. The person is a pseudonymous key under a secret of the node: no number, no name.
create table subject_restriction (
  id text primary key,
  subject_key text not null check (subject_key ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('restricted', 'objected', 'protected')),
  -- At one member, or everywhere; for one purpose and its narrower ones, or for all.
  member text references member,
  purpose text references purpose,
  since timestamptz not null default now(),
  lifted_at timestamptz check (lifted_at >= since)
);
create index subject_restriction_subject on subject_restriction (subject_key) where lifted_at is null;
create trigger subject_restriction_revision after insert or update or delete or truncate on subject_restriction
  for each statement execute function note_revision('subject-restriction');
