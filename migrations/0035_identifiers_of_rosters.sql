-- Rosters that are handed in are looked up by the numbers that their records bear. See src/identity/mapping/README.md.
create index source_record_national_id on source_record ((values ->> 'national_id'));
create index source_record_birth_registration_number on source_record ((values ->> 'birth_registration_number'));
