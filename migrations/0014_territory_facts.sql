-- What the city knows of its places beyond their names: who lives there and where the middle is. Each fact has its own
-- source, for they come from different offices.
create table place_fact (
  tenant_id uuid not null references tenant (id),
  code text collate "C" not null,
  people integer,
  people_source text,
  poor_households integer,
  poor_households_source text,
  latitude numeric(9, 6),
  longitude numeric(9, 6),
  point_source text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, code),
  constraint place_counts_not_negative check (coalesce(people, 0) >= 0 and coalesce(poor_households, 0) >= 0),
  constraint place_point_whole check ((latitude is null) = (longitude is null)),
  constraint place_fact_names_its_source check ((people is null) = (people_source is null)
    and (poor_households is null) = (poor_households_source is null) and (latitude is null) = (point_source is null)),
  constraint place_fact_says_something check (coalesce(people::text, poor_households::text, latitude::text) is not null)
);
select app_guard('place_fact', 'select, insert, update');
