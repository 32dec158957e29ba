-- Whose records are about whom: entities, memberships, decisions, the review queue, cases, runs. See src/identity/README.md.

-- What a steward answers for: codes of counties. Empty: the whole country.
alter table account add column areas text[] not null default '{}';

-- A person, as far as records are known to be about one. Made when a record is first decided on; that record is its home.
-- A tombstone points to where its people went, and comes back to life by an unmerge.
create table entity (
  id text primary key check (length(id) between 10 and 30),
  home_source text not null check (length(home_source) between 1 and 80),
  home_record text not null check (length(home_record) between 1 and 140),
  created_at timestamptz not null,
  merged_into text references entity,
  -- Raised by every decision that looked at it: of two that come at once, the second sees that it was late.
  revision integer not null default 1,
  unique (home_source, home_record),
  check (merged_into <> id)
);
create index entity_merged_into on entity (merged_into) where merged_into is not null;

-- Append-only. Records are named by source and number, people never.
create table identity_decision (
  id text primary key check (length(id) between 10 and 30),
  -- The order in which they were made: the last word on a pair holds.
  number bigint generated always as identity unique,
  kind text not null check (kind in
    ('link', 'not-link', 'cannot-tell', 'must-link', 'cannot-link', 'merge', 'unmerge')),
  at timestamptz not null,
  account text not null,
  member text not null,
  first_source text not null,
  first_record text not null,
  second_source text not null,
  second_record text not null,
  -- Once: of two stewards who undo the same, the second is told.
  undoes text unique references identity_decision,
  proposal text,
  document jsonb not null,
  check ((kind = 'unmerge') = (undoes is not null)),
  -- One spelling of a pair.
  check ((first_source collate "C", first_record collate "C") < (second_source collate "C", second_record collate "C"))
);
create index identity_decision_pair
  on identity_decision (first_source, first_record, second_source, second_record);
create index identity_decision_second on identity_decision (second_source, second_record);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed', tg_table_name;
end
$$;
create trigger identity_decision_append_only before update or delete on identity_decision
  for each row execute function refuse_change();

-- Bitemporal: what held from when to when (valid), as it was known from when to when (decided, superseded).
create table membership (
  source text not null,
  record text not null,
  entity text not null references entity,
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  decided_at timestamptz not null,
  superseded_at timestamptz check (superseded_at >= decided_at),
  decision text not null references identity_decision
);
-- A record is about one person at a time.
create unique index membership_current on membership (source, record) where valid_to is null and superseded_at is null;
create index membership_record on membership (source, record, decided_at);
create index membership_entity on membership (entity) where superseded_at is null;

-- Files that were handed in to be linked. The same bytes are kept once.
create table linkage_upload (
  id text primary key check (length(id) between 10 and 30),
  digest text not null unique check (digest ~ '^[0-9a-f]{64}$'),
  name text not null check (length(name) between 1 and 80),
  format text not null check (format in ('csv', 'xlsx', 'parquet')),
  member text not null references member,
  account text not null,
  at timestamptz not null,
  bytes bytea not null
);

-- A linkage model in its versions, each never changed once it is there.
create table linkage_model (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  id text not null check (length(id) between 1 and 60),
  version integer not null check (version >= 1),
  at timestamptz not null,
  account text not null,
  -- By which records are matched as they come; one at most.
  live boolean not null default false,
  document jsonb not null,
  unique (id, version)
);
create unique index linkage_model_live on linkage_model (live) where live;

create table linkage_run (
  id text primary key check (length(id) between 10 and 30),
  member text not null references member,
  account text not null,
  model text not null references linkage_model,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  requested_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  cancel_asked boolean not null default false,
  attempts integer not null default 0,
  progress jsonb not null,
  -- Sources, counts, charts, where the files of the run lie.
  document jsonb not null,
  check ((state in ('done', 'failed', 'cancelled')) = (ended_at is not null))
);
create index linkage_run_newest on linkage_run (id desc);

-- A pair that a person should look at.
create table match_proposal (
  id text primary key check (length(id) between 10 and 30),
  first_source text not null,
  first_record text not null,
  second_source text not null,
  second_record text not null,
  -- Names the cluster of a run that it lies in: its least record.
  cluster text not null,
  run text references linkage_run,
  model text not null references linkage_model,
  weight double precision not null,
  pattern integer not null,
  priority double precision not null,
  areas text[] not null,
  state text not null check (state in ('open', 'second', 'disputed', 'decided', 'withdrawn')),
  claimed_by text,
  claimed_until timestamptz,
  revision integer not null default 1,
  proposed_at timestamptz not null,
  document jsonb not null,
  unique (first_source, first_record, second_source, second_record),
  check ((first_source collate "C", first_record collate "C") < (second_source collate "C", second_record collate "C")),
  check ((claimed_by is null) = (claimed_until is null))
);
create index match_proposal_queue on match_proposal (priority desc, id) where state in ('open', 'second', 'disputed');
create index match_proposal_cluster on match_proposal (cluster);
create index match_proposal_second on match_proposal (second_source, second_record);

-- What each steward thought of a pair, whether or not it was what counted in the end.
create table match_opinion (
  proposal text not null references match_proposal,
  account text not null,
  verdict text not null check (verdict in ('link', 'not-link', 'cannot-tell')),
  at timestamptz not null,
  document jsonb not null,
  primary key (proposal, account)
);
create trigger match_opinion_append_only before update or delete on match_opinion
  for each row execute function refuse_change();

-- Many proposals at once: put by one, confirmed by another.
create table bulk_decision (
  id text primary key check (length(id) between 10 and 30),
  state text not null check (state in ('proposed', 'done', 'refused')),
  revision integer not null default 1,
  account text not null,
  member text not null references member,
  at timestamptz not null,
  document jsonb not null
);

-- A match never changes an entitlement: it raises a case at the programme, which a person of the programme closes.
create table linkage_case (
  id text primary key check (length(id) between 10 and 30),
  kind text not null check (kind in ('same-person', 'taken-apart')),
  entity text not null references entity,
  decision text not null references identity_decision,
  member text not null references member,
  state text not null check (state in ('open', 'in-hand', 'closed')),
  revision integer not null default 1,
  raised_at timestamptz not null,
  document jsonb not null
);
create index linkage_case_member on linkage_case (member, state, id);
create index linkage_case_entity on linkage_case (entity);

-- How far matching of new and changed records has read the events of the registry.
create table live_cursor (
  name text primary key,
  position bigint not null
);

-- Records of files that were handed in, for whoever reviews them side by side.
create table source_record (
  source text not null check (length(source) between 1 and 80),
  record text not null check (length(record) between 1 and 140),
  upload text not null references linkage_upload,
  values jsonb not null,
  primary key (source, record)
);
