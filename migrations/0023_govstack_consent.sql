-- GovStack's Consent building block over consent records. See src/agreements/consent/govstack/README.md.

-- Policies and data agreements as their revisions; the object is the latest one's snapshot.
create table govstack_revision (
  id text primary key check (length(id) between 10 and 30),
  schema_name text not null check (schema_name in ('Policy', 'DataAgreement')),
  object_id text not null check (length(object_id) between 10 and 30),
  step integer not null check (step >= 1),
  deleted boolean not null,
  -- Of an active data agreement: the policy that it stands under.
  policy_id text,
  document jsonb not null,
  unique (object_id, step)
);
create index govstack_revision_policy on govstack_revision (policy_id) where policy_id is not null;

create function govstack_revision_is_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'a revision never changes: % refused', tg_op using errcode = 'KI002';
end
$$;
create trigger govstack_revision_immutable before update or delete on govstack_revision
  for each row execute function govstack_revision_is_immutable();

-- A person is a pseudonymous key: the external id rests nowhere.
create table govstack_individual (
  id text primary key check (length(id) between 10 and 30),
  subject_key text not null unique check (subject_key ~ '^[0-9a-f]{64}$'),
  external_id_type text not null check (external_id_type in ('national-id')),
  identity_provider_id text check (length(identity_provider_id) <= 120)
);

create table govstack_consent_record (
  id text primary key check (length(id) between 10 and 30),
  individual_id text not null references govstack_individual (id),
  data_agreement_id text not null,
  agreement_revision_id text not null references govstack_revision (id),
  unique (agreement_revision_id, individual_id)
);
create index govstack_consent_record_individual on govstack_consent_record (individual_id, data_agreement_id);

-- The consents under a record: who opts in again after a withdrawal gives another consent.
create table govstack_consent_link (
  record_id text not null references govstack_consent_record (id) on delete cascade,
  step integer not null check (step >= 1),
  consent_id text not null unique,
  primary key (record_id, step)
);
