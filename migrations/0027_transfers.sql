-- Assessments of transfers abroad, in revisions. See src/compliance/README.md.

create table transfer_assessment (
  id text not null,
  revision integer not null check (revision >= 1),
  document jsonb not null,
  primary key (id, revision)
);

create function transfer_assessment_is_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'a revision of a transfer assessment never changes: % refused', tg_op using errcode = 'KI002';
end
$$;
create trigger transfer_assessment_immutable before update or delete on transfer_assessment
  for each row execute function transfer_assessment_is_immutable();
