-- Impact assessments in revisions. See src/compliance/README.md.

create table impact_assessment (
  id text not null check (length(id) = 31),
  revision integer not null check (revision >= 1),
  agreement_id text not null,
  document jsonb not null,
  primary key (id, revision)
);
create index impact_assessment_agreement on impact_assessment (agreement_id, id, revision);

create function impact_assessment_is_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'a revision of an impact assessment never changes: % refused', tg_op using errcode = 'KI002';
end
$$;
create trigger impact_assessment_immutable before update or delete on impact_assessment
  for each row execute function impact_assessment_is_immutable();
