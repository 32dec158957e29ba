-- What a protocol sees to after it has answered: a payment that is followed until the switch has settled it.
-- What an errand says rests sealed under the key of stored answers, and goes when the errand ends.

create table errand (
  id text primary key check (length(id) <= 40),
  protocol text not null,
  -- Makes it one: begun again under the same key, it is not run again.
  key text not null check (length(key) <= 200),
  caller jsonb not null,
  created_at timestamptz not null,
  state text not null check (state in ('waiting', 'done', 'given-up')),
  tries smallint not null default 0,
  key_id text not null,
  sealed bytea,
  unique (protocol, key),
  check ((state = 'waiting') = (sealed is not null))
);
