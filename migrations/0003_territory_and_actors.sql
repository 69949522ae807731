-- RW: below the official code, kept by the local government.
create table neighbourhood (
  tenant_id uuid not null references tenant (id),
  code text collate "C" not null,
  village_code text collate "C" not null references region (code),
  name text not null,
  rt_count integer not null check (rt_count between 1 and 40),
  primary key (tenant_id, code)
);
create index neighbourhood_village on neighbourhood (tenant_id, village_code, code);
select app_guard('neighbourhood', 'select, insert, update');

create table person (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  name text not null,
  phone text,
  user_id text,
  -- Where a person belongs who holds no office, so that their own kelurahan can help them.
  region_code text collate "C",
  -- The record that stays, where this was a second one of the same person: nobody signs in as it, and no number finds it.
  -- Always one step: whatever was merged into a record goes on with it.
  merged_into uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint one_person_by_user unique (tenant_id, user_id),
  constraint one_person_by_phone unique (tenant_id, phone),
  constraint merged_person_is_not_reached check
    (merged_into is null or (merged_into <> id and user_id is null and phone is null)),
  constraint person_merged_into foreign key (tenant_id, merged_into) references person (tenant_id, id)
);
create index person_merged on person (tenant_id, merged_into) where merged_into is not null;
create index person_region on person (tenant_id, region_code);
select app_guard('person', 'select, insert, update');

create table organization (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  kind text not null,
  name text not null,
  -- What two spellings of a name have in common, written by the application: one kind and name stands at a place once.
  -- Empty for a record that was merged into another.
  name_key text,
  region_code text collate "C" not null,
  -- Whether it came in by asking: its officers speak for it, and have no say over the place where it stands.
  alone boolean not null default false,
  -- The record that stays, where this was a second one of the same institution; always one step.
  merged_into uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint one_institution_by_name unique (tenant_id, kind, region_code, name_key),
  constraint merged_institution_has_no_key check (merged_into is null or (merged_into <> id and name_key is null)),
  constraint organization_merged_into foreign key (tenant_id, merged_into) references organization (tenant_id, id)
);
create index organization_merged on organization (tenant_id, merged_into) where merged_into is not null;
create index organization_place on organization (tenant_id, kind, region_code);
create index organization_region on organization (tenant_id, region_code, id);
select app_guard('organization', 'select, insert, update');

create table mandate (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  person_id uuid not null,
  organization_id uuid not null,
  office text not null,
  region_code text collate "C" not null,
  starts_on date not null,
  ends_on date,
  decree text,
  -- Held for somebody else: day to day (plh) or in full (plt), always up to a day.
  acting text check (acting in ('plh', 'plt')),
  -- Why it ended before its day.
  ended_for text,
  primary key (tenant_id, id),
  constraint mandate_dates_in_order check (ends_on is null or ends_on >= starts_on),
  constraint acting_up_to_a_day check (acting is null or ends_on is not null),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
create index mandate_person on mandate (tenant_id, person_id);
create index mandate_organization on mandate (tenant_id, organization_id, office);
select app_guard('mandate', 'select, insert, update');

-- Given in person at the kelurahan to someone who has no e-mail; used once, ends soon.
create table sign_in_code (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  person_id uuid not null,
  code_hash text not null,
  issued_by uuid not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  attempts integer not null default 0,
  used_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index sign_in_code_person on sign_in_code (tenant_id, person_id, expires_at);
select app_guard('sign_in_code', 'select, insert, update');

-- A token can do no more than the session it was made in: with which strength it was made, that is whether and when a
-- second factor had been proved there, in which mandates, and with which account.
create table api_token (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  person_id uuid not null,
  name text not null,
  token_hash text not null,
  scopes text not null,
  second_factor boolean not null default false,
  proved_at timestamptz,
  mandates text,
  account text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_on date,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  constraint one_token_by_hash unique (tenant_id, token_hash),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index api_token_person on api_token (tenant_id, person_id);
select app_guard('api_token', 'select, insert, update');
