-- Changes of the registry, the events that they raise, and who is to hear of them. See src/registry/README.md and
-- src/exchange/README.md.

-- Changes that were made: the same id has one effect. What the registry is filled with at first start is no act.
create table registry_act (
  id text primary key check (length(id) between 1 and 140),
  kind text not null,
  digest text not null check (length(digest) = 64),
  -- Element of the dictionary → number of a record that the act made or changed.
  made jsonb not null,
  at timestamptz not null default now()
);

-- An event holds the key of the record that changed, never its content: what a subscriber hears of it is asked for then.
create table registry_event (
  id text primary key check (length(id) between 4 and 40),
  -- Given by the publisher after the commit. A number taken in the writer's transaction can become visible out of order,
  -- and a reader's cursor would pass over the late one.
  position bigint unique,
  type text not null,
  -- The service that can be asked about it, and by what.
  service text not null,
  key jsonb not null,
  act text not null,
  occurred_at timestamptz not null,
  -- When it was written, not when its transaction began: of two changes of one record the later has the later time.
  recorded_at timestamptz not null default clock_timestamp()
);
create index registry_event_new on registry_event (recorded_at) where position is null;
create index registry_event_stream on registry_event (service, position) where position is not null;
create index registry_event_recorded on registry_event (recorded_at);

create table subscription (
  code text primary key check (length(code) = 30),
  caller text not null check (length(caller) between 1 and 140),
  caller_kind text not null check (caller_kind in ('client', 'person')),
  client text not null,
  member text not null,
  protocol text not null,
  -- The caller's own id of the request, and a keyed digest of what was asked for: a filter may hold identifiers.
  key text not null check (length(key) between 1 and 200),
  sameness text not null check (length(sameness) = 64),
  events text[] not null check (cardinality(events) between 1 and 20),
  service text not null,
  purpose text not null,
  agreement text,
  filter_elements text[] not null,
  frequency text,
  from_at timestamptz,
  until_at timestamptz,
  url text not null,
  status text not null check (status in ('active', 'held', 'ended')),
  held_code text,
  held_gate text,
  -- Position of the last event that was dealt with.
  cursor bigint not null check (cursor >= 0),
  -- Raised whenever events after the cursor are asked about anew: part of the message ids of those exchanges.
  round integer not null default 0,
  failures integer not null default 0,
  notified bigint not null default 0,
  passed_over bigint not null default 0,
  created_at timestamptz not null,
  ended_at timestamptz,
  -- Not before then. Null: as soon as there is something.
  next_run_at timestamptz,
  last_notified_at timestamptz,
  -- Opens the commitments of its ledger entries.
  salt text not null check (length(salt) = 32),
  -- Filter and the protocol's context under the key of stored answers; the code is the additional data.
  key_id text not null,
  sealed bytea not null,
  unique (caller, key),
  check ((status = 'held') = (held_code is not null)),
  check ((status = 'ended') = (ended_at is not null))
);
-- What runs already is not opened twice.
create unique index subscription_same on subscription (caller, sameness) where status <> 'ended';
create index subscription_service on subscription (service) where status <> 'ended';
create index subscription_due on subscription (next_run_at) where status <> 'ended';
create index subscription_member on subscription (member, code);
