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
  -- By when it is answered, by the rules of the day on which it was offered; null where it waits without end.
  due_on date,
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
create index need_match_due on need_match (tenant_id, due_on) where state = 'offered';
create unique index need_match_carried on need_match (tenant_id, carried_id) where carried_id is not null;
select app_guard('need_match', 'select, insert, update');


-- What was proposed over all offers and open needs at one moment, by whom, and how near the best it lies. Never changed:
-- who adjusts a proposal makes another that names the one it came from.
create table match_scenario (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  kind text not null,
  from_id uuid,
  made_by uuid not null,
  office text not null,
  made_at timestamptz not null,
  -- How much each reason counted, in the order of the reasons.
  weights integer[] not null,
  -- What was looked at: institutions and what they can still promise, needs and what they still want.
  givers integer not null,
  offered bigint not null,
  needs integer not null,
  needed bigint not null,
  -- Open needs that were not looked at: those that cost nothing, and those beyond the bound of one proposal.
  unpriced integer not null,
  left_out integer not null,
  -- Adjustments of the proposal it came from that no longer fitted.
  dropped integer not null,
  -- Rupiah, each counted by its points of a thousand; no proposal on the same terms is worth more than the bound.
  value bigint not null,
  bound bigint not null,
  ended text not null check (ended in ('proved', 'settled', 'stopped')),
  primary key (tenant_id, id),
  constraint value_within_bound check (value between 0 and bound),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, from_id) references match_scenario (tenant_id, id)
);
create index match_scenario_program on match_scenario (tenant_id, program_id, id desc);
select app_guard('match_scenario', 'select, insert');

-- A pair of a proposal: found, held by hand with an amount, or struck out by hand.
create table scenario_pair (
  tenant_id uuid not null references tenant (id),
  scenario_id uuid not null,
  proposal_id uuid not null,
  organization_id uuid not null,
  place integer not null,
  hold text not null check (hold in ('free', 'pinned', 'struck')),
  amount bigint not null check (amount >= 0),
  points integer not null check (points between 0 and 1000),
  reasons text[] not null,
  primary key (tenant_id, scenario_id, place),
  constraint struck_gives_nothing check ((hold = 'struck') = (amount = 0)),
  foreign key (tenant_id, scenario_id) references match_scenario (tenant_id, id),
  foreign key (tenant_id, proposal_id) references open_need (tenant_id, proposal_id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
create unique index scenario_pair_once on scenario_pair (tenant_id, scenario_id, proposal_id, organization_id);
create index scenario_pair_organization on scenario_pair (tenant_id, organization_id);
select app_guard('scenario_pair', 'select, insert, update');

-- That an office over the whole proposed to an institution to meet a need; it binds nobody.
create table recommendation (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  proposal_id uuid not null,
  organization_id uuid not null,
  scenario_id uuid,
  amount bigint not null check (amount > 0),
  note text not null,
  state text not null check (state in ('open', 'taken', 'declined', 'withdrawn', 'lapsed')),
  made_by uuid not null,
  office text not null,
  made_at timestamptz not null,
  answered_by uuid,
  answered_at timestamptz,
  reason text,
  -- The match by which it was taken up.
  match_id uuid,
  version integer not null,
  primary key (tenant_id, id),
  constraint recommendation_answered check ((state = 'open') = (answered_at is null) and (answered_at is null) = (answered_by is null)),
  constraint taken_by_a_match check ((state = 'taken') = (match_id is not null)),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, proposal_id) references open_need (tenant_id, proposal_id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id),
  foreign key (tenant_id, scenario_id) references match_scenario (tenant_id, id),
  foreign key (tenant_id, match_id) references need_match (tenant_id, id)
);
create unique index one_open_recommendation on recommendation (tenant_id, proposal_id, organization_id) where state = 'open';
create index recommendation_program on recommendation (tenant_id, program_id, id desc);
create index recommendation_scenario on recommendation (tenant_id, scenario_id) where scenario_id is not null;
create index recommendation_organization on recommendation (tenant_id, organization_id);
select app_guard('recommendation', 'select, insert, update');

-- What is said about a need between a taker, whoever brings it and the offices over the whole; read by these alone. Never
-- edited; its author may take it back, and then that is seen.
create table need_message (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  proposal_id uuid not null,
  -- The taker with whom it is said.
  organization_id uuid not null,
  side text not null check (side in ('taker', 'bringer', 'steers')),
  author uuid not null,
  -- In which office; none where a person speaks for their own need.
  office text,
  author_organization_id uuid,
  said text not null,
  said_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (tenant_id, id),
  constraint said_in_an_office check ((office is null) = (author_organization_id is null)),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, proposal_id) references open_need (tenant_id, proposal_id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id),
  foreign key (tenant_id, author_organization_id) references organization (tenant_id, id)
);
create index need_message_thread on need_message (tenant_id, proposal_id, organization_id, id desc);
create index need_message_organization on need_message (tenant_id, organization_id);
select app_guard('need_message', 'select, insert, update');

-- That others need the same: a person or an institution, once each. Only how many they are is public.
create table need_support (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  proposal_id uuid not null,
  -- Who said it, and for which institution in which office; none of both where they speak for themselves.
  person_id uuid not null,
  organization_id uuid,
  office text,
  said_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (tenant_id, id),
  constraint supported_in_an_office check ((office is null) = (organization_id is null)),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, proposal_id) references open_need (tenant_id, proposal_id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
create unique index one_support_of_a_person on need_support (tenant_id, proposal_id, person_id)
  where organization_id is null and withdrawn_at is null;
create unique index one_support_of_an_institution on need_support (tenant_id, proposal_id, organization_id)
  where organization_id is not null and withdrawn_at is null;
create index need_support_organization on need_support (tenant_id, organization_id) where organization_id is not null;
create index need_support_person on need_support (tenant_id, person_id);
select app_guard('need_support', 'select, insert, update');
