-- When and how the second factor was proved in a session; both missing where it was not. Sessions that stand when this
-- comes are unproved: their holders prove it again in place.
alter table sign_in_session add column proved_at timestamptz;
alter table sign_in_session add column proof_method text;
alter table sign_in_session add constraint session_proof_whole
  check ((proved_at is null) = (proof_method is null));

-- How often one subject (an account from a source, a source, an account, a known device), named by a keyed hash alone,
-- was tried without success, and from when on it may be tried again. Takes the place of sign_in_attempt and sign_in_rate.
create table sign_in_try (
  subject text primary key,
  failures integer not null,
  last_at timestamptz not null,
  free_at timestamptz not null
);
create index sign_in_try_last on sign_in_try (last_at);
drop table sign_in_attempt;
drop table sign_in_rate;

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

-- With which strength a token was made: when the second factor had been proved in the session that made it, in
-- which mandates, and with which account. A token made before this has no proof.
alter table api_token add column proved_at timestamptz;
alter table api_token add column mandates text;
alter table api_token add column account text;
alter table api_token add column used_on date;
