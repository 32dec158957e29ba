-- Messages that outlive their call: accepted requests and what is known of answered ones, and what Kiungo sends by itself.
-- What they say rests sealed under the key of stored answers, and only for as long as those are kept.

create table known_message (
  id text primary key,
  caller text not null check (length(caller) between 1 and 140),
  member text not null,
  protocol text not null,
  operation text not null,
  message_id text not null check (length(message_id) between 1 and 99),
  transaction_id text not null check (length(transaction_id) <= 200),
  correlation_id text not null check (length(correlation_id) <= 200),
  reference_ids text[] not null,
  -- Digests of the caller with each of its ids, by which its status is asked for: one index serves the three kinds.
  keys bigint[] not null,
  received_at timestamptz not null,
  state text not null check (state in ('waiting', 'done', 'failed')),
  -- Only of accepted messages: those whose answer is sent later.
  accepted boolean not null,
  body_digest text check (length(body_digest) = 64),
  tries smallint not null default 0,
  key_id text,
  request bytea,
  reply bytea,
  -- Null while it waits, and when nothing is left to be purged.
  expires_at timestamptz,
  check (not accepted or body_digest is not null)
);
-- Decides which of two messages with one id has the effect.
create unique index known_message_accepted on known_message (caller, protocol, message_id) where accepted;
create index known_message_keys on known_message using gin (keys) with (gin_pending_list_limit = 1024);
create index known_message_expires on known_message using brin (expires_at);
-- Small, like stored answers: kept in their row.
alter table known_message alter column reply set storage external, set (toast_tuple_target = 8160);

create table delivery (
  id text primary key,
  -- Makes it one: an accepted message has one callback, a subscription one notification of an event.
  key text not null unique check (length(key) <= 200),
  -- The order in which they were queued.
  number bigint not null generated always as identity,
  kind text not null check (kind in ('callback', 'notification')),
  protocol text not null,
  action text not null,
  member text not null,
  client text not null,
  -- Origin and path; the address in full is sealed with the message.
  url text not null,
  transaction_id text,
  correlation_id text,
  subscription text,
  exchanges text[] not null,
  created_at timestamptz not null,
  state text not null check (state in ('waiting', 'delivered', 'dead')),
  -- In all, and since it was queued or replayed.
  attempts integer not null default 0,
  tries smallint not null default 0,
  next_attempt_at timestamptz,
  delivered_at timestamptz,
  key_id text not null,
  sealed bytea,
  -- Null while it waits, and when nothing is left to be purged.
  expires_at timestamptz,
  check ((state = 'waiting') = (next_attempt_at is not null))
);
create index delivery_member on delivery (member, id);
create index delivery_open on delivery (state, next_attempt_at) where state <> 'delivered';
create index delivery_subscription on delivery (subscription, number) where subscription is not null;
create index delivery_expires on delivery (expires_at) where expires_at is not null;

create table delivery_attempt (
  delivery_id text not null references delivery,
  number integer not null check (number > 0),
  at timestamptz not null,
  duration_micros integer not null check (duration_micros >= 0),
  outcome text not null,
  status smallint,
  detail text check (length(detail) <= 300),
  primary key (delivery_id, number)
);

-- What partners' servers sent us: answers to messages of ours, and notifications. Kept once, for whoever waits for it.
create table received_message (
  partner text not null,
  operation text not null,
  message_id text not null check (length(message_id) between 1 and 200),
  transaction_id text check (length(transaction_id) <= 200),
  correlation_id text check (length(correlation_id) <= 200),
  received_at timestamptz not null,
  key_id text,
  sealed bytea,
  expires_at timestamptz,
  primary key (partner, operation, message_id)
);
create index received_message_transaction on received_message (partner, transaction_id);
create index received_message_correlation on received_message (partner, correlation_id);
create index received_message_expires on received_message (expires_at) where expires_at is not null;
