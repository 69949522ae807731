-- What a city gives priority to in a year of a programme: an entry of the catalogue at any level, in all of the area or a place of
-- it. The list of a year takes the place of the one before it, which stays.
create table priority (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  year integer not null,
  entry text not null,
  title text not null,
  region_code text collate "C" not null,
  source text not null,
  kept_by uuid not null,
  kept_at timestamptz not null,
  replaced_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, program_id) references program (tenant_id, id)
);
create index priority_of_year on priority (tenant_id, program_id, year, id) where replaced_at is null;
select app_guard('priority', 'select, insert, update');

-- What a step said of one part of a filing, beside the priorities where its model lays lines beside those, and what whoever filed it
-- answered. `part` names a field, a line, a row of the records, or nothing for the whole; `told` is what it said then (JSON): lines
-- move when one is taken out.
create table filing_remark (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  filing_id uuid not null,
  step text not null,
  position integer not null,
  part text not null,
  told text not null,
  verdict text not null check (verdict in ('in-step', 'adjust')),
  priority_id uuid,
  remark text not null,
  made_by uuid not null,
  office text not null,
  made_at timestamptz not null,
  reply text not null,
  replied_at timestamptz,
  primary key (tenant_id, id),
  constraint adjusted_for_a_reason check (verdict = 'in-step' or remark <> ''),
  foreign key (tenant_id, filing_id) references filing (tenant_id, id),
  foreign key (tenant_id, priority_id) references priority (tenant_id, id)
);
create index filing_remark_filing on filing_remark (tenant_id, filing_id, made_at, position);
create index filing_remark_priority on filing_remark (tenant_id, priority_id) where priority_id is not null;
select app_guard('filing_remark', 'select, insert, update');
