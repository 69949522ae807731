create table proposal (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  organization_id uuid not null,
  kind text not null,
  village_code text collate "C" not null references region (code),
  place_code text collate "C" not null,
  address text not null,
  latitude numeric(9, 6),
  longitude numeric(9, 6),
  scope text not null,
  title text not null,
  need text not null,
  volume bigint not null,
  unit text not null,
  requested bigint not null,
  contribution bigint not null,
  people integer not null,
  poor_households integer not null,
  rank integer,
  state text not null check (state in
    ('draft', 'submitted', 'returned', 'withdrawn', 'funded', 'escalated', 'reserved', 'rejected')),
  granted bigint,
  remark text,
  fields text not null,
  author_id uuid not null,
  created_at timestamptz not null,
  submitted_at timestamptz,
  decided_at timestamptz,
  version integer not null,
  primary key (tenant_id, id),
  constraint granted_only_when_funded check ((state = 'funded') = (granted is not null)),
  constraint amounts_not_negative check (requested >= 0 and contribution >= 0 and coalesce(granted, 0) >= 0),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
create index proposal_newest on proposal (tenant_id, program_id, id desc);
create index proposal_newest_by_state on proposal (tenant_id, program_id, state, id desc);
create index proposal_by_village on proposal (tenant_id, program_id, village_code, id desc);
create index proposal_by_scope on proposal (tenant_id, program_id, scope, id desc);
create index proposal_by_organization on proposal (tenant_id, organization_id, rank);
select app_guard('proposal', 'select, insert, update');

create table cost_line (
  tenant_id uuid not null,
  proposal_id uuid not null,
  position integer not null,
  item text not null,
  quantity bigint not null check (quantity > 0),
  unit text not null,
  unit_price bigint not null check (unit_price >= 0),
  total bigint not null check (total >= 0),
  primary key (tenant_id, proposal_id, position),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id)
);
select app_guard('cost_line', 'select, insert, update, delete');

create table contribution (
  tenant_id uuid not null,
  proposal_id uuid not null,
  position integer not null,
  form text not null check (form in ('money', 'labour', 'material')),
  description text not null,
  value bigint not null check (value >= 0),
  primary key (tenant_id, proposal_id, position),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id)
);
select app_guard('contribution', 'select, insert, update, delete');
