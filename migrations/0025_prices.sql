-- What the city says things cost in a year, as its office hands it in (decision 101). One price for each thing and unit,
-- however they are spelled; a price that is empty was taken back.
create table price_standard (
  tenant_id uuid not null references tenant (id),
  year integer not null check (year between 2000 and 2100),
  item_key text collate "C" not null,
  unit_key text collate "C" not null,
  code text not null,
  item text not null,
  unit text not null,
  price bigint check (price > 0),
  -- What it is found by.
  words text[] not null,
  set_at timestamptz not null,
  version integer not null,
  primary key (tenant_id, year, item_key, unit_key)
);
select app_guard('price_standard', 'select, insert, update');
