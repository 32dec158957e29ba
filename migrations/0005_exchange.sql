-- Exchanges: one row for each question that a known caller put, answered or not. No personal data in the first two
-- tables; what was answered rests encrypted in the third, for as long as a resent message must get the same answer.

-- The message ids of each caller. The primary key decides which of two messages with one id has the effect.
create table exchange_message (
  caller text not null check (length(caller) between 1 and 140),
  message_id text not null check (length(message_id) between 1 and 99),
  question_id text not null,
  body_digest text not null check (length(body_digest) = 64),
  parts smallint not null check (parts > 0),
  at timestamptz not null,
  primary key (caller, message_id)
);

create table exchange (
  id text primary key,
  question_id text not null,
  part smallint not null check (part >= 0),
  at timestamptz not null,
  protocol text not null,
  consumer text not null,
  provider text not null,
  system text not null,
  service text not null,
  purpose text not null,
  agreement_id text,
  agreement_version integer,
  agreement_hash text,
  status text not null check (status in ('answered', 'no-record', 'refused', 'unavailable', 'invalid')),
  refused_at text,
  reason_code text,
  reason_params jsonb,
  records integer not null check (records >= 0),
  -- Until the evidence was written; the commit itself is not in it.
  duration_micros integer not null check (duration_micros >= 0),
  asked_by_kind text not null check (asked_by_kind in ('client', 'person')),
  asked_by_id text not null,
  case_ref text,
  -- Legal basis, gates, released and withheld elements, issues of the mapping, trace.
  detail jsonb not null,
  -- Salts that open the commitments of the ledger entry: for the parties, never in the ledger.
  request_salt text not null check (length(request_salt) = 32),
  response_salt text not null check (length(response_salt) = 32),
  subject_salt text not null check (length(subject_salt) = 32),
  ledger_index bigint not null,
  unique (question_id, part)
);
-- Ids sort by time: newest first is the order of the ids.
create index exchange_consumer on exchange (consumer, id);
create index exchange_provider on exchange (provider, id);
create index exchange_case on exchange (case_ref, id) where case_ref is not null;
-- Rows arrive in the order of time, so a summary of block ranges finds a window at a thousandth of a tree's cost.
create index exchange_at on exchange using brin (at) with (pages_per_range = 16);

create table exchange_answer (
  exchange_id text primary key,
  expires_at timestamptz not null,
  key_id text not null,
  -- Nonce, ciphertext and tag of AES-256-GCM; the exchange's id is the additional data.
  sealed bytea not null
);
-- Answers are small: kept in their row, as a second row elsewhere would cost more than it saves.
alter table exchange_answer alter column sealed set storage external, set (toast_tuple_target = 8160);
create index exchange_answer_expires on exchange_answer using brin (expires_at);
