-- The role that every request works as; row-level security applies to it.
do $$
begin
  create role pilar_app login;
exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
  execute format('grant pilar_app to %I', current_user);
exception when others then
  -- A superuser needs no membership, and some versions refuse to grant a role to itself.
  null;
end $$;

-- Called alone in its message, after `set local role`: on Citus only `set local` reaches the workers.
create function app_enter_tenant(tenant uuid) returns void language plpgsql as $$
begin
  execute format('set local app.tenant = %L', tenant);
end $$;

-- Puts a tenant's table behind row-level security and says what the application may do with it.
create function app_guard(guarded regclass, rights text) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format(
    'create policy own_tenant on %s using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid) with check (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)',
    guarded);
  execute format('grant %s on %s to pilar_app', rights, guarded);
end $$;

-- Official territory, province to village: a reference list shared by all tenants.
create table region (
  code text collate "C" primary key,
  parent_code text collate "C" references region (code),
  level text not null check (level in ('province', 'regency', 'district', 'village')),
  name text not null
);
create index region_parent on region (parent_code);
grant select on region to pilar_app;

create table tenant (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9-]{2,40}$'),
  region_code text collate "C" not null references region (code),
  name text not null,
  time_zone text not null,
  created_at timestamptz not null
);
grant select on tenant to pilar_app;

-- A write that carried a request key, and its answer: the same request again changes nothing.
create table request (
  tenant_id uuid not null references tenant (id),
  person_id uuid not null,
  key text not null check (length(key) between 8 and 128),
  fingerprint text not null,
  answer text,
  created_at timestamptz not null,
  primary key (tenant_id, person_id, key)
);
create index request_age on request (tenant_id, created_at);
select app_guard('request', 'select, insert, update, delete');
