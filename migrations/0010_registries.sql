-- The sector's other registries: the civil register's copy, disability certificates, farmers. See src/registry/README.md.

-- A birth and a death are one row; a marriage is two rows of one number, one for each spouse.
create table civil_event (
  event_id text primary key,
  kind text not null check (kind in ('birth', 'death', 'marriage')),
  registration_number text not null,
  status text not null,
  event_date date not null,
  registered_on date not null,
  county_code text not null,
  national_id text,
  birth_registration_number text,
  given_name text,
  middle_name text,
  surname text,
  sex text,
  birth_date date,
  mother_national_id text,
  father_national_id text,
  spouse_national_id text,
  detail jsonb not null,
  names tsvector generated always as (name_words(given_name, middle_name, surname)) stored
);
create index civil_event_number on civil_event (registration_number);
create index civil_event_national_id on civil_event (national_id);
create index civil_event_birth_registration_number on civil_event (birth_registration_number);
create index civil_event_date on civil_event (kind, event_date);
create index civil_event_registered_on on civil_event (kind, registered_on);
create index civil_event_county on civil_event (kind, county_code);
create index civil_event_birth_date on civil_event (birth_date);
create index civil_event_mother on civil_event (mother_national_id);
create index civil_event_father on civil_event (father_national_id);
create index civil_event_spouse on civil_event (spouse_national_id);
create index civil_event_given_name on civil_event (name_key(given_name));
create index civil_event_surname on civil_event (name_key(surname));
create index civil_event_names on civil_event using gin (names);

-- One certificate, or the application for one.
create table disability_record (
  record_id text primary key,
  person_id text not null references person,
  status text not null,
  level text,
  registered_on date not null,
  reviewed_on date,
  expires_on date,
  updated_on date not null,
  -- Impairments, supports, transport, housing: lists whose items are asked about one by one.
  detail jsonb not null
);
create index disability_record_person on disability_record (person_id);
create index disability_record_status on disability_record (status, level);
create index disability_record_registered_on on disability_record (registered_on);
create index disability_record_expires_on on disability_record (expires_on);
create index disability_record_detail on disability_record using gin (detail jsonb_path_ops);

create table farmer (
  farmer_id text primary key,
  person_id text not null references person,
  household_id text not null references household,
  status text not null,
  farm_type text not null,
  county_code text not null,
  ward_code text not null,
  village_code text not null,
  registered_on date not null,
  updated_on date not null,
  -- Farms with their crops and animals, and machinery.
  detail jsonb not null
);
create index farmer_person on farmer (person_id);
create index farmer_household on farmer (household_id);
create index farmer_type on farmer (farm_type);
create index farmer_county on farmer (county_code);
create index farmer_registered_on on farmer (registered_on);
create index farmer_detail on farmer using gin (detail jsonb_path_ops);
