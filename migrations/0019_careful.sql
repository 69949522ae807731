-- Codes of authenticator apps that were used: each is taken once. Kept for minutes, by a hash.
create table sign_in_used_code (
  user_id text not null references sign_in_user (id) on delete cascade,
  code_hash text not null,
  used_at timestamptz not null,
  primary key (user_id, code_hash)
);

-- The proposal that an open forum discusses now, for the screen in the hall; the next in order when none is named.
alter table forum add column discussing uuid;
alter table forum add constraint discusses_a_proposal foreign key (tenant_id, discussing) references proposal (tenant_id, id);
