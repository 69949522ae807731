-- A step of a ladder of sanctions against an institution that does not do what it owes: drawn up and heard, decided by
-- somebody else, standing until it expires, and where it was appealed what another office made of it.
create table sanction (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  -- Whose ladder it is: two models may name theirs alike.
  model_name text not null,
  sanction text not null,
  -- As it was drawn up, and as it stands: an appeal may make it milder.
  drafted_step text not null,
  step text not null,
  organization_id uuid not null,
  region_code text collate "C" not null,
  state text not null check (state in ('hearing', 'imposed', 'appealed', 'lifted', 'dropped')),
  reason text not null,
  hearing_until date not null,
  drafted_by uuid not null,
  drafted_office text not null,
  drafted_at timestamptz not null,
  drafted_on date not null,
  -- What the institution says to it.
  answer text,
  answered_by uuid,
  answered_office text,
  answered_at timestamptz,
  -- Imposed, or dropped: why, by whom.
  decision text,
  decided_by uuid,
  decided_office text,
  decided_at timestamptz,
  decided_on date,
  -- The last day on which it stands, and on which it can be appealed.
  expires_on date,
  appeal_until date,
  -- When it was noted that nobody had appealed by then.
  unappealed_on date,
  appeal text,
  appealed_by uuid,
  appealed_office text,
  appealed_at timestamptz,
  appeal_outcome text check (appeal_outcome in ('upheld', 'lifted', 'changed')),
  appeal_answer text,
  appeal_decided_by uuid,
  appeal_decided_office text,
  appeal_decided_at timestamptz,
  -- The moment by whose rules it goes.
  ruled_since timestamptz not null,
  version integer not null,
  primary key (tenant_id, id),
  constraint sanction_answer_names_its_office check ((answer is null) = (answered_by is null)
    and (answer is null) = (answered_office is null) and (answer is null) = (answered_at is null)),
  constraint sanction_decided_when_not_in_hearing check ((state = 'hearing') = (decision is null)
    and (decision is null) = (decided_by is null) and (decision is null) = (decided_office is null)
    and (decision is null) = (decided_at is null) and (decision is null) = (decided_on is null)),
  constraint sanction_imposed_until_a_day check (expires_on is null or decision is not null),
  constraint sanction_appeal_names_its_office check ((appeal is null) = (appealed_by is null)
    and (appeal is null) = (appealed_office is null) and (appeal is null) = (appealed_at is null)
    and (appeal is null or appeal_until is not null)),
  constraint sanction_unappealed_without_appeal check (unappealed_on is null or (appeal is null and appeal_until < unappealed_on)),
  constraint sanction_appeal_decided_whole check ((appeal_outcome is null) = (appeal_answer is null)
    and (appeal_outcome is null) = (appeal_decided_by is null) and (appeal_outcome is null) = (appeal_decided_office is null)
    and (appeal_outcome is null) = (appeal_decided_at is null) and (appeal_outcome is null or appeal is not null)),
  constraint sanction_decided_by_another check (expires_on is null or decided_by <> drafted_by),
  constraint sanction_appeal_decided_by_another check (appeal_decided_by <> decided_by and appeal_decided_by <> drafted_by
    and appeal_decided_by <> appealed_by),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
create unique index one_sanction_in_hearing on sanction (tenant_id, organization_id, model_name, sanction) where state = 'hearing';
create index sanction_of_institution on sanction (tenant_id, organization_id, model_name, sanction, id);
create index sanction_of_ladder on sanction (tenant_id, model_name, sanction, id);
create index sanction_of_program on sanction (tenant_id, program_id, sanction, state);
create index sanction_appeal_runs on sanction (tenant_id, appeal_until) where unappealed_on is null and appeal is null;
select app_guard('sanction', 'select, insert, update');

-- What it is held against: obligations that were overdue when it was drawn up.
create table sanction_ground (
  tenant_id uuid not null,
  sanction_id uuid not null,
  obligation_id uuid not null,
  primary key (tenant_id, sanction_id, obligation_id),
  foreign key (tenant_id, sanction_id) references sanction (tenant_id, id),
  foreign key (tenant_id, obligation_id) references obligation (tenant_id, id)
);
select app_guard('sanction_ground', 'select, insert');
