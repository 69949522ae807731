-- A vote in a forum over the proposals on its agenda. `slip` is what stands on the paper: numbered proposals.
-- `result` is written at closing: the ballots as counted classes in the order of their content, and the money that was left.
create table vote (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  forum_id uuid not null,
  kind text not null check (kind in ('approval', 'points', 'ranking')),
  points integer,
  budget bigint not null check (budget > 0),
  slip text not null,
  state text not null check (state in ('open', 'closed', 'cancelled')),
  received integer not null,
  by_code integer not null,
  last_slip uuid,
  attendance integer,
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
  constraint closed_with_result check ((state = 'closed') = (result is not null and result_sha256 is not null)),
  constraint rule_followed_after_closing check (followed is null or state = 'closed'),
  foreign key (tenant_id, forum_id) references forum (tenant_id, id)
);
create unique index one_vote_of_a_forum on vote (tenant_id, forum_id) where state <> 'cancelled';
create index vote_of_forum on vote (tenant_id, forum_id, id);
create index vote_newest on vote (tenant_id, closed_at desc) where state = 'closed';
select app_guard('vote', 'select, insert, update');

-- Ballots of an open vote. They carry no person, no code, no time and a random id; at closing they are counted into
-- `vote.result` and deleted, so that nothing is left that could be joined to whoever cast them.
create table ballot (
  tenant_id uuid not null,
  id uuid not null,
  vote_id uuid not null,
  choices text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, vote_id) references vote (tenant_id, id)
);
create index ballot_of_vote on ballot (tenant_id, vote_id);
select app_guard('ballot', 'select, insert, delete');

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
