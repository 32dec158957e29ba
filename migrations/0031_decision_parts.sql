-- The parts of a decision that are the same for thousands of exchanges: what its gates found; what it released and obliged
-- to, in the agreement's own words. Each is kept once, under its digest. No value of a question or an answer is in them.
create table decision_part (
  -- SHA-256 of the text of the part.
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  part json not null
);
-- Without: an exchange stored before, whose gates are in its detail, or one that stopped before the decision.
alter table exchange add column gates_digest text;
alter table exchange_answer add column terms_digest text;
