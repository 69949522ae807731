-- What its way accepted and takers may meet: how much of it is promised, and whether it is still open.
create table open_need (
  tenant_id uuid not null references tenant (id),
  proposal_id uuid not null,
  program_id uuid not null,
  kind text not null,
  scope text not null,
  -- The outermost entry of the catalogue that its own stands in.
  field text not null,
  village_code text collate "C" not null references region (code),
  -- Who brings it; none where a person does.
  organization_id uuid,
  -- In what form help is wanted, and whom it was addressed to.
  form text,
  addressed_id uuid,
  requested bigint not null,
  -- What takers have offered or agreed to give; and how many of them.
  promised bigint not null default 0,
  promises integer not null default 0,
  state text not null check (state in ('open', 'taken', 'closed')),
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_for text,
  version integer not null,
  primary key (tenant_id, proposal_id),
  constraint promised_within_need check (promised between 0 and requested and promises >= 0),
  constraint need_closed_for_a_reason check ((state = 'closed') = (closed_at is not null) and (closed_at is null) = (closed_for is null)),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id),
  foreign key (tenant_id, addressed_id) references organization (tenant_id, id)
);
-- Open needs are listed and ranked from this index alone.
create index open_need_open on open_need (tenant_id, program_id, proposal_id desc)
  include (field, village_code, form, organization_id, addressed_id, requested, promised) where state = 'open';
create index open_need_organization on open_need (tenant_id, organization_id) where organization_id is not null;
select app_guard('open_need', 'select, insert, update');

-- What a taker offers a programme in all, in which fields, places and forms of help; empty lists: in any.
create table taker_offer (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  organization_id uuid not null,
  amount bigint not null check (amount >= 0),
  fields text[] not null,
  places text[] not null,
  forms text[] not null,
  office text not null,
  stated_by uuid not null,
  stated_at timestamptz not null,
  version integer not null,
  primary key (tenant_id, id),
  constraint one_offer_of_a_taker unique (tenant_id, program_id, organization_id),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
select app_guard('taker_offer', 'select, insert, update');

-- That a taker meets a need, whole or in part: offered, then agreed by whoever brings it.
create table need_match (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  proposal_id uuid not null,
  organization_id uuid not null,
  amount bigint not null check (amount >= 0),
  form text,
  note text not null,
  state text not null check (state in ('offered', 'agreed', 'declined', 'withdrawn', 'lapsed')),
  offered_by uuid not null,
  office text not null,
  offered_at timestamptz not null,
  answered_by uuid,
  answered_at timestamptz,
  remark text,
  -- The proposal of the taker by which it does what was agreed.
  carried_id uuid,
  version integer not null,
  primary key (tenant_id, id),
  constraint answered_with_its_day check ((answered_by is null) = (answered_at is null)),
  constraint carried_once_agreed check (carried_id is null or state = 'agreed'),
  foreign key (tenant_id, proposal_id) references open_need (tenant_id, proposal_id),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id),
  foreign key (tenant_id, carried_id) references proposal (tenant_id, id)
);
create unique index one_match_of_a_taker on need_match (tenant_id, proposal_id, organization_id)
  where state in ('offered', 'agreed');
create index need_match_organization on need_match (tenant_id, organization_id, program_id, id desc);
create unique index need_match_carried on need_match (tenant_id, carried_id) where carried_id is not null;
select app_guard('need_match', 'select, insert, update');

