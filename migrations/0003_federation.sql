-- Who takes part, and who may call. See src/federation/README.md.

-- Counts the changes of a topic's tables. Processes that hold a copy in memory compare it and load again.
create table revision (
  topic text primary key,
  number bigint not null
);

create function note_revision() returns trigger language plpgsql as $$
begin
  insert into revision (topic, number) values (tg_argv[0], 1)
  on conflict (topic) do update set number = revision.number + 1;
  return null;
end
$$;

create table member (
  id text primary key,
  name jsonb not null,
  kind text not null,
  status text not null check (status in ('active', 'suspended')),
  registration text,
  contact text
);

create table system (
  id text primary key,
  member text not null references member,
  name jsonb not null,
  description jsonb not null,
  connector text not null,
  address text not null,
  status text not null check (status in ('active', 'suspended'))
);

create table service (
  id text primary key,
  system text not null references system,
  member text not null references member,
  name jsonb not null,
  record_type text not null,
  mapping text not null,
  ask_by jsonb not null,
  conditions text not null check (conditions in ('equalities', 'any')),
  timeout_ms integer not null check (timeout_ms between 50 and 120000),
  operation jsonb not null
);

create table client (
  id text primary key,
  member text not null references member,
  name text not null,
  status text not null check (status in ('active', 'suspended')),
  scopes text[] not null,
  authentication text not null check (authentication in ('private_key_jwt', 'client_secret')),
  -- Public keys (RFC 7517), each with the one algorithm that it may be used with.
  keys jsonb not null default '[]',
  secret_hash text,
  default_purpose text,
  created_at timestamptz not null default now()
);

-- Ids of client assertions already used (RFC 7523 §3, claim 7), until they would be refused as expired anyway.
create table client_assertion (
  client_id text not null,
  assertion_id text not null,
  expires_at timestamptz not null,
  primary key (client_id, assertion_id)
);
create index on client_assertion (expires_at);

create table account (
  username text primary key,
  name text not null,
  member text not null references member,
  roles text[] not null,
  status text not null default 'active' check (status in ('active', 'suspended')),
  password_hash text not null,
  -- Its password is published: it works in demo mode only.
  demo boolean not null default false
);

-- A session is found by the digest of its cookie: whoever reads this table cannot use what is in it.
create table session (
  id_hash text primary key,
  username text not null references account on delete cascade,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index on session (expires_at);
create index on session (username);

create trigger member_revision after insert or update or delete or truncate on member
  for each statement execute function note_revision('federation');
create trigger system_revision after insert or update or delete or truncate on system
  for each statement execute function note_revision('federation');
create trigger service_revision after insert or update or delete or truncate on service
  for each statement execute function note_revision('federation');
create trigger client_revision after insert or update or delete or truncate on client
  for each statement execute function note_revision('federation');
create trigger account_revision after insert or update or delete or truncate on account
  for each statement execute function note_revision('federation');
