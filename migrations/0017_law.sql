-- Rule packs in versions. See src/agreements/law/README.md.
create table rule_pack_version (
  seq bigint generated always as identity primary key,
  pack_id text not null,
  version text not null check (version ~ '^\d{4}\.\d{1,3}(\.\d{1,3})?$'),
  -- SHA-256 over the canonical form (RFC 8785) of the document.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  document jsonb not null,
  -- Account of the legal officer; null: it came with the release.
  imported_by text,
  created_at timestamptz not null default now(),
  unique (pack_id, version)
);

create function rule_pack_version_is_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'a version of a rule pack never changes: % refused', tg_op using errcode = 'KI002';
end
$$;

create trigger rule_pack_version_immutable before update or delete on rule_pack_version
  for each row execute function rule_pack_version_is_immutable();

-- Rules ask about purposes too.
create trigger rule_pack_version_revision after insert or truncate on rule_pack_version
  for each statement execute function note_revision('law');
create trigger purpose_law_revision after insert or update or delete or truncate on purpose
  for each statement execute function note_revision('law');
