-- What administrators did about clients' keys: a key that they added, or that they revoked. See src/federation/README.md.

create table client_key (
  client text not null references client,
  -- Thumbprint (RFC 7638): however a key is spelled, it is one key.
  kid text not null check (length(kid) = 43),
  -- The key itself where it was added here; without it, it is one of the country pack's.
  key jsonb,
  added_at timestamptz,
  revoked_at timestamptz,
  primary key (client, kid),
  check ((key is null) = (added_at is null)),
  check (key is not null or revoked_at is not null)
);

create trigger client_key_revision after insert or update or delete or truncate on client_key
  for each statement execute function note_revision('federation');
