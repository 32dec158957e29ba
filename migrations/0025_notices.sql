-- Notices that went to people of whom data were received from another body. See src/compliance/README.md.

create table notice_given (
  id text primary key check (length(id) = 29),
  agreement_id text not null,
  channel text not null check (channel in ('letter', 'message', 'radio', 'poster', 'meeting', 'website', 'office')),
  given_at timestamptz not null,
  reference text not null check (length(reference) between 1 and 120)
);
create index notice_given_agreement on notice_given (agreement_id, given_at);
