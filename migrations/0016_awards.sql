-- A round of an award: drawn up, published with its weights before the first mark, marked by a jury, closed with its whole
-- computation, set by the office that gives the award.
create table award_round (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  award text not null,
  region_code text collate "C" not null references region (code),
  marks_from date not null,
  marks_until date not null,
  state text not null check (state in ('draft', 'published', 'closed', 'set', 'withdrawn')),
  drafted_by uuid not null,
  drafted_at timestamptz not null,
  published_by uuid,
  published_at timestamptz,
  published_on date,
  closed_by uuid,
  closed_at timestamptz,
  -- The computation as it was when the round was closed: evidence, marks together, scores, places (JSON).
  result text,
  set_by uuid,
  set_office text,
  set_at timestamptz,
  decree text,
  withdrawn_at timestamptz,
  withdrawn_for text,
  -- The moment by whose rules it goes.
  ruled_since timestamptz not null,
  version integer not null,
  primary key (tenant_id, id),
  constraint marking_days_in_order check (marks_until >= marks_from),
  constraint award_published_before_closed check ((published_at is null) = (published_by is null)
    and (published_at is null) = (published_on is null) and (closed_at is null or published_at is not null)),
  constraint award_result_when_closed check ((closed_at is null) = (result is null) and (closed_at is null) = (closed_by is null)),
  constraint award_set_once_closed check ((state = 'set') = (set_at is not null) and (set_at is null) = (set_by is null)
    and (set_at is null) = (decree is null) and (set_at is null) = (set_office is null) and (set_at is null or closed_at is not null)),
  constraint award_withdrawn_for_a_reason check ((state = 'withdrawn') = (withdrawn_at is not null)
    and (withdrawn_at is null) = (withdrawn_for is null)),
  foreign key (tenant_id, program_id) references program (tenant_id, id)
);
create unique index one_award_round_at_a_time on award_round (tenant_id, program_id, award)
  where state in ('draft', 'published', 'closed');
create index award_round_newest on award_round (tenant_id, program_id, id desc);
select app_guard('award_round', 'select, insert, update');

-- What an aspect counts in a round (per mille of the whole): changed while it is a draft, never after.
create table award_weight (
  tenant_id uuid not null,
  round_id uuid not null,
  aspect text not null,
  weight integer not null check (weight between 0 and 1000),
  primary key (tenant_id, round_id, aspect),
  foreign key (tenant_id, round_id) references award_round (tenant_id, id)
);
select app_guard('award_weight', 'select, insert, update');

-- Who is judged: the institutions that took part on the day on which the round was published.
create table award_candidate (
  tenant_id uuid not null,
  round_id uuid not null,
  organization_id uuid not null,
  primary key (tenant_id, round_id, organization_id),
  foreign key (tenant_id, round_id) references award_round (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
select app_guard('award_candidate', 'select, insert');

-- A juror's mark of an aspect of a candidate; null where it was taken back.
create table award_mark (
  tenant_id uuid not null,
  round_id uuid not null,
  juror_id uuid not null,
  organization_id uuid not null,
  aspect text not null,
  mark integer,
  marked_at timestamptz not null,
  primary key (tenant_id, round_id, juror_id, organization_id, aspect),
  constraint award_mark_on_the_scale check (mark between 0 and 1000),
  foreign key (tenant_id, round_id, organization_id) references award_candidate (tenant_id, round_id, organization_id)
);
select app_guard('award_mark', 'select, insert, update');
