-- Consent records in revisions, their use, and who speaks for whom. See src/agreements/consent/README.md.

-- A person is a pseudonymous key under a secret of the node: no number, no name.
create table consent_revision (
  consent_id text not null check (length(consent_id) between 10 and 30),
  revision integer not null check (revision >= 1),
  subject_key text not null check (subject_key ~ '^[0-9a-f]{64}$'),
  status text not null check (status in ('given', 'refused', 'withdrawn')),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  document jsonb not null,
  signature text not null,
  primary key (consent_id, revision)
);
create index consent_revision_subject on consent_revision (subject_key, consent_id, revision);

create function consent_revision_is_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'a revision of a consent never changes: % refused', tg_op using errcode = 'KI002';
end
$$;
create trigger consent_revision_immutable before update or delete on consent_revision
  for each row execute function consent_revision_is_immutable();

-- How often a consent with a frequency was used: in all, on a day, or in a month of the country.
create table consent_use (
  consent_id text not null,
  period text not null check (period ~ '^(consent|\d{4}-\d{2}(-\d{2})?)$'),
  used integer not null check (used >= 1),
  primary key (consent_id, period)
);

create table representation (
  id text primary key check (length(id) between 10 and 30),
  subject_key text not null check (subject_key ~ '^[0-9a-f]{64}$'),
  document jsonb not null,
  ended_at timestamptz
);
create index representation_subject on representation (subject_key);
