-- Tables that offices hand in to be taken over row by row: checked whole first, then carried out in batches. Each batch moves
-- `done` in its own transaction, so that what was taken over is never taken over twice.
create table import_job (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  kind text not null check (kind in ('institutions', 'officers', 'proposals', 'attendance', 'prices')),
  -- The forum or programme that its rows are for; null where they say themselves what they are about.
  about_id uuid,
  person_id uuid not null,
  organization_id uuid not null,
  region_code text collate "C" not null,
  file_name text not null,
  -- SHA-256 of the file as it was handed in; its rows are read from it again whenever it is gone on with.
  file_sha256 text not null,
  state text not null check (state in ('checked', 'running', 'done', 'stopped', 'cancelled')),
  -- Rows of the file, and how many of them have been gone through.
  rows integer not null check (rows > 0),
  done integer not null,
  -- What came of them, or will as far as the check can tell.
  added integer not null,
  changed integer not null,
  same integer not null,
  -- How many could not be taken over when their turn came, and why: the first of them, as JSON.
  refused integer not null,
  refusals text not null,
  offered_at timestamptz not null,
  begun_at timestamptz,
  ended_at timestamptz,
  primary key (tenant_id, id),
  constraint import_goes_through_its_rows check (done between 0 and rows),
  constraint import_accounts_for_its_rows check
    (added + changed + same + refused = case when state in ('checked', 'cancelled') then rows else done end),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
create index import_running on import_job (tenant_id, id) where state = 'running';
create index import_of_person on import_job (tenant_id, person_id, id desc);
select app_guard('import_job', 'select, insert, update');
