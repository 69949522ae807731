-- Instruments as they read when they were first used, so that every result can be worked out again.
create table instrument_version (
  tenant_id uuid not null references tenant (id),
  sha256 text not null,
  slug text not null,
  source text not null,
  kept_at timestamptz not null,
  primary key (tenant_id, sha256)
);
select app_guard('instrument_version', 'select, insert');

-- One instrument held against one subject as of a day: a programme in a kelurahan or kecamatan, an institution or body
-- there (`party_id`), or the relation of the place's government with another (`other_region`).
create table assessment_round (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  instrument text not null,
  instrument_sha256 text not null,
  program_id uuid not null,
  region_code text collate "C" not null references region (code),
  party_id uuid,
  other_region text collate "C" references region (code),
  as_of date not null,
  closes_on date not null,
  poor_households integer,
  poor_source text not null,
  state text not null check (state in ('open', 'closed', 'withdrawn')),
  opened_by uuid not null,
  opened_office text not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  ended_reason text not null,
  raters integer not null,
  result text,
  version integer not null,
  primary key (tenant_id, id),
  constraint result_when_closed check ((state = 'closed') = (result is not null)),
  constraint ended_when_not_open check ((state = 'open') = (ended_at is null)),
  constraint round_dates_in_order check (closes_on >= as_of),
  constraint round_about_one_subject check (party_id is null or other_region is null),
  constraint poor_households_counted check (poor_households > 0),
  foreign key (tenant_id, instrument_sha256) references instrument_version (tenant_id, sha256),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, party_id) references organization (tenant_id, id)
);
create unique index one_open_round on assessment_round
  (tenant_id, program_id, region_code, instrument, party_id, other_region) nulls not distinct
  where state = 'open';
create index assessment_round_line on assessment_round (tenant_id, instrument, program_id, region_code, as_of, id)
  where state = 'closed';
create index assessment_round_party on assessment_round (tenant_id, instrument, party_id, as_of)
  where state = 'closed' and party_id is not null;
create index assessment_round_newest on assessment_round (tenant_id, id desc);
select app_guard('assessment_round', 'select, insert, update');

-- What an institution objects to in the result of a round about it, and what the office that keeps rounds answers: both stand
-- beside the result, which stays as it is.
create table assessment_objection (
  tenant_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  organization_id uuid not null,
  office text not null,
  reason text not null,
  objected_by uuid not null,
  objected_at timestamptz not null,
  answer text,
  answered_office text,
  answered_by uuid,
  answered_at timestamptz,
  primary key (tenant_id, id),
  constraint one_objection_to_a_round unique (tenant_id, round_id),
  constraint answer_names_its_office check ((answer is null) = (answered_by is null)
    and (answer is null) = (answered_office is null) and (answer is null) = (answered_at is null)),
  foreign key (tenant_id, round_id) references assessment_round (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
select app_guard('assessment_objection', 'select, insert, update');

-- Who rated in a round, in which office: once each, changed until the round ends.
create table assessment_rater (
  tenant_id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  organization_id uuid not null,
  office text not null,
  pillar text not null,
  rated_at timestamptz not null,
  version integer not null,
  primary key (tenant_id, round_id, person_id),
  foreign key (tenant_id, round_id) references assessment_round (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
select app_guard('assessment_rater', 'select, insert, update');

-- A level for an indicator, or none where the rater cannot say.
create table assessment_rating (
  tenant_id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  indicator text not null,
  level text,
  evidence text not null,
  primary key (tenant_id, round_id, person_id, indicator),
  foreign key (tenant_id, round_id, person_id) references assessment_rater (tenant_id, round_id, person_id)
);
select app_guard('assessment_rating', 'select, insert, update');

-- What the records showed on the day a round was closed.
create table assessment_measure (
  tenant_id uuid not null,
  round_id uuid not null,
  measure text not null,
  counted bigint not null,
  total bigint not null check (total > 0),
  permille integer not null check (permille between 0 and 1000),
  evidence text not null,
  primary key (tenant_id, round_id, measure),
  foreign key (tenant_id, round_id) references assessment_round (tenant_id, id)
);
select app_guard('assessment_measure', 'select, insert');

-- Dated events of a relation, as the offices that answer for a place tell them. Every correction is a row of its own:
-- the newest version counts, the earlier ones stay readable. Dates are rough: 2024, 2024-08 or 2024-08-14.
create table relation_event (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  version integer not null,
  instrument text not null,
  instrument_sha256 text not null,
  region_code text collate "C" not null references region (code),
  began text collate "C" not null,
  ended text collate "C",
  what text not null,
  shows text[] not null,
  evidence text not null,
  -- An address on the web, or the path of a record beneath the city's own; empty where there is none.
  link text not null,
  -- Why it was corrected or withdrawn; empty for the first version.
  reason text not null,
  withdrawn boolean not null,
  recorded_by uuid not null,
  recorded_office text not null,
  organization_id uuid not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, id, version),
  constraint event_roughly_dated check (began ~ '^\d{4}(-\d{2}){0,2}$' and ended ~ '^\d{4}(-\d{2}){0,2}$'),
  constraint event_shows_something check (cardinality(shows) > 0),
  foreign key (tenant_id, instrument_sha256) references instrument_version (tenant_id, sha256),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
create index relation_event_line on relation_event (tenant_id, instrument, region_code, id, version desc);
select app_guard('relation_event', 'select, insert');
