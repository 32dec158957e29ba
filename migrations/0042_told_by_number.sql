-- Rosters that are handed in whole: who is no longer on one stays for those who reviewed them, and is out of the map.
alter table source_record add column left_at timestamptz;

-- People of whom nobody has decided are told of, too: by one of their records, under a number that says nothing of it.
create table told_record (
  id text primary key check (length(id) between 4 and 40),
  source text not null,
  record text not null,
  unique (source, record)
);
