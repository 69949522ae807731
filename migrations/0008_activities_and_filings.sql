create table activity (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  proposal_id uuid not null,
  organization_id uuid not null,
  -- The institution that carries it out: the one that proposed it, or another that its model lets do so.
  carried_out_by uuid not null,
  village_code text collate "C" not null references region (code),
  place_code text collate "C" not null,
  scope text not null,
  title text not null,
  granted bigint not null,
  starts_on date not null,
  ends_on date not null,
  executor text not null,
  responsible text not null,
  state text not null check (state in ('planned', 'running', 'completed', 'handed-over')),
  progress integer not null,
  started_on date,
  completed_on date,
  handed_over_on date,
  handed_over_to text,
  handover_note text,
  version integer not null,
  primary key (tenant_id, id),
  constraint one_activity_by_proposal unique (tenant_id, proposal_id),
  constraint activity_dates_in_order check (ends_on >= starts_on),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id),
  foreign key (tenant_id, carried_out_by) references organization (tenant_id, id)
);
create index activity_newest on activity (tenant_id, program_id, id desc);
create index activity_carried_out on activity (tenant_id, carried_out_by, id desc);
create index activity_organization on activity (tenant_id, organization_id, id desc);
create index activity_village on activity (tenant_id, program_id, village_code, id desc);
select app_guard('activity', 'select, insert, update');

create table activity_progress (
  tenant_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  percent integer not null check (percent between 0 and 100),
  note text not null,
  happened_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, activity_id) references activity (tenant_id, id)
);
create index activity_progress_activity on activity_progress (tenant_id, activity_id, percent);
select app_guard('activity_progress', 'select, insert');

create table activity_expense (
  tenant_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  cost_position integer not null,
  description text not null,
  amount bigint not null check (amount > 0),
  paid_on date not null,
  receipt_number text not null,
  -- The payment that it is, or a part of: its receipt is the payment's.
  voucher_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, activity_id) references activity (tenant_id, id),
  foreign key (tenant_id, voucher_id) references voucher (tenant_id, id)
);
create index activity_expense_voucher on activity_expense (tenant_id, voucher_id) where voucher_id is not null;
create index activity_expense_activity on activity_expense (tenant_id, activity_id, cost_position);
select app_guard('activity_expense', 'select, insert, update');

create table activity_contribution (
  tenant_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  form text not null check (form in ('money', 'labour', 'material')),
  description text not null,
  value bigint not null check (value > 0),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, activity_id) references activity (tenant_id, id)
);
create index activity_contribution_activity on activity_contribution (tenant_id, activity_id);
select app_guard('activity_contribution', 'select, insert, update');

create table activity_participation (
  tenant_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  occasion text not null,
  happened_on date not null,
  people integer not null check (people > 0),
  women integer not null,
  poor_households integer not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  constraint women_among_people check (women between 0 and people),
  constraint poor_households_not_negative check (poor_households between 0 and people),
  foreign key (tenant_id, activity_id) references activity (tenant_id, id)
);
create index activity_participation_activity on activity_participation (tenant_id, activity_id);
select app_guard('activity_participation', 'select, insert, update');

-- A document that is owed: about an activity, or about a party or a programme, for a period.
create table filing (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  -- What its model calls it: one of `filings[].kind`.
  kind text not null,
  occasion text not null,
  obligation_id uuid not null,
  activity_id uuid,
  proposal_id uuid,
  organization_id uuid not null,
  region_code text collate "C" not null,
  content text not null,
  state text not null check (state in ('draft', 'submitted', 'returned', 'accepted')),
  -- The steps of its way, as they were resolved when it was handed in, and the one that it waits for.
  route text[] not null,
  step integer not null,
  spent bigint,
  -- What the records said when it was handed in (JSON), and the meeting on whose minutes a step said yes.
  figures text,
  forum_id uuid,
  author_id uuid not null,
  -- As its obligation is: the moment by whose rules it is owed.
  ruled_since timestamptz not null,
  created_at timestamptz not null,
  submitted_at timestamptz,
  accepted_at timestamptz,
  version integer not null,
  primary key (tenant_id, id),
  constraint one_filing_of_an_obligation unique (tenant_id, obligation_id),
  constraint filing_of_an_activity_has_its_proposal check ((activity_id is null) = (proposal_id is null)),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, obligation_id) references obligation (tenant_id, id),
  foreign key (tenant_id, activity_id) references activity (tenant_id, id),
  foreign key (tenant_id, forum_id) references forum (tenant_id, id)
);
create index filing_newest on filing (tenant_id, program_id, id desc);
-- What an area's ties are derived from, by place.
create index filing_by_region on filing (tenant_id, region_code, id desc);
create index filing_state on filing (tenant_id, program_id, state, step, id desc);
create index filing_organization on filing (tenant_id, organization_id, id desc);
create index filing_activity on filing (tenant_id, activity_id) where activity_id is not null;
select app_guard('filing', 'select, insert, update');

-- A filing as it was handed in each time, all its parts with the rows of its activity's records (JSON), so that whoever checks it
-- again sees what is another.
create table filing_round (
  tenant_id uuid not null references tenant (id),
  filing_id uuid not null,
  round integer not null check (round > 0),
  parts text not null,
  handed_in_at timestamptz not null,
  primary key (tenant_id, filing_id, round),
  foreign key (tenant_id, filing_id) references filing (tenant_id, id)
);
select app_guard('filing_round', 'select, insert');
