create table model_version (
  tenant_id uuid not null references tenant (id),
  name text not null,
  version text not null,
  source text not null,
  sha256 text not null,
  published_at timestamptz not null,
  primary key (tenant_id, name, version)
);
select app_guard('model_version', 'select, insert');

create table holiday (
  tenant_id uuid not null references tenant (id),
  day date not null,
  kind text not null check (kind in ('national', 'joint-leave', 'local')),
  name text not null,
  decree text not null,
  primary key (tenant_id, day)
);
select app_guard('holiday', 'select, insert, update, delete');

create table program (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  slug text not null,
  model_name text not null,
  model_version text not null,
  fiscal_year integer not null,
  region_code text collate "C" not null,
  windows text not null,
  state text not null check (state in ('open', 'closed')),
  opened_at timestamptz not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  constraint one_program_by_slug unique (tenant_id, slug),
  foreign key (tenant_id, model_name, model_version) references model_version (tenant_id, name, version)
);
select app_guard('program', 'select, insert, update');

-- That a programme goes by another version of its model from a day on: whatever is sent or opened from then (`opens`), or
-- one rule that the law compels, also for what runs already (`all`): then a row for each version by which something may run.
create table program_pin (
  tenant_id uuid not null references tenant (id),
  program_id uuid not null,
  from_on date not null,
  -- When that day begins in the city.
  begins_at timestamptz not null,
  model_name text not null,
  before_version text not null,
  version text not null,
  reach text not null check (reach in ('opens', 'all')),
  -- The one rule, by its path in the model, and what compels it.
  rule text,
  basis text,
  reason text not null,
  applied_by uuid not null,
  applied_at timestamptz not null,
  primary key (tenant_id, program_id, from_on, before_version),
  constraint one_rule_on_a_basis check ((reach = 'all') = (rule is not null) and (rule is null) = (basis is null)),
  constraint pin_changes_something check (before_version <> version),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, model_name, version) references model_version (tenant_id, name, version)
);
select app_guard('program_pin', 'select, insert');

-- Since when and until which day an institution takes part in the programmes of a model, whatever their year: a row for
-- each time. Who is in by what it is has none until it leaves; the first one has no beginning then.
create table membership (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  organization_id uuid not null,
  model_name text not null,
  since date,
  last_day date,
  -- Who said that it ends: the institution itself or an office above it, and the reason that was published.
  ended_by text check (ended_by in ('itself', 'office')),
  ended_for text,
  primary key (tenant_id, id),
  constraint membership_days_in_order check (last_day >= since),
  constraint membership_ends_for_a_reason check
    ((last_day is null) = (ended_by is null) and (last_day is null) = (ended_for is null)),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
create index membership_of_institution on membership (tenant_id, organization_id, model_name);
select app_guard('membership', 'select, insert, update');

-- A model of the city's own while it is written: its text as typed, and what it was made from.
create table model_draft (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  source text not null,
  -- The cases beside it, as typed; empty before the first.
  cases text not null,
  -- As its text says, when it could be read last.
  name text not null,
  model_version text not null,
  origin_name text,
  origin_version text,
  state text not null check (state in ('open', 'published', 'laid-aside')),
  started_by uuid not null,
  started_at timestamptz not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  version integer not null,
  primary key (tenant_id, id),
  constraint draft_names_its_whole_origin check ((origin_name is null) = (origin_version is null))
);
create index model_draft_newest on model_draft (tenant_id, state, changed_at desc);
select app_guard('model_draft', 'select, insert, update');

-- What a programme comes to in one village and scope, kept in step by every change, so that public pages
-- need not count all proposals. `pilar verify` recounts it.
create table program_cell (
  tenant_id uuid not null references tenant (id),
  program_id uuid not null,
  village_code text collate "C" not null references region (code),
  scope text not null,
  submitted integer not null default 0,
  accepted integer not null default 0,
  funded integer not null default 0,
  escalated integer not null default 0,
  reserved integer not null default 0,
  rejected integer not null default 0,
  requested bigint not null default 0,
  committed bigint not null default 0,
  disbursed bigint not null default 0,
  settled bigint not null default 0,
  planned integer not null default 0,
  running integer not null default 0,
  completed integer not null default 0,
  reported integer not null default 0,
  people integer not null default 0,
  poor_households integer not null default 0,
  contribution bigint not null default 0,
  primary key (tenant_id, program_id, village_code, scope),
  foreign key (tenant_id, program_id) references program (tenant_id, id)
);
select app_guard('program_cell', 'select, insert, update');

-- What is owed by a day: by an institution a filing, or by offices the answer of a step that something on its way waits
-- for (`along`: the kind of that thing, whose route the step stands on).
create table obligation (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  kind text not null,
  along text,
  -- Which of several: the period of a filing, the round of a step.
  occasion text not null,
  program_id uuid not null,
  fiscal_year integer not null,
  organization_id uuid,
  offices text[] not null,
  region_code text collate "C" not null,
  -- Who owed it first: stays when an institution is merged into another.
  owed_by uuid not null,
  subject_type text not null check (subject_type in ('activity', 'organization', 'program', 'proposal', 'filing', 'voucher', 'purse')),
  subject_id uuid not null,
  starts_on date not null,
  due_on date not null,
  -- When it comes on the desks of the offices above, where the model has such, and the day that was recorded.
  escalates_on date,
  escalated_on date,
  -- Since when the clock stands, and for which days it stood before, as `from/until`.
  stands_since date,
  stood text[] not null,
  state text not null check (state in ('open', 'fulfilled', 'waived', 'lapsed')),
  closed_on date,
  -- The day written in what is owed, from which it is due as well.
  set_on date,
  -- The moment by whose rules it is owed: versions of the model that came into force later do not bind it.
  ruled_since timestamptz not null,
  -- When the last step accepted what was delivered; null until then, and again once it comes back.
  accepted_on date,
  waiver_reason text,
  -- What somebody asked for, where it is owed since they did and for no period.
  asked_for text,
  primary key (tenant_id, id),
  constraint one_obligation_by_occasion unique (tenant_id, kind, subject_id, owed_by, occasion),
  constraint obligation_dates_in_order check (due_on >= starts_on),
  constraint obligation_has_a_debtor check ((organization_id is null) = (along is not null) and (along is null or offices <> '{}')),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
create index obligation_debtor on obligation (tenant_id, organization_id, state, due_on);
create index obligation_due on obligation (tenant_id, state, due_on);
create index obligation_subject on obligation (tenant_id, subject_id);
create index obligation_escalates on obligation (tenant_id, escalates_on) where state = 'open' and escalated_on is null and escalates_on is not null;
select app_guard('obligation', 'select, insert, update');

-- What waits for whom: an office over a region, or an organisation's own officers. A task is called as people called its
-- subject. What Pilar itself names in every language, such as an instrument, is worded for whoever reads it, so that no
-- language of ours is kept.
create table task (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  title text,
  -- How the model calls what is asked for, in its languages (JSON); and for which period, where there are several.
  called text,
  occasion text,
  offices text[] not null,
  region_code text collate "C" not null,
  organization_id uuid,
  -- Whom it is for, where it is no office's.
  person_id uuid,
  -- Until then it lies on nobody's desk.
  from_on date,
  due_on date,
  -- What is owed by it, so that it moves with its due day.
  obligation_id uuid,
  -- Where the day was moved, since offices are closed on some day that was not known before: the day before, and why.
  due_was date,
  due_moved_for text,
  -- When whoever steers the programme last called whom it waits for to it, and what they wrote: once a day at most.
  urged_on date,
  urged_for text,
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (tenant_id, id),
  constraint task_urged_for_a_reason check ((urged_on is null) = (urged_for is null)),
  constraint task_for_offices_or_a_person check (person_id is null or (organization_id is null and offices = '{}')),
  constraint task_named_by_people check ((title is null) = (subject_type = 'assessment'))
);
create index task_waiting on task (tenant_id, region_code, due_on) where settled_at is null;
create index task_organization on task (tenant_id, organization_id, due_on) where settled_at is null;
create index task_person on task (tenant_id, person_id, due_on) where settled_at is null and person_id is not null;
create index task_obligation on task (tenant_id, obligation_id) where settled_at is null and obligation_id is not null;
create index task_subject on task (tenant_id, subject_id, kind) where settled_at is null;
select app_guard('task', 'select, insert, update');

-- What was sent is not what is kept: pictures are shrunk and turned upright. `original_sha256`, the hash of the file as
-- it was sent, lets whoever still has it prove that it is the one.
create table document (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  subject_type text not null,
  subject_id uuid not null,
  role text not null,
  file_sha256 text not null,
  original_sha256 text,
  thumbnail_sha256 text,
  media_type text not null,
  bytes integer not null,
  width integer,
  height integer,
  -- What two copies of one picture have in common, as 16 hexadecimal digits; it says nothing of what is on it.
  likeness text check (likeness ~ '^[0-9a-f]{16}$'),
  caption text not null,
  public boolean not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id)
);
create index document_subject on document (tenant_id, subject_id, role, id);
-- Which files are in use is asked by their hash when the others are swept.
create index document_file on document (tenant_id, file_sha256);
-- The same photo twice.
create index document_likeness on document (tenant_id) include (likeness, subject_id) where likeness is not null and role like 'photo%';
create index document_thumbnail on document (tenant_id, thumbnail_sha256);
select app_guard('document', 'select, insert, update');

-- Where and when a camera says a picture was taken: kept apart, never public.
create table document_position (
  tenant_id uuid not null,
  document_id uuid not null,
  latitude numeric(9, 6),
  longitude numeric(9, 6),
  taken_at text,
  primary key (tenant_id, document_id),
  foreign key (tenant_id, document_id) references document (tenant_id, id)
);
select app_guard('document_position', 'select, insert');

-- What one thing is to an earlier one, where no foreign key says so. Of each thing one follows at most, so that its trail
-- does not part; and each follows on one.
create table link (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  kind text not null check (kind in ('came-from', 'instead-of', 'continues')),
  earlier_type text not null,
  earlier_id uuid not null,
  later_type text not null,
  later_id uuid not null,
  made_at timestamptz not null,
  primary key (tenant_id, id),
  constraint link_followed_once unique (tenant_id, earlier_id),
  constraint link_follows_one unique (tenant_id, later_id),
  constraint link_to_another check (earlier_id <> later_id)
);
select app_guard('link', 'select, insert');

-- What an office stated of an item of a checklist of a programme, with what it rests on: each statement stays, the newest counts.
create table checklist_statement (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  checklist text not null,
  item text not null,
  holds text not null check (holds in ('yes', 'partly', 'no')),
  evidence text not null,
  -- Until when it is to be so, where it is not yet.
  due_on date,
  -- What a stakeholder agreed to, and the hearing and talks that led to it.
  aim text,
  authority text,
  responsibilities text,
  hearing_on date,
  hearing text,
  talks text,
  office text not null,
  stated_by uuid not null,
  stated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint only_what_lacks_is_due check (due_on is null or holds <> 'yes'),
  constraint agreement_is_whole check ((aim is null) = (authority is null) and (aim is null) = (responsibilities is null)
    and (aim is null) = (hearing_on is null) and (aim is null) = (hearing is null) and (aim is null) = (talks is null)),
  foreign key (tenant_id, program_id) references program (tenant_id, id)
);
create index checklist_statement_item on checklist_statement (tenant_id, program_id, checklist, item, id desc);
select app_guard('checklist_statement', 'select, insert');
