create table forum (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  level text not null,
  region_code text collate "C" not null,
  place text not null,
  starts_at timestamptz not null,
  state text not null check (state in ('scheduled', 'open', 'postponed', 'sealed')),
  rolls text not null,
  postponed_reason text,
  follows uuid,
  convened_by uuid not null,
  minutes text,
  minutes_sha256 text,
  sealed_at timestamptz,
  version integer not null,
  primary key (tenant_id, id),
  constraint sealed_with_minutes check ((state = 'sealed') = (minutes is not null and minutes_sha256 is not null)),
  foreign key (tenant_id, program_id) references program (tenant_id, id)
);
create index forum_newest on forum (tenant_id, program_id, starts_at desc, id);
create index forum_region on forum (tenant_id, program_id, region_code);
select app_guard('forum', 'select, insert, update');

create table attendance (
  tenant_id uuid not null,
  id uuid not null,
  forum_id uuid not null,
  element text not null,
  unit text,
  name text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, forum_id) references forum (tenant_id, id)
);
create index attendance_forum on attendance (tenant_id, forum_id, element);
select app_guard('attendance', 'select, insert, update');

create table decision (
  tenant_id uuid not null,
  id uuid not null,
  forum_id uuid not null,
  proposal_id uuid not null,
  outcome text not null,
  effect text not null check (effect in ('fund', 'escalate', 'reserve', 'reject')),
  amount bigint,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, forum_id) references forum (tenant_id, id),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id)
);
create index decision_forum on decision (tenant_id, forum_id, decided_at);
create unique index one_standing_decision on decision (tenant_id, forum_id, proposal_id) where revoked_at is null;
create index decision_proposal on decision (tenant_id, proposal_id, decided_at);
select app_guard('decision', 'select, insert, update');
