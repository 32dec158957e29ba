-- The tamper-evident log (RFC 6962 Merkle tree, C2SP checkpoints and tiles). See src/ledger/README.md.

-- One row: the size and root of the tree. Its row lock makes the writers take turns, so the log cannot fork.
create table ledger_head (
  only_row boolean primary key default true check (only_row),
  origin text not null check (length(origin) between 1 and 200),
  size bigint not null check (size >= 0),
  root bytea not null check (octet_length(root) = 32),
  checkpoint text not null
);

-- One row for each batch of entries. `bodies` holds them in order, each behind its length in two bytes, big-endian.
create table ledger_batch (
  first_index bigint primary key check (first_index >= 0),
  entry_count integer not null check (entry_count > 0),
  bodies bytea not null,
  -- Root and signed checkpoint of the tree that ends with this batch.
  root bytea not null check (octet_length(root) = 32),
  checkpoint text not null
);
-- Entries are mostly digests, which do not compress.
alter table ledger_batch alter column bodies set storage external;

-- Full tiles: 256 consecutive hashes of level 8 * `level`. Derived from the batches, kept so that proofs are quick.
create table ledger_tile (
  level smallint not null check (level between 0 and 6),
  n bigint not null check (n >= 0),
  hashes bytea not null check (octet_length(hashes) = 8192),
  primary key (level, n)
);
alter table ledger_tile alter column hashes set storage external;

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % on % refused', tg_op, tg_table_name using errcode = 'KI001';
end
$$;

create trigger ledger_batch_append_only before update or delete on ledger_batch
  for each statement execute function ledger_is_append_only();
create trigger ledger_tile_append_only before update or delete on ledger_tile
  for each statement execute function ledger_is_append_only();
