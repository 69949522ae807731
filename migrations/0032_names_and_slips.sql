-- What two spellings of an institution's name have in common, written by the application. One kind and name stands at a
-- place once; of institutions doubled before, all but the first are left without a key, and `pilar verify` names them.
alter table organization add column name_key text;
alter table organization no force row level security;
update organization o set name_key = lower(regexp_replace(btrim(o.name), '\s+', ' ', 'g'))
where not exists (
  select 1 from organization e
  where e.tenant_id = o.tenant_id and e.kind = o.kind and e.region_code = o.region_code and e.id < o.id
    and lower(regexp_replace(btrim(e.name), '\s+', ' ', 'g')) = lower(regexp_replace(btrim(o.name), '\s+', ' ', 'g'))
);
alter table organization force row level security;
alter table organization add constraint one_institution_by_name unique (tenant_id, kind, region_code, name_key);

-- The open vote whose slip lists a proposal: until it is closed or cancelled the proposal is not taken off the slip.
alter table proposal add column held_by_vote uuid;

-- A title as it is searched: small letters without accents, apostrophes alike.
alter table proposal add column title_key text not null default '';
alter table proposal no force row level security;
update proposal set title_key = lower(title);
alter table proposal force row level security;
