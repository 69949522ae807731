-- Institutions of a kind that there are in the city, whether they take part or not: a list that the city was given.
create table register_entry (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  kind text not null,
  -- By this number an entry and whoever asked to be let in are the same.
  number text not null,
  name text not null,
  name_key text not null,
  sector text not null,
  region_code text collate "C" not null,
  address text not null,
  source text not null,
  kept_at timestamptz not null,
  primary key (tenant_id, id),
  constraint one_entry_by_number unique (tenant_id, kind, number)
);
create index register_entry_by_name on register_entry (tenant_id, kind, name_key, id);
create index register_entry_by_place on register_entry (tenant_id, kind, region_code);
select app_guard('register_entry', 'select, insert, update');

-- Whom an office asked to take part, how, and what came of it. Never for the public but in number.
create table approach (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  entry_id uuid not null,
  made_by uuid not null,
  office text not null,
  happened_on date not null,
  way text not null check (way in ('letter', 'visit', 'telephone', 'meeting')),
  spoke_with text not null,
  remark text not null,
  outcome text not null check (outcome in ('no-answer', 'thinking', 'will-join', 'refused')),
  recorded_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, entry_id) references register_entry (tenant_id, id)
);
create index approach_entry on approach (tenant_id, entry_id, happened_on desc);
create index approach_program on approach (tenant_id, program_id, recorded_at desc);
select app_guard('approach', 'select, insert');
