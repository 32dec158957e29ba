-- Counts of exchanges by day of the country, and when each person was first received and last answered about under an
-- agreement: what lists that are looked at daily read, instead of every exchange. They are counted behind the exchanges, in
-- the order of the ledger: what has a greater index is added by whoever reads. No personal data: persons are keys.

create table exchange_day (
  agreement_id text not null,
  day date not null,
  service text not null,
  status text not null,
  exchanges bigint not null check (exchanges > 0),
  -- Those with a record in the answer.
  received bigint not null,
  records bigint not null,
  last_at timestamptz not null,
  primary key (agreement_id, day, service, status)
);

create table exchange_person (
  agreement_id text not null,
  subject bytea not null check (length(subject) = 32),
  -- Null: answered about, and without a record.
  first_received_at timestamptz,
  last_answered_at timestamptz not null,
  primary key (agreement_id, subject)
);

create table exchange_count_state (
  only_row boolean primary key default true check (only_row),
  -- Index of the last ledger entry that is counted.
  counted_through bigint not null
);
insert into exchange_count_state (counted_through) values (-1);

-- Rows arrive in this order: a summary of block ranges, which costs nothing to write, finds those that are not counted yet.
create index exchange_ledger on exchange using brin (ledger_index) with (pages_per_range = 16, autosummarize = on);

-- People of whom something left in an answer without their having been asked about by number: in a list, in a household, by
-- a name. Keys, as of who is asked about; who is told what was asked about them is told of these, too.
create table exchange_answered_person (
  exchange_id text not null,
  subject bytea not null check (length(subject) = 32),
  primary key (exchange_id, subject)
);
create index exchange_answered_person_subject on exchange_answered_person (subject, exchange_id);

-- Terms that no kept answer names are marked, and deleted when they still are not named a while later.
alter table decision_part add column unused_since timestamptz;
