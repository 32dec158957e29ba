-- Projects of linkage without names, and their runs. See src/identity/private/README.md.

create table private_project (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  project jsonb not null,
  account text not null,
  registered_at timestamptz not null
);

create table private_run (
  id text primary key check (length(id) = 30),
  project text not null references private_project,
  kind text not null check (kind in ('match', 'overlap')),
  inputs jsonb not null,
  account text not null,
  started_at timestamptz not null,
  certificate jsonb
);
create index private_run_project on private_run (project, kind);
