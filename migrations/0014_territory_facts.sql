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

-- The boundaries of all places of one level of the city, as an office handed them in: what they were drawn from, and the
-- part of the earth that they are drawn on (degrees, WGS 84).
create table boundary_set (
  tenant_id uuid not null references tenant (id),
  level text not null check (level in ('regency', 'district', 'village')),
  source text not null,
  -- The property of the file that named the places, and the hash of the file.
  property text not null,
  file_hash text not null,
  places integer not null check (places > 0),
  west numeric(9, 6) not null,
  south numeric(9, 6) not null,
  east numeric(9, 6) not null,
  north numeric(9, 6) not null,
  kept_by uuid not null,
  kept_at timestamptz not null,
  primary key (tenant_id, level),
  constraint boundaries_have_room check (west < east and south < north)
);
select app_guard('boundary_set', 'select, insert, update, delete');

-- One place as it is drawn: its shape on the grid of its level, its coarser outline for a map of the whole city (both as
-- paths of SVG), and where its number stands on that map.
create table boundary (
  tenant_id uuid not null references tenant (id),
  level text not null,
  code text collate "C" not null,
  shape text not null,
  outline text not null,
  number_x integer not null,
  number_y integer not null,
  primary key (tenant_id, level, code),
  constraint boundary_of_a_set foreign key (tenant_id, level) references boundary_set (tenant_id, level)
);
select app_guard('boundary', 'select, insert, update, delete');
