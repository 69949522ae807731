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
  -- When and how the second factor was proved in the session; both missing where it was not.
  proved_at timestamptz,
  proof_method text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,
  constraint session_proof_whole check ((proved_at is null) = (proof_method is null))
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

-- Codes of authenticator apps that were used: each is taken once. Kept for minutes, by a hash.
create table sign_in_used_code (
  user_id text not null references sign_in_user (id) on delete cascade,
  code_hash text not null,
  used_at timestamptz not null,
  primary key (user_id, code_hash)
);

-- How often one subject (an account from a source, a source, an account, a known device), named by a keyed hash alone,
-- was tried without success, and from when on it may be tried again.
create table sign_in_try (
  subject text primary key,
  failures integer not null,
  last_at timestamptz not null,
  free_at timestamptz not null
);
create index sign_in_try_last on sign_in_try (last_at);

-- What its holder is told of tries on their account that failed: from which network, without the whole address.
create table sign_in_failure (
  user_id text not null references sign_in_user (id) on delete cascade,
  place text not null,
  failures integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (user_id, place)
);
create index sign_in_failure_last on sign_in_failure (last_at);

-- Browsers in which somebody signed in to their account; each holds a signed cookie that names its row.
create table sign_in_device (
  id text primary key,
  user_id text not null references sign_in_user (id) on delete cascade,
  label text not null,
  created_at timestamptz not null,
  used_at timestamptz not null
);
create index sign_in_device_user on sign_in_device (user_id);

-- Which cities an account belongs to, and as whom.
create table user_tenant (
  user_id text not null references sign_in_user (id) on delete cascade,
  tenant_id uuid not null,
  person_id uuid not null,
  primary key (user_id, tenant_id),
  constraint one_user_by_person unique (tenant_id, person_id)
);
grant select, insert, update, delete on user_tenant to pilar_app;

-- Accounts that the demo offers on its sign-in page.
create table demo_account (
  user_id text primary key references sign_in_user (id) on delete cascade,
  label_id text not null,
  label_en text not null,
  position integer not null
);
