-- Kiungo's own social registry and integrated beneficiary registry. See src/registry/README.md.

-- A name as it is compared: no case, no accents, no apostrophes; other ASCII punctuation separates words.
create function name_key(name text) returns text
  language sql immutable strict parallel safe
  return trim(regexp_replace(
    lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f''\u2018\u2019\u02bc]', '', 'g')),
    '[\x01-\x2f\x3a-\x60\x7b-\x7f]+', ' ', 'g'));

-- The words of a name; the index over them finds a person by any of their names, in any order.
create function name_words(given_name text, middle_name text, surname text) returns tsvector
  language sql immutable parallel safe
  return array_to_tsvector(string_to_array(
    name_key(coalesce(given_name, '') || ' ' || coalesce(middle_name, '') || ' ' || coalesce(surname, '')), ' '));

-- Every word must begin a word of the name. Null, which finds nobody, when there is no word.
create function name_search(name text) returns tsquery
  language sql immutable strict parallel safe
  return (select string_agg(quote_literal(word) || ':*', ' & ')::tsquery
          from unnest(string_to_array(name_key(name), ' ')) as word);

create table household (
  household_id text primary key,
  head_person_id text not null,
  village_code text not null,
  ward_code text not null,
  county_code text not null,
  region_code text not null,
  setting text not null,
  latitude numeric(8, 5),
  longitude numeric(8, 5),
  size integer not null,
  -- A score means nothing without its model and direction.
  score numeric(12, 4),
  score_model text,
  score_direction text,
  scored_on date,
  tenure text,
  wall text,
  roof text,
  floor text,
  rooms integer,
  water_source text,
  sanitation text,
  lighting text,
  cooking_fuel text,
  has_radio boolean,
  has_smartphone boolean,
  has_mattress boolean,
  has_bicycle boolean,
  has_television boolean,
  livestock_units numeric(8, 1),
  land_acres numeric(8, 1),
  registered_on date not null,
  updated_on date not null,
  check (score is null or (score_model is not null and score_direction is not null))
);
create index household_village on household (village_code);
create index household_ward on household (ward_code);
create index household_county on household (county_code);
create index household_score on household (score_model, score);
create index household_head on household (head_person_id);

create table person (
  person_id text primary key,
  household_id text not null references household,
  -- Not unique: two people with one number is a fault to be shown and mended, not hidden.
  national_id text,
  birth_registration_number text,
  given_name text,
  middle_name text,
  surname text,
  sex text,
  birth_date date,
  birth_date_estimated boolean,
  death_date date,
  marital_status text,
  phone text,
  disability_seeing smallint,
  disability_hearing smallint,
  disability_walking smallint,
  disability_remembering smallint,
  disability_self_care smallint,
  disability_communicating smallint,
  has_disability boolean,
  education text,
  occupation text,
  relationship_to_head text,
  registered_on date not null,
  updated_on date not null,
  names tsvector generated always as (name_words(given_name, middle_name, surname)) stored
);
create index person_national_id on person (national_id);
create index person_birth_registration_number on person (birth_registration_number);
create index person_household on person (household_id);
create index person_given_name on person (name_key(given_name));
create index person_surname on person (name_key(surname));
create index person_names on person using gin (names);
create index person_birth_date on person (birth_date);
create index person_phone on person (phone);

create table enrolment (
  enrolment_id text primary key,
  person_id text not null references person,
  household_id text not null references household,
  programme_code text not null,
  status text not null,
  enrolled_on date not null,
  ended_on date,
  end_reason text
);
create index enrolment_person on enrolment (person_id);
create index enrolment_household on enrolment (household_id);
create index enrolment_programme on enrolment (programme_code, status);

create table payment (
  payment_id text primary key,
  enrolment_id text not null references enrolment,
  cycle text not null,
  amount_cents bigint not null,
  currency text not null,
  paid_on date,
  status text not null,
  provider text
);
create index payment_enrolment on payment (enrolment_id, cycle desc);

-- What the seeding of the demo country has completed, so that a start that was interrupted goes on where it stopped.
create table seed_state (
  step text primary key,
  -- Digest of all that the step depends on: seed, scale, declarations, files.
  fingerprint text not null,
  completed_at timestamptz not null default now()
);
