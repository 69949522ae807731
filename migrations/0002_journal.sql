-- What each transaction that writes proved rows is given: of two that write the same row, the later has the greater one.
create sequence journal_order;
grant usage on sequence journal_order to pilar_app;

-- `summary` may be shown to anyone; `details` holds what may not, and enters the seal only through its digest.
-- `marks` says of every row that was written with the entry what it held, as salted digests; `details` holds their hash.
create table journal_entry (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  at timestamptz not null,
  action text not null,
  subject_type text not null,
  subject_id uuid not null,
  region_code text collate "C" not null,
  office text not null,
  organization_id uuid,
  summary text not null,
  person_id uuid not null,
  details text not null,
  details_digest text not null,
  leaf_hash text not null,
  marks text not null,
  primary key (tenant_id, id)
);
-- A subject's history is asked for by its id alone.
create index journal_entry_subject on journal_entry (tenant_id, subject_id, id);
select app_guard('journal_entry', 'select, insert');

-- Which columns of a table the marks of a shape stand for: another shape when a migration gives or takes a column.
create table journal_shape (
  tenant_id uuid not null references tenant (id),
  shape text not null,
  table_name text not null,
  columns text[] not null,
  primary key (tenant_id, shape)
);
select app_guard('journal_shape', 'select, insert');

-- A seal also commits to every seal before it, by the root of a Merkle tree over them, so that the proof of an entry
-- stays small however long the journal grows. `subtrees` keeps the inner hashes of that tree which end with the seal.
create table journal_seal (
  tenant_id uuid not null references tenant (id),
  number bigint not null,
  first_position bigint not null,
  size integer not null check (size > 0),
  root text not null,
  previous text not null,
  hash text not null,
  sealed_at timestamptz not null,
  history text not null,
  subtrees text[] not null,
  primary key (tenant_id, number)
);
select app_guard('journal_seal', 'select, insert');

create table journal_leaf (
  tenant_id uuid not null,
  position bigint not null,
  entry_id uuid not null,
  leaf_hash text not null,
  seal_number bigint not null,
  primary key (tenant_id, position),
  constraint entry_sealed_once unique (tenant_id, entry_id),
  foreign key (tenant_id, entry_id) references journal_entry (tenant_id, id),
  foreign key (tenant_id, seal_number) references journal_seal (tenant_id, number)
);
create index journal_leaf_seal on journal_leaf (tenant_id, seal_number, position);
select app_guard('journal_leaf', 'select, insert');

-- What outside witnesses last signed of a city's journal: the checkpoint as a signed note with their cosignature.
-- `fault` says what a witness objected to when it was asked last; null when it signed.
create table journal_witness (
  tenant_id uuid not null references tenant (id),
  witness text not null,
  size bigint not null check (size >= 0),
  note text,
  cosigned_at timestamptz,
  fault text,
  asked_at timestamptz not null,
  primary key (tenant_id, witness),
  constraint cosigned_with_a_note check ((size = 0) = (note is null) and (note is null) = (cosigned_at is null))
);
select app_guard('journal_witness', 'select, insert, update');
