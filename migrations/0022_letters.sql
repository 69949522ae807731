-- How letters are numbered in a city, by form of paper: text in which {nomor}, {kantor}, {bulan} and {tahun} are filled in.
create table letter_pattern (
  tenant_id uuid not null references tenant (id),
  form text not null,
  pattern text not null,
  set_by uuid not null,
  set_at timestamptz not null,
  version integer not null,
  primary key (tenant_id, form)
);
select app_guard('letter_pattern', 'select, insert, update');

-- Papers that an office issued: with their number, and the bytes of both their forms as they went out. Never changed.
create table letter (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  form text not null,
  subject_id uuid not null,
  organization_id uuid not null,
  region_code text collate "C" not null references region (code),
  title text not null,
  number text not null,
  year integer not null,
  -- Null where the number was typed.
  sequence integer check (sequence > 0),
  issued_on date not null,
  pdf_sha256 text not null,
  docx_sha256 text not null,
  -- Whether everybody may read the paper itself, and not only that there is one.
  open boolean not null,
  issued_by uuid not null,
  issued_at timestamptz not null,
  primary key (tenant_id, id),
  constraint letter_numbered_once unique (tenant_id, organization_id, number),
  constraint letter_sequence_once unique (tenant_id, organization_id, form, year, sequence),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
create index letter_of_subject on letter (tenant_id, subject_id, form, id desc);
select app_guard('letter', 'select, insert');

-- What stands at the head of the letters of offices: of the city above the name of each, of an office in its place.
create table letterhead (
  tenant_id uuid not null references tenant (id),
  -- The office, or the city itself by its own id.
  office_id uuid not null,
  -- One line each: of the city what stands above every office, of an office its name; empty for what is usual.
  lines text not null,
  address text not null,
  contact text not null,
  -- The city's alone: the picture that all its offices bear.
  logo_sha256 text,
  set_by uuid not null,
  set_at timestamptz not null,
  version integer not null,
  primary key (tenant_id, office_id)
);
select app_guard('letterhead', 'select, insert, update');

-- The Word templates that an office's papers of a form are made from: each version as it was handed in, the newest counts.
create table paper_template (
  tenant_id uuid not null references tenant (id),
  organization_id uuid not null,
  form text not null,
  version integer not null check (version > 0),
  -- Null from the version on with which the office went back to the form that Pilar writes.
  document_id uuid,
  docx_sha256 text,
  file_name text not null,
  kept_by uuid not null,
  kept_at timestamptz not null,
  primary key (tenant_id, organization_id, form, version),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
select app_guard('paper_template', 'select, insert');
