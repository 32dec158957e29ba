-- A model comes into use by two people: one proposes it, another confirms it.
create table model_use (
  id text primary key check (length(id) between 10 and 30),
  model text not null references linkage_model,
  -- The one that was in use when it was proposed.
  replaces text references linkage_model,
  state text not null check (state in ('proposed', 'confirmed', 'refused', 'withdrawn')),
  account text not null,
  member text not null references member,
  at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  check ((state = 'proposed') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null)),
  check (state <> 'confirmed' or decided_by <> account)
);
create unique index model_use_proposed on model_use (model) where state = 'proposed';
create index model_use_model on model_use (model, at desc);

-- By which run a version was trained, and with how many decisions of stewards.
alter table linkage_model add column training jsonb;

create trigger linkage_model_content_immutable
  before delete or update of digest, id, version, at, account, document, training on linkage_model
  for each row execute function rows_never_change();
