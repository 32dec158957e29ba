-- Signed statements that what was received is gone. See src/compliance/README.md.

create table deletion_certificate (
  id text primary key check (length(id) = 29),
  agreement_id text not null,
  rule text not null check (rule ~ '^(rest|[0-9a-f]{16})$'),
  through date not null,
  document jsonb not null
);
create index deletion_certificate_rule on deletion_certificate (agreement_id, rule, through);

create function deletion_certificate_is_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'a deletion certificate never changes: % refused', tg_op using errcode = 'KI002';
end
$$;
create trigger deletion_certificate_immutable before update or delete on deletion_certificate
  for each row execute function deletion_certificate_is_immutable();
