-- The number on the receipt of who sends a proposal: in the order of sending, of all cities on a server, with gaps.
create sequence proposal_receipt;
grant usage on sequence proposal_receipt to pilar_app;
create table proposal (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  -- Who brings it: an institution, or a person for themselves, whom no public page names.
  organization_id uuid,
  person_id uuid,
  kind text not null,
  party text not null,
  village_code text collate "C" not null references region (code),
  place_code text collate "C" not null,
  address text not null,
  latitude numeric(9, 6),
  longitude numeric(9, 6),
  scope text not null,
  title text not null,
  -- A title as it is searched: small letters without accents, apostrophes alike.
  title_key text not null default '',
  need text not null,
  volume bigint not null,
  unit text not null,
  requested bigint not null,
  contribution bigint not null,
  people integer not null,
  poor_households integer not null,
  rank integer,
  state text not null check (state in
    ('draft', 'submitted', 'returned', 'withdrawn', 'accepted', 'funded', 'escalated', 'reserved', 'rejected')),
  granted bigint,
  remark text,
  fields text not null,
  -- What was answered to the fields of the model, as read when it was submitted: JSON by key.
  answers text not null default '{}',
  author_id uuid not null,
  -- The forum of the model that it waits for, or that decided last; none where the steps of its way decide.
  forum text,
  -- Where no forum decides: the steps of its way, as resolved when it was submitted, and the one that it waits for.
  route text[] not null default '{}',
  step integer not null default 0,
  -- What offices do after it was agreed to, as resolved when that bound, and how many of the steps are done.
  follow_up text[] not null default '{}',
  followed integer not null default 0,
  created_at timestamptz not null,
  submitted_at timestamptz,
  receipt bigint,
  decided_at timestamptz,
  -- Since when a decision binds: from the moment its minutes are sealed. Before, nothing is paid out and nothing begins.
  binding_since timestamptz,
  -- The open vote whose slip lists a proposal: until it is closed or cancelled the proposal is not taken off the slip.
  held_by_vote uuid,
  -- The institution that comes in through it, where its kind admits one: from when it is sent where it stands already.
  admitted_id uuid,
  version integer not null,
  primary key (tenant_id, id),
  constraint proposal_has_one_lead check ((organization_id is null) <> (person_id is null)),
  constraint followed_within_follow_up check (followed between 0 and cardinality(follow_up)),
  constraint granted_only_when_funded check ((state = 'funded') = (granted is not null)),
  constraint amounts_not_negative check (requested >= 0 and contribution >= 0 and coalesce(granted, 0) >= 0),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, admitted_id) references organization (tenant_id, id)
);
create index proposal_admitting on proposal (tenant_id, admitted_id) where admitted_id is not null;
create index proposal_by_person on proposal (tenant_id, person_id, program_id) where person_id is not null;
create index proposal_newest on proposal (tenant_id, program_id, id desc);
create index proposal_newest_by_state on proposal (tenant_id, program_id, state, id desc);
create index proposal_by_village on proposal (tenant_id, program_id, village_code, id desc);
create index proposal_by_scope on proposal (tenant_id, program_id, scope, id desc);
create index proposal_by_organization on proposal (tenant_id, organization_id, rank);
-- What an area's ties are derived from, by place.
create index proposal_by_place on proposal (tenant_id, village_code, id desc);
-- Who was reached: funded proposals by institution and place, read from the index alone.
create index proposal_funded on proposal (tenant_id, program_id, village_code, place_code, organization_id)
  include (id, granted, people, poor_households) where state = 'funded';
-- Where funded proposals say they are.
create index proposal_funded_point on proposal (tenant_id, program_id, village_code)
  include (latitude, longitude, granted, people) where state = 'funded' and latitude is not null;
select app_guard('proposal', 'select, insert, update');

-- Of what a person brings without an account: whom to ask about it, how it came, and the code by which it is followed.
-- Who they say they are is nobody's proof, so it stands with what they sent and not with the person.
create table proposal_slip (
  tenant_id uuid not null references tenant (id),
  proposal_id uuid not null,
  person_id uuid not null,
  name text not null,
  phone text not null,
  way text not null check (way in ('web', 'telephone', 'paper')),
  received_on date not null,
  -- The officer who entered it; none where the person sent it.
  entered_by uuid,
  -- A keyed hash: the code itself is kept nowhere.
  code_hash text not null,
  primary key (tenant_id, proposal_id),
  constraint one_slip_by_code unique (tenant_id, code_hash),
  constraint sent_by_themselves_or_entered check ((way = 'web') = (entered_by is null)),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index proposal_slip_phone on proposal_slip (tenant_id, phone, proposal_id desc);
create index proposal_slip_person on proposal_slip (tenant_id, person_id);
select app_guard('proposal_slip', 'select, insert, update');

-- Of what an office entered for an institution that signed it on paper: which office, who brought the paper and when, under
-- which number it was printed where it was, and until which day the institution lets the office act for it.
create table proposal_sheet (
  tenant_id uuid not null references tenant (id),
  proposal_id uuid not null,
  office_id uuid not null,
  number text,
  brought_by text not null,
  received_on date not null,
  mandate_until date not null,
  entered_by uuid not null,
  primary key (tenant_id, proposal_id),
  constraint one_proposal_by_sheet unique (tenant_id, number),
  constraint mandate_outlives_its_paper check (mandate_until >= received_on),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id),
  foreign key (tenant_id, office_id) references organization (tenant_id, id)
);
create index proposal_sheet_office on proposal_sheet (tenant_id, office_id);
select app_guard('proposal_sheet', 'select, insert, update');

-- What the steps of its way answered, each once in a round.
-- What a step of its way answered on something: a proposal, a filing.
create table step_answer (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  subject_type text not null check (subject_type in ('proposal', 'filing', 'voucher')),
  subject_id uuid not null,
  step text not null,
  office text not null,
  outcome text not null check (outcome in ('accepted', 'returned', 'refused')),
  -- Which of the answers that the model lists for the step, where it lists some.
  answer text,
  remark text not null,
  answered_by uuid not null,
  answered_at timestamptz not null,
  primary key (tenant_id, id)
);
create index step_answer_subject on step_answer (tenant_id, subject_id, answered_at);
select app_guard('step_answer', 'select, insert');

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
