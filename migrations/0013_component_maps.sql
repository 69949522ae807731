-- Who does what along the chains of a place. What the newest closed meeting settled stands in `revision_number`,
-- `held_on` and `interval_days`, so that the list needs no other table; all three are empty before the first.
create table component_map (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  region_code text collate "C" not null,
  program_id uuid,
  -- The institution or body that it is about, or the other government; both null where it is about the place.
  party_id uuid,
  other_region text collate "C" references region (code),
  title text not null,
  revision_number integer not null,
  held_on date,
  interval_days integer,
  started_by uuid not null,
  started_at timestamptz not null,
  primary key (tenant_id, id),
  constraint component_map_about_one_subject check (party_id is null or other_region is null),
  constraint component_map_revision_dated check ((revision_number = 0) = (held_on is null)),
  constraint component_map_revision_agreed check ((revision_number = 0) = (interval_days is null)),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, party_id) references organization (tenant_id, id)
);
create index component_map_area on component_map (tenant_id, region_code, id);
select app_guard('component_map', 'select, insert, update');

-- A meeting of the working group while it goes on: the map as it is being changed, with its version.
create table component_meeting (
  tenant_id uuid not null,
  id uuid not null,
  map_id uuid not null,
  state text not null check (state in ('open', 'closed', 'cancelled')),
  held_on date not null,
  attended text not null,
  remarks text not null,
  forum_id uuid,
  interval_days integer not null,
  draft text not null,
  version integer not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  settled_by uuid,
  settled_at timestamptz,
  primary key (tenant_id, id),
  constraint component_meeting_settled check ((state = 'open') = (settled_at is null)),
  foreign key (tenant_id, map_id) references component_map (tenant_id, id),
  foreign key (tenant_id, forum_id) references forum (tenant_id, id)
);
create unique index one_open_component_meeting on component_meeting (tenant_id, map_id) where state = 'open';
select app_guard('component_meeting', 'select, insert, update');

-- The map as a closed meeting settled it: never changed, never taken away.
create table component_revision (
  tenant_id uuid not null,
  map_id uuid not null,
  number integer not null,
  meeting_id uuid not null,
  held_on date not null,
  attended text not null,
  remarks text not null,
  forum_id uuid,
  interval_days integer not null,
  content text not null,
  sha256 text not null,
  closed_by uuid not null,
  closed_at timestamptz not null,
  primary key (tenant_id, map_id, number),
  constraint component_revision_of_one_meeting unique (tenant_id, meeting_id),
  constraint component_revision_counts check (number > 0),
  foreign key (tenant_id, map_id) references component_map (tenant_id, id),
  foreign key (tenant_id, meeting_id) references component_meeting (tenant_id, id),
  foreign key (tenant_id, forum_id) references forum (tenant_id, id)
);
select app_guard('component_revision', 'select, insert');
