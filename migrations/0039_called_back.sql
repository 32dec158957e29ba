-- Of what a partner's server sends: whether it was signed (null: it came before that was kept), and how often the same
-- message came. Checks of a partner's callbacks ask for both; they are left out where its server cannot reach this node.

alter table received_message
  add column signed boolean,
  add column times integer not null default 1 check (times > 0);

alter table conformance_report add column callbacks boolean not null default true;
