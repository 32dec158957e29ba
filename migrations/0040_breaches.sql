-- Breaches in revisions. See src/compliance/README.md. No name or number of a person: kinds of data, about how many, and
-- which exchanges by agreement and time.

create table breach (
  id text not null check (length(id) = 33),
  revision integer not null check (revision >= 1),
  member text not null references member,
  document jsonb not null,
  primary key (id, revision)
);
create index breach_member on breach (member, id, revision);

create trigger breach_immutable before update or delete on breach
  for each row execute function rows_never_change();
