-- The rights desk: cases of persons, and who was told of a correction. See src/compliance/README.md.

-- A person is a pseudonymous key under a secret of the node: no number, no name.
create table rights_case (
  id text primary key check (length(id) between 10 and 30),
  revision integer not null check (revision >= 1),
  subject_key text not null check (subject_key ~ '^[0-9a-f]{64}$'),
  member text not null references member,
  status text not null check (status in ('received', 'verified', 'in-progress', 'done', 'refused')),
  -- Absent where the law sets no end.
  due_at timestamptz,
  updated_at timestamptz not null,
  restriction text references subject_restriction,
  document jsonb not null
);
create index rights_case_subject on rights_case (subject_key, id);
create index rights_case_member on rights_case (member, id);
create index rights_case_open on rights_case (due_at) where status not in ('done', 'refused');

-- One notice for each member that received the value (GDPR article 19).
create table correction_notice (
  id text primary key check (length(id) between 10 and 30),
  case_id text not null references rights_case,
  member text not null references member,
  told_at timestamptz not null,
  acknowledged_at timestamptz check (acknowledged_at >= told_at),
  outcome text check (outcome in ('corrected', 'erased', 'not-held')),
  document jsonb not null,
  unique (case_id, member),
  check ((acknowledged_at is null) = (outcome is null))
);
create index correction_notice_member on correction_notice (member, id);
