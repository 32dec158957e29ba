-- What the analysis of agreements measures by: see src/agreements/analysis/README.md.

-- What each purpose usually needs, declared by the country pack.
alter table purpose add column needs jsonb;

-- In how many answers each agreed element was released, by day of the country. Counts only, of no person.
create table exchange_field_use (
  agreement_id text not null,
  day date not null,
  -- Empty: all answers under the agreement.
  element text not null,
  answers integer not null check (answers > 0),
  primary key (agreement_id, day, element)
);

-- Until when exchanges are counted into it; what came since is counted when it is asked for.
create table exchange_field_use_state (
  one boolean primary key default true check (one),
  counted_until timestamptz not null
);
insert into exchange_field_use_state (counted_until) values ('-infinity');
