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
