-- Accounts and sessions. Local tables without row-level security: they are asked before the tenant is known,
-- by the connecting role, and never joined to a tenant's tables.
create table sign_in_user (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  phone text unique,
  image text,
  two_factor_enabled boolean,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);

create table sign_in_session (
  id text primary key,
  user_id text not null references sign_in_user (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null
);
create index sign_in_session_user on sign_in_session (user_id);

create table sign_in_credential (
  id text primary key,
  user_id text not null references sign_in_user (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null
);
create index sign_in_credential_user on sign_in_credential (user_id);

create table sign_in_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);
create index sign_in_verification_identifier on sign_in_verification (identifier);

create table sign_in_second_factor (
  id text primary key,
  user_id text not null references sign_in_user (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean,
  failed_verification_count integer,
  locked_until timestamptz
);
create index sign_in_second_factor_user on sign_in_second_factor (user_id);

-- How often one network address asked in the present minute.
create table sign_in_rate (
  id text primary key,
  key text not null unique,
  count integer not null,
  last_request bigint not null
);

-- How often one account, named only by a hash of what was typed, was tried in the present window.
create table sign_in_attempt (
  subject text primary key,
  attempts integer not null,
  since timestamptz not null
);

-- Which cities an account belongs to, and as whom.
create table user_tenant (
  user_id text not null references sign_in_user (id) on delete cascade,
  tenant_id uuid not null,
  person_id uuid not null,
  primary key (user_id, tenant_id),
  constraint one_user_by_person unique (tenant_id, person_id)
);
grant select, insert on user_tenant to pilar_app;

-- Accounts that the demo offers on its sign-in page.
create table demo_account (
  user_id text primary key references sign_in_user (id) on delete cascade,
  label_id text not null,
  label_en text not null,
  position integer not null
);

-- Where a person belongs who holds no office, so that their own kelurahan can help them.
alter table person add column region_code text collate "C";
create index person_region on person (tenant_id, region_code);

-- A token can do no more than the session it was made in: whether that one had a second factor.
alter table api_token add column second_factor boolean not null default false;
