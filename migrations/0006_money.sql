-- Money that can be committed: of one party, or of the whole programme where no party is named. `purse` is its name in
-- the model, `amount` what it was given for the year; what is left of it is derived from the ledger.
create table purse (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  purse text not null,
  organization_id uuid,
  -- Whether its money passes through the city's cash, or whose it is spends it.
  paid text not null check (paid in ('through-cash', 'by-giver')),
  amount bigint not null check (amount >= 0),
  primary key (tenant_id, id),
  constraint a_giver_is_somebody check (paid = 'through-cash' or organization_id is not null),
  constraint one_purse_by_organization unique (tenant_id, program_id, organization_id, purse),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id)
);
create unique index one_fund_of_a_program on purse (tenant_id, program_id, purse) where organization_id is null;
create index purse_organization on purse (tenant_id, organization_id) where organization_id is not null;
select app_guard('purse', 'select, insert, update');

-- Whom the city pays, each once by name and by number: 15 digits are the 16 that begin with a nought. Number and account
-- are for the offices of money alone.
create table supplier (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  name text not null,
  name_key text not null,
  npwp text,
  bank text,
  account text,
  added_by uuid not null,
  added_at timestamptz not null,
  -- The record that stays where two were of one supplier; its name still leads there.
  merged_into uuid,
  version integer not null,
  primary key (tenant_id, id),
  constraint merged_into_another check (merged_into <> id),
  constraint what_gave_way_has_no_number check (merged_into is null or (npwp is null and account is null)),
  foreign key (tenant_id, merged_into) references supplier (tenant_id, id),
  constraint one_supplier_by_name unique (tenant_id, name_key),
  constraint account_names_its_bank check ((bank is null) = (account is null)),
  constraint npwp_has_its_digits check (npwp ~ '^[0-9]{15,16}$')
);
create unique index one_supplier_by_npwp on supplier (tenant_id, lpad(npwp, 16, '0')) where npwp is not null;
select app_guard('supplier', 'select, insert, update');

-- What one officer recorded of money that moved, with its paper, for others to examine along the route of its kind:
-- a payment to a provider, money of one that came back, what a giver spent itself, what a party paid into a fund.
create table voucher (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  kind text not null check (kind in ('disbursement', 'refund', 'spending', 'deposit')),
  proposal_id uuid,
  -- Of which payment a refund came back.
  payment_id uuid,
  -- Whose money was spent, or which fund was paid into: as money of which source, by whom, for which period.
  purse_id uuid,
  source text,
  organization_id uuid,
  occasion text not null,
  provider text,
  -- The provider in the register of suppliers, where the city paid one.
  supplier_id uuid,
  purpose text not null,
  amount bigint not null check (amount > 0),
  -- What of it was withheld as tax: the provider received the rest.
  withheld bigint not null,
  receipt_number text not null,
  receipt_document_id uuid,
  -- The real day on which the money moved.
  paid_on date not null,
  -- The steps of its way, as they were resolved when it was recorded, and the one that it waits for.
  route text[] not null,
  step integer not null,
  state text not null check (state in ('recorded', 'approved', 'refused')),
  remark text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  reviewed_by uuid,
  reviewed_at timestamptz,
  version integer not null,
  primary key (tenant_id, id),
  constraint something_is_left_of_a_payment check (withheld >= 0 and withheld < amount and (withheld = 0 or kind = 'disbursement')),
  constraint recorder_does_not_approve check (reviewed_by is null or reviewed_by <> recorded_by),
  constraint nothing_is_approved_unreviewed check (state = 'recorded' or reviewed_by is not null),
  constraint voucher_names_what_moved check (case kind
    when 'disbursement' then proposal_id is not null and provider is not null and payment_id is null and purse_id is null
    when 'refund' then proposal_id is not null and payment_id is not null and purse_id is null
    when 'spending' then proposal_id is not null and provider is not null and payment_id is null and purse_id is not null
    else proposal_id is null and payment_id is null and purse_id is not null and source is not null and organization_id is not null
  end),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id),
  foreign key (tenant_id, payment_id) references voucher (tenant_id, id),
  foreign key (tenant_id, purse_id) references purse (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id),
  foreign key (tenant_id, supplier_id) references supplier (tenant_id, id)
);
create index voucher_supplier on voucher (tenant_id, supplier_id, id) where supplier_id is not null;
create index voucher_proposal on voucher (tenant_id, proposal_id, id);
create index voucher_payment on voucher (tenant_id, payment_id) where payment_id is not null;
create index voucher_purse on voucher (tenant_id, purse_id, id) where purse_id is not null;
create index voucher_organization on voucher (tenant_id, organization_id, id) where organization_id is not null;
-- What an office that holds money is waited for.
create index voucher_waiting on voucher (tenant_id, program_id, id) where state = 'recorded';
-- One receipt proves one payment, of whatever proposal: capitals and spaces of provider and number make no difference.
-- What its examiner refused proves nothing.
create unique index one_receipt_proves_one_payment on voucher (tenant_id, paid_on, amount,
  regexp_replace(lower(provider), '\s', '', 'g'), regexp_replace(lower(receipt_number), '\s', '', 'g'))
  where kind in ('disbursement', 'spending') and state <> 'refused';
-- Who is paid again and again.
create index voucher_paid on voucher (tenant_id, program_id, proposal_id) include (provider, amount, id)
  where state = 'approved' and kind = 'disbursement';
select app_guard('voucher', 'select, insert, update');

-- A paper of the office on which the payments of one sheet stand, by its number and day: an SPP, an SPM, an SP2D, as the
-- model calls it, in the series of a place. `payees` is for how many payments it was issued; it is released once the last
-- payment on it was refused, and its number may be taken anew.
create table payment_paper (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  proposal_id uuid not null,
  paper text not null,
  series text not null,
  year integer not null,
  number text not null,
  number_key text not null,
  dated_on date not null,
  payees integer not null check (payees > 0),
  released boolean not null,
  primary key (tenant_id, id),
  constraint number_is_of_the_year_of_its_paper check (year = extract(year from dated_on)),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id)
);
create unique index one_paper_by_number_in_a_year on payment_paper (tenant_id, paper, series, year, number_key) where not released;
select app_guard('payment_paper', 'select, insert, update');

-- Which payment stands on which papers, in the order of the model.
create table voucher_paper (
  tenant_id uuid not null references tenant (id),
  voucher_id uuid not null,
  paper_id uuid not null,
  place integer not null,
  primary key (tenant_id, voucher_id, paper_id),
  foreign key (tenant_id, voucher_id) references voucher (tenant_id, id),
  foreign key (tenant_id, paper_id) references payment_paper (tenant_id, id)
);
create index voucher_paper_paper on voucher_paper (tenant_id, paper_id);
select app_guard('voucher_paper', 'select, insert');

-- What was withheld of a payment, by the kind of tax, and by which number and day it was paid on to the state.
create table withheld_tax (
  tenant_id uuid not null references tenant (id),
  voucher_id uuid not null,
  tax text not null,
  amount bigint not null check (amount > 0),
  deposit_number text,
  deposited_on date,
  version integer not null,
  primary key (tenant_id, voucher_id, tax),
  constraint a_deposit_has_number_and_day check ((deposit_number is null) = (deposited_on is null)),
  foreign key (tenant_id, voucher_id) references voucher (tenant_id, id)
);
create index withheld_tax_not_deposited on withheld_tax (tenant_id, voucher_id) where deposit_number is null;
select app_guard('withheld_tax', 'select, insert, update');

-- One row moves one amount of one source from one account of a purse to another: every row is balanced by its form, and so
-- is every sum of rows. `organization_id` is whose purse it is, or for whose proposal the fund of a programme is drawn on.
-- `happened_on` is the real day of the movement, `recorded_at` the moment at which it was written.
create table posting (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  program_id uuid not null,
  purse_id uuid not null,
  source text not null,
  kind text not null check (kind in ('allot', 'deposit', 'withdraw', 'commit', 'release', 'disburse', 'settle', 'refund', 'spend', 'lapse', 'carry-out', 'carry-in')),
  from_account text not null check (from_account in ('source', 'purse', 'commitment', 'advance', 'spent')),
  to_account text not null check (to_account in ('source', 'purse', 'commitment', 'advance', 'spent')),
  amount bigint not null check (amount > 0),
  organization_id uuid,
  proposal_id uuid,
  voucher_id uuid,
  -- Into which purse of the year after it was carried over, or out of which of the year before.
  other_purse_id uuid,
  happened_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, id),
  constraint movement_names_its_paper check ((kind in ('disburse', 'refund', 'spend', 'deposit')) = (voucher_id is not null)),
  constraint carried_names_both_purses check ((kind in ('carry-out', 'carry-in')) = (other_purse_id is not null)),
  constraint accounts_differ check (from_account <> to_account),
  constraint proposal_accounts_name_a_proposal check
    (proposal_id is not null or (from_account in ('source', 'purse') and to_account in ('source', 'purse'))),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, purse_id) references purse (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization (tenant_id, id),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id),
  foreign key (tenant_id, voucher_id) references voucher (tenant_id, id),
  foreign key (tenant_id, other_purse_id) references purse (tenant_id, id)
);
create index posting_purse on posting (tenant_id, purse_id, id);
create index posting_organization on posting (tenant_id, program_id, organization_id, id);
create index posting_voucher on posting (tenant_id, voucher_id) where voucher_id is not null;
create index posting_proposal on posting (tenant_id, proposal_id, id);
-- The movements that a public figure comes to, the newest first.
create index posting_newest on posting (tenant_id, program_id, id desc) where proposal_id is not null;
select app_guard('posting', 'select, insert');

-- What each purse gave in a year for what stands in one entry of the catalogue, kept in step by every movement, so that
-- public pages tell who gives for what without counting the ledger. `pilar verify` recounts it.
create table purse_cell (
  tenant_id uuid not null references tenant (id),
  program_id uuid not null,
  purse_id uuid not null,
  year integer not null,
  scope text not null,
  committed bigint not null,
  disbursed bigint not null,
  settled bigint not null,
  primary key (tenant_id, program_id, purse_id, year, scope),
  foreign key (tenant_id, program_id) references program (tenant_id, id),
  foreign key (tenant_id, purse_id) references purse (tenant_id, id)
);
select app_guard('purse_cell', 'select, insert, update');
