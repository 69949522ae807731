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

-- The pairs that exclude one another on the slip, as numbers with the reason: fixed when the vote opens.
alter table vote add column exclusions text not null default '[]';
