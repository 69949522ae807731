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
