-- Money that can be committed: of one party, or of the whole programme where no party is named. `purse` is its name in
-- the model, `amount` what it was given for the year; what is left of it is derived from the ledger.
create table purse (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  purse text not null,
  organization_id uuid,
  amount bigint not null check (amount >= 0),
  primary key (tenant_id, id),
  constraint one_purse_by_organization unique (tenant_id, program_id, organization_id, purse),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
create unique index one_fund_of_a_program on purse (tenant_id, program_id, purse) where organization_id is null;
create index purse_organization on purse (tenant_id, organization_id) where organization_id is not null;
select app_guard('purse', 'select, insert, update');

create table disbursement (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  proposal_id uuid not null,
  provider text not null,
  purpose text not null,
  amount bigint not null check (amount > 0),
  receipt_number text not null,
  receipt_document_id uuid,
  paid_on date not null,
  state text not null check (state in ('recorded', 'approved', 'refused')),
  remark text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  reviewed_by uuid,
  reviewed_at timestamptz,
  version integer not null,
  primary key (tenant_id, id),
  constraint recorder_does_not_approve check (reviewed_by is null or reviewed_by <> recorded_by),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id)
);
create index disbursement_proposal on disbursement (tenant_id, proposal_id, id);
-- What an office that holds money is waited for.
create index disbursement_waiting on disbursement (tenant_id, program_id, id) where state = 'recorded';
-- Who is paid again and again.
create index disbursement_paid on disbursement (tenant_id, program_id, proposal_id) include (provider, amount, id)
  where state = 'approved';
select app_guard('disbursement', 'select, insert, update');

-- Money of a payment that came back, with the paper that proves it. What was paid stays as it was.
create table refund (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  proposal_id uuid not null,
  disbursement_id uuid not null,
  amount bigint not null check (amount > 0),
  reason text not null,
  receipt_number text not null,
  receipt_document_id uuid,
  refunded_on date not null,
  state text not null check (state in ('recorded', 'approved', 'refused')),
  remark text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  reviewed_by uuid,
  reviewed_at timestamptz,
  version integer not null,
  primary key (tenant_id, id),
  constraint refund_recorder_does_not_approve check (reviewed_by is null or reviewed_by <> recorded_by),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id),
  foreign key (tenant_id, disbursement_id) references disbursement (tenant_id, id)
);
create index refund_proposal on refund (tenant_id, proposal_id, id);
create index refund_disbursement on refund (tenant_id, disbursement_id);
select app_guard('refund', 'select, insert, update');

-- Money that a party paid into a fund, as which source, with the number of its receipt.
create table deposit (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  purse_id uuid not null,
  source text not null,
  organization_id uuid not null,
  amount bigint not null check (amount > 0),
  receipt_number text not null,
  paid_on date not null,
  state text not null check (state in ('recorded', 'approved', 'refused')),
  remark text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  reviewed_by uuid,
  reviewed_at timestamptz,
  version integer not null,
  primary key (tenant_id, id),
  constraint deposit_recorder_does_not_approve check (reviewed_by is null or reviewed_by <> recorded_by),
  foreign key (tenant_id, purse_id) references purse (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
create index deposit_purse on deposit (tenant_id, purse_id, id);
create index deposit_organization on deposit (tenant_id, organization_id, id);
select app_guard('deposit', 'select, insert, update');

-- One row moves one amount of one source from one account of a purse to another: every row is balanced by its form, and so
-- is every sum of rows. `organization_id` is whose purse it is, or for whose proposal the fund of a programme is drawn on.
-- `happened_on` is the real day of the movement, `recorded_at` the moment at which it was written.
create table posting (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  purse_id uuid not null,
  source text not null,
  kind text not null check (kind in ('allot', 'deposit', 'withdraw', 'commit', 'release', 'disburse', 'settle', 'refund')),
  from_account text not null check (from_account in ('source', 'purse', 'commitment', 'advance', 'spent')),
  to_account text not null check (to_account in ('source', 'purse', 'commitment', 'advance', 'spent')),
  amount bigint not null check (amount > 0),
  organization_id uuid,
  proposal_id uuid,
  disbursement_id uuid,
  refund_id uuid,
  deposit_id uuid,
  happened_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, id),
  constraint refund_names_its_paper check ((kind = 'refund') = (refund_id is not null)),
  constraint deposit_names_its_paper check ((kind = 'deposit') = (deposit_id is not null)),
  constraint accounts_differ check (from_account <> to_account),
  constraint proposal_accounts_name_a_proposal check
    (proposal_id is not null or (from_account in ('source', 'purse') and to_account in ('source', 'purse'))),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, purse_id) references purse (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id)
);
create index posting_purse on posting (tenant_id, purse_id, id);
create index posting_organization on posting (tenant_id, program_id, organization_id, id);
create index posting_refund on posting (tenant_id, refund_id) where refund_id is not null;
create index posting_proposal on posting (tenant_id, proposal_id, id);
select app_guard('posting', 'select, insert');
