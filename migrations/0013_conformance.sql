-- Runs of the conformance checks and their reports. See src/conformance/README.md.
create table conformance_report (
  id text primary key check (length(id) between 6 and 40),
  at timestamptz not null,
  state text not null check (state in ('running', 'done', 'failed')),
  -- Null: this node itself.
  partner text,
  base_url text not null check (length(base_url) between 1 and 600),
  registry text not null check (registry in ('sr', 'crvs', 'dr', 'fr', 'ibr', 'ess')),
  asked_by text not null,
  asked_by_member text not null,
  -- With its counts.
  report jsonb,
  check ((state = 'done') = (report is not null))
);
-- One at a time: a server under test is not to be mistaken for a slow one.
create unique index conformance_report_running on conformance_report (state) where state = 'running';
create index conformance_report_at on conformance_report (at);
