-- Actors that only surveys and imports know: people, and institutions that are not registered.
create table network_actor (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  region_code text collate "C" not null,
  name text not null,
  entity text not null check (entity in ('person', 'institution')),
  pillar text,
  kind text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, id),
  constraint one_network_actor_by_name unique (tenant_id, region_code, name)
);
select app_guard('network_actor', 'select, insert, update');

-- A tie that somebody told of: in the survey (one answer for one institution), or in an imported file (`batch_id`).
-- Each end is an institution or one of the actors above; the rules see to that it is one of them.
create table network_tie (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  region_code text collate "C" not null,
  batch_id uuid,
  respondent_id uuid,
  from_id uuid not null,
  to_id uuid not null,
  form text not null,
  bond text check (bond in ('weak', 'strong')),
  strength double precision not null,
  standing text check (standing in ('equal', 'horizontal', 'vertical')),
  dominant_id uuid,
  nature text check (nature in ('protection', 'interest')),
  stage text,
  seen_on date not null,
  ended_on date,
  note text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  constraint ends_differ check (from_id <> to_id),
  constraint dominant_is_an_end check (dominant_id is null or dominant_id = from_id or dominant_id = to_id),
  constraint strength_above_zero check (strength > 0),
  constraint tie_dates_in_order check (ended_on is null or ended_on >= seen_on),
  constraint survey_or_import check ((batch_id is null) <> (respondent_id is null))
);
create index network_tie_area on network_tie (tenant_id, region_code, id) where removed_at is null;
create index network_tie_batch on network_tie (tenant_id, batch_id) where removed_at is null;
select app_guard('network_tie', 'select, insert, update');
