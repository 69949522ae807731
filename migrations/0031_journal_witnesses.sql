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
