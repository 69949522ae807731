create table forum (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  -- Which forum of the programme's model it is.
  forum text not null,
  level text not null,
  region_code text collate "C" not null,
  place text not null,
  starts_at timestamptz not null,
  -- The city's calendar day of that moment: nothing is opened before it.
  called_for date not null,
  state text not null check (state in ('scheduled', 'open', 'adjourned', 'postponed', 'sealed')),
  -- The sitting that goes on, or began last, counted from 1, with its day and moment; without them before the first one.
  sitting integer not null default 1,
  sitting_on date,
  sitting_since timestamptz,
  -- The day on which an adjourned forum goes on, where it is known.
  resumes_on date,
  rolls text not null,
  postponed_reason text,
  follows uuid,
  -- The proposal that an open forum discusses now, for the screen in the hall; the next in order when none is named.
  discussing uuid,
  convened_by uuid not null,
  minutes text,
  minutes_sha256 text,
  sealed_at timestamptz,
  version integer not null,
  primary key (tenant_id, id),
  constraint sealed_with_minutes check ((state = 'sealed') = (minutes is not null and minutes_sha256 is not null)),
  constraint sits_since_a_day check ((sitting_on is null) = (sitting_since is null)),
  constraint decides_in_a_sitting check (state in ('scheduled', 'postponed') or sitting_on is not null),
  constraint resumes_only_when_adjourned check (resumes_on is null or state = 'adjourned'),
  constraint discusses_a_proposal foreign key (tenant_id, discussing) references proposal (tenant_id, id),
  foreign key (tenant_id, program_id) references program (tenant_id, id)
);
create index forum_newest on forum (tenant_id, program_id, starts_at desc, id);
create index forum_region on forum (tenant_id, program_id, forum, region_code);
-- What an area's ties are derived from, by place and date.
create index forum_by_region on forum (tenant_id, region_code, starts_at desc);
select app_guard('forum', 'select, insert, update');

-- What happened to a forum as a whole, in order: called, opened, adjourned (why, and until when), resumed, postponed,
-- closed. `happened_on` is the city's calendar day of the moment.
create table forum_turn (
  tenant_id uuid not null,
  id uuid not null,
  forum_id uuid not null,
  turn text not null check (turn in ('called', 'opened', 'adjourned', 'resumed', 'postponed', 'closed')),
  happened_at timestamptz not null,
  happened_on date not null,
  sitting integer not null check (sitting > 0),
  reason text,
  resumes_on date,
  -- Of a forum by a body, when a sitting ends: who sat in which seat on its day.
  seated text,
  recorded_by uuid not null,
  primary key (tenant_id, id),
  constraint interrupted_for_a_reason check ((turn in ('adjourned', 'postponed')) = (reason is not null)),
  constraint resumes_after_it_rose check (resumes_on is null or (turn = 'adjourned' and resumes_on >= happened_on)),
  foreign key (tenant_id, forum_id) references forum (tenant_id, id)
);
create index forum_turn_forum on forum_turn (tenant_id, forum_id, id);
select app_guard('forum_turn', 'select, insert');

-- Who came to which sitting. `person_id` where an officer of the area is known by that name.
create table attendance (
  tenant_id uuid not null,
  id uuid not null,
  forum_id uuid not null,
  sitting integer not null,
  element text not null,
  unit text,
  name text not null,
  person_id uuid,
  -- Who came by a written power: the officer who gave it, and the paper as it is cited.
  proxy_of uuid,
  proxy_paper text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  constraint no_proxy_without_paper check ((proxy_of is null) = (proxy_paper is null)),
  foreign key (tenant_id, forum_id) references forum (tenant_id, id)
);
create index attendance_forum on attendance (tenant_id, forum_id, sitting, element);
select app_guard('attendance', 'select, insert, update');

create table decision (
  tenant_id uuid not null,
  id uuid not null,
  forum_id uuid not null,
  sitting integer not null,
  proposal_id uuid not null,
  outcome text not null,
  effect text not null check (effect in ('fund', 'accept', 'escalate', 'reserve', 'reject')),
  -- The forum of the model to which the proposal goes on once the minutes are sealed.
  passed_to text,
  amount bigint,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  constraint passed_to_where_it_escalates check (passed_to is null or effect = 'escalate'),
  foreign key (tenant_id, forum_id) references forum (tenant_id, id),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id)
);
create index decision_forum on decision (tenant_id, forum_id, decided_at);
create unique index one_standing_decision on decision (tenant_id, forum_id, proposal_id) where revoked_at is null;
create index decision_proposal on decision (tenant_id, proposal_id, decided_at);
-- What an area's ties are derived from, by date.
create index decision_by_time on decision (tenant_id, decided_at);
select app_guard('decision', 'select, insert, update');

-- A vote in a forum over the proposals on its agenda. `slip` is what stands on the paper: numbered proposals.
-- `exclusions` are the pairs that exclude one another on the slip, as numbers with the reason: fixed when the vote opens.
-- `result` is written at closing: the ballots as counted classes in the order of their content, and the money that was left.
-- The ballots of an open vote lie together in `box`, one locked text: equal ballots counted together, in the order of
-- their content, encrypted with a key that the database does not hold. No ballot has a row, so none has a transaction, a
-- place or a moment that could be joined to a code.
create table vote (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  forum_id uuid not null,
  sitting integer not null,
  kind text not null check (kind in ('approval', 'points', 'ranking')),
  points integer,
  budget bigint not null check (budget > 0),
  slip text not null,
  exclusions text not null default '[]',
  state text not null check (state in ('open', 'closed', 'cancelled')),
  received integer not null,
  by_code integer not null,
  last_slip uuid,
  attendance integer,
  box text,
  result text,
  result_sha256 text,
  followed text,
  followed_reason text,
  followed_at timestamptz,
  cancel_reason text,
  opened_by uuid not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  version integer not null,
  primary key (tenant_id, id),
  constraint points_only_where_given check ((kind = 'points') = (points is not null)),
  constraint never_more_ballots_than_attendees check (attendance is null or received <= attendance),
  constraint box_of_an_open_vote_alone check (box is null or state = 'open'),
  constraint closed_with_result check ((state = 'closed') = (result is not null and result_sha256 is not null)),
  constraint rule_followed_after_closing check (followed is null or state = 'closed'),
  foreign key (tenant_id, forum_id) references forum (tenant_id, id)
);
create unique index one_vote_of_a_forum on vote (tenant_id, forum_id) where state <> 'cancelled';
create index vote_of_forum on vote (tenant_id, forum_id, id);
create index vote_newest on vote (tenant_id, closed_at desc) where state = 'closed';
select app_guard('vote', 'select, insert, update');

-- One-time slip codes, as hashes. `used_with` is the hash of the form that used the code, so that the same form sent
-- twice gets the same answer; it says nothing about the ballot.
create table ballot_code (
  tenant_id uuid not null,
  hash text not null,
  vote_id uuid not null,
  used_with text,
  primary key (tenant_id, hash),
  foreign key (tenant_id, vote_id) references vote (tenant_id, id)
);
create index ballot_code_of_vote on ballot_code (tenant_id, vote_id);
select app_guard('ballot_code', 'select, insert, update, delete');

-- Codes of slips that were typed wrongly, counted for each source in windows of time. `source` is a keyed hash of a
-- network address that changes with every window, so that nothing stays of who was where; rows of past windows are
-- deleted. In the database, so that two servers count together.
create table slip_guess (
  tenant_id uuid not null references tenant (id),
  source text not null,
  since timestamptz not null,
  wrong integer not null,
  primary key (tenant_id, source, since),
  constraint wrong_codes_counted check (wrong >= 0)
);
select app_guard('slip_guess', 'select, insert, update, delete');

-- Two proposals of which a forum can fund one at most, as its chair declared before the vote: each pair once, the
-- smaller id first.
create table vote_exclusion (
  tenant_id uuid not null,
  forum_id uuid not null,
  first_proposal uuid not null,
  second_proposal uuid not null,
  reason text not null,
  declared_by uuid not null,
  declared_at timestamptz not null,
  primary key (tenant_id, forum_id, first_proposal, second_proposal),
  constraint each_pair_once check (first_proposal < second_proposal),
  foreign key (tenant_id, forum_id) references forum (tenant_id, id),
  foreign key (tenant_id, first_proposal) references proposal (tenant_id, id),
  foreign key (tenant_id, second_proposal) references proposal (tenant_id, id)
);
select app_guard('vote_exclusion', 'select, insert, delete');

-- That an institution carries a proposal out for less than it asks for: `least` is the smallest amount, `instead` what
-- is then carried out. It counts as long as the same amount is asked for; without `least` it was taken back.
create table part_consent (
  tenant_id uuid not null,
  proposal_id uuid not null,
  requested bigint not null,
  least bigint,
  instead text not null,
  given_by uuid not null,
  given_at timestamptz not null,
  version integer not null,
  primary key (tenant_id, proposal_id),
  constraint part_below_whole check (least is null or (least > 0 and least < requested)),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id)
);
select app_guard('part_consent', 'select, insert, update');
