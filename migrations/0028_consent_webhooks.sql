-- GovStack's Consent building block, the rest of it: who is told of consents, and what persons sign.

create table govstack_webhook (
  id text primary key check (length(id) between 10 and 30),
  -- The client whose agreed hosts are called, and its member, whose data agreements it hears of.
  client text not null check (length(client) between 1 and 140),
  member text not null,
  payload_url text not null check (length(payload_url) <= 2000),
  disabled boolean not null,
  -- What its messages are signed with, sealed under a secret of the node.
  secret bytea not null
);
create index govstack_webhook_member on govstack_webhook (member);

-- A person's signature over one revision of a consent. Without a signature yet, it is what is to be signed.
create table govstack_signature (
  id text primary key check (length(id) between 10 and 30),
  record_id text not null references govstack_consent_record (id) on delete cascade,
  revision_id text not null check (length(revision_id) <= 40),
  signed boolean not null,
  document jsonb not null
);
create index govstack_signature_record on govstack_signature (record_id, revision_id);
