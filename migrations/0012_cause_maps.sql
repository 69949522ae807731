-- Maps of causes: what hurts in a place, what brings it about, on what evidence, and what is done about it.
create table cause_map (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  region_code text collate "C" not null references region (code),
  program_id uuid,
  -- The institution or body that it is about, or the other government; both null where it is about the place.
  party_id uuid,
  other_region text collate "C" references region (code),
  keeper_id uuid not null,
  title text not null,
  question text not null,
  -- The map or file it was started from, in the words shown to readers; null where it was started empty.
  origin text,
  version integer not null default 1,
  started_by uuid not null,
  started_at timestamptz not null,
  changed_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  constraint cause_map_about_one_subject check (party_id is null or other_region is null),
  constraint cause_map_party foreign key (tenant_id, party_id) references organization (tenant_id, id),
  constraint cause_map_program foreign key (tenant_id, program_id) references program (tenant_id, id),
  constraint cause_map_keeper foreign key (tenant_id, keeper_id) references organization (tenant_id, id)
);
create index cause_map_by_place on cause_map (tenant_id, region_code, id desc) where removed_at is null;
select app_guard('cause_map', 'select, insert, update');

-- `slug` is the factor's short name in files and comparisons; it stays when the title is reworded.
create table cause_factor (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  map_id uuid not null,
  slug text not null,
  title text not null,
  kind text not null check (kind in ('factor', 'symptom', 'external')),
  about text not null,
  version integer not null default 1,
  removed_at timestamptz,
  primary key (tenant_id, id),
  constraint cause_factor_map foreign key (tenant_id, map_id) references cause_map (tenant_id, id),
  constraint one_factor_by_slug unique (tenant_id, map_id, slug)
);
select app_guard('cause_factor', 'select, insert, update');

-- `evidence`: a JSON list of {text, document, location}; at least one, for a link without a reason is a guess.
create table cause_link (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  map_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  effect text not null check (effect in ('raises', 'lowers')),
  evidence text not null,
  version integer not null default 1,
  removed_at timestamptz,
  primary key (tenant_id, id),
  constraint cause_link_map foreign key (tenant_id, map_id) references cause_map (tenant_id, id),
  constraint cause_link_from foreign key (tenant_id, from_id) references cause_factor (tenant_id, id),
  constraint cause_link_to foreign key (tenant_id, to_id) references cause_factor (tenant_id, id),
  constraint no_factor_causes_itself check (from_id <> to_id)
);
create unique index one_link_each_way on cause_link (tenant_id, map_id, from_id, to_id) where removed_at is null;
select app_guard('cause_link', 'select, insert, update');

-- Who does it: an institution of the city (`responsible_id`), or somebody else by name.
create table cause_action (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  map_id uuid not null,
  title text not null,
  factor_ids uuid[] not null,
  responsible_id uuid,
  responsible_name text,
  due_on date,
  state text not null check (state in ('planned', 'under-way', 'done', 'dropped')),
  version integer not null default 1,
  removed_at timestamptz,
  primary key (tenant_id, id),
  constraint cause_action_map foreign key (tenant_id, map_id) references cause_map (tenant_id, id),
  constraint cause_action_responsible foreign key (tenant_id, responsible_id) references organization (tenant_id, id),
  constraint action_takes_hold_somewhere check (cardinality(factor_ids) > 0),
  constraint one_way_to_name_the_responsible check (responsible_id is null or responsible_name is null)
);
create index cause_factor_of_map on cause_factor (tenant_id, map_id, id);
create index cause_link_of_map on cause_link (tenant_id, map_id, id);
create index cause_action_of_map on cause_action (tenant_id, map_id, id);
select app_guard('cause_action', 'select, insert, update');
