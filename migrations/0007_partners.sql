-- What is agreed with partners about their messages, and what administrators did. See src/federation/partners/README.md.

create table partner (
  id text primary key,
  client text not null unique references client,
  status text not null check (status in ('active', 'suspended')),
  -- PartnerRegistration without what has a column of its own.
  agreed jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  tested_at timestamptz,
  test_passed boolean,
  check ((tested_at is null) = (test_passed is null))
);

-- Names that messages are sent under: each is of one partner.
create table partner_sender (
  sender_id text primary key,
  partner text not null references partner on delete cascade
);
create index on partner_sender (partner);

create trigger partner_revision after insert or update or delete or truncate on partner
  for each statement execute function note_revision('federation');

-- What was signed and taken already, until it would be refused as stale anyway.
create table taken_signature (
  partner text not null,
  token text not null,
  expires_at timestamptz not null,
  primary key (partner, token)
);
create index on taken_signature (expires_at);

-- Acts of administrators; each has its entry in the ledger, whose commitment the salt opens.
create table administrative_act (
  id text primary key,
  at timestamptz not null,
  account text not null,
  member text not null,
  act text not null,
  subject text not null,
  details jsonb not null,
  salt text not null,
  ledger_index bigint not null unique
);
create index on administrative_act (subject, at);
