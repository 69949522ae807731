import type { ActivityRules } from './activities.section.ts';
import type { AwardRules } from './awards.section.ts';
import type { CatalogueEntry } from './catalogue.section.ts';
import type { FilingKind, PlanRules } from './filings.section.ts';
import type { ForumRules } from './forums.section.ts';
import type { DisbursementRules, FundingRules } from './funding.section.ts';
import type { Model } from './model.ts';
import { partiesOf } from './parties.ts';
import type { Bringer, ProposalKind } from './proposals.section.ts';
import type { DepositRules, Levy, PurseRules } from './purses.section.ts';
import type { SanctionRules } from './sanctions.section.ts';
import type { Step } from './steps.section.ts';

/*
 * What a running thing was declared as. Whatever is kept under a kind was opened by the model that its programme pins,
 * which is frozen: a kind that the model does not know is a broken record, not an answer, and throws.
 */

/** The sections of a model that a programme may do without. */
export type Section =
  | 'proposals'
  | 'forums'
  | 'purses'
  | 'funding'
  | 'activities'
  | 'filings'
  | 'awards'
  | 'sanctions';

/** Whether a model speaks of something: without, a programme has no pages of it and refuses what would need it. */
export function hasSection(model: Pick<Model, Section>, section: Section): boolean {
  const part = model[section];
  return Array.isArray(part) ? part.length > 0 : part !== undefined;
}

function declared<T>(found: T | undefined, what: string, model: Model): T {
  if (found === undefined) throw new Error(`${model.name} ${model.version} has no ${what}`);
  return found;
}

export function proposalKind(model: Model, kind: string): ProposalKind {
  return declared(
    model.proposals.find((one) => one.kind === kind),
    `proposals of kind ${kind}`,
    model,
  );
}

export function forumKind(model: Model, forum: string): ForumRules {
  return declared(
    model.forums.find((one) => one.forum === forum),
    `forum ${forum}`,
    model,
  );
}

export function filingKind(model: Model, kind: string): FilingKind {
  return declared(
    model.filings.find((one) => one.kind === kind),
    `filing of kind ${kind}`,
    model,
  );
}

export function awardNamed(model: Model, award: string): AwardRules {
  return declared(
    model.awards.find((one) => one.award === award),
    `award ${award}`,
    model,
  );
}

export function sanctionNamed(model: Model, sanction: string): SanctionRules {
  return declared(
    model.sanctions.find((one) => one.sanction === sanction),
    `sanction ${sanction}`,
    model,
  );
}

export function purseNamed(model: Model, purse: string): PurseRules {
  return declared(
    model.purses.find((one) => one.purse === purse),
    `purse ${purse}`,
    model,
  );
}

export function fundingRules(model: Model): FundingRules {
  return declared(model.funding, 'section funding', model);
}

/** Who pays and who examines that, where money passes through the city's cash. */
export function disbursementRules(model: Model): DisbursementRules {
  return declared(model.funding?.disbursement, 'funding.disbursement', model);
}

/** What was recorded of money, as far as its route is concerned: of what kind, and into or out of which purse. */
export type RecordedMoney = {
  readonly kind: 'disbursement' | 'refund' | 'spending' | 'deposit';
  /** The name of the purse that a giver spent of or that was paid into, and as money of which source. */
  readonly purse?: string;
  readonly source?: string;
};

/** Which route what was recorded of money goes, as running things keep it: `deposit/kas-pasar/iuran`. */
export function alongOf({ kind, purse = '', source = '' }: RecordedMoney): string {
  return kind === 'deposit' ? `${kind}/${purse}/${source}` : kind === 'spending' ? `${kind}/${purse}` : kind;
}

/** The steps along which what was recorded of money is examined, and the basis on which it is recorded and examined. */
export function moneyRules(
  model: Model,
  along: string,
): { readonly record: readonly string[]; readonly route: readonly Step[]; readonly basis: string } {
  const [kind, purse = '', source = ''] = along.split('/');
  if (kind === 'deposit') return depositNamed(model, purse, source);
  if (kind === 'spending') {
    return declared(purseNamed(model, purse).spending, `spending of purse ${purse}`, model);
  }
  return disbursementRules(model);
}

function depositNamed(model: Model, purse: string, source: string): DepositRules {
  return declared(
    purseNamed(model, purse).deposits.find((one) => one.source === source),
    `deposit of ${source} into ${purse}`,
    model,
  );
}

/** What everybody who pays in owes, kept as `purse/source`. */
export function levyOf(model: Model, kind: string): Levy {
  const [purse = '', source = ''] = kind.split('/');
  return declared(depositNamed(model, purse, source).owed, `levy ${kind}`, model);
}

/** The purses whose money never passes through the city's cash, by name. */
export function givenPurses(model: Model): readonly string[] {
  return model.purses.filter((one) => one.paid === 'by-giver').map((one) => one.purse);
}

export function activityRules(model: Model): ActivityRules {
  return declared(model.activities, 'section activities', model);
}

/** The kind of filing in which institutions plan, with what its lines say; none where a programme is not held against plans. */
export function planningKind(
  model: Pick<Model, 'filings'>,
): (FilingKind & { readonly plans: PlanRules }) | undefined {
  return model.filings.find((one): one is FilingKind & { plans: PlanRules } => one.plans !== undefined);
}

/** The filing whose acceptance closes the money of an activity; none where a programme has no money. */
export function settlingFiling(model: Pick<Model, 'filings'>): FilingKind | undefined {
  return model.filings.find((one) => one.effect === 'settles');
}

/**
 * Who owes a filing that is not about an activity: kinds of parties, each with the offices that write it. Source: model
 * `filings[].by`.
 */
export function filersOf(
  model: Model,
  filing: Pick<FilingKind, 'by'>,
): readonly { readonly kind: string; readonly offices: readonly string[] }[] {
  const { parties, offices } = filing.by ?? { parties: [] };
  return partiesOf(model)
    .filter(({ kind }) => parties?.includes(kind) ?? true)
    .map((party) => ({
      kind: party.kind,
      offices: party.offices.map((one) => one.office).filter((office) => offices?.includes(office) ?? true),
    }))
    .filter((one) => one.offices.length > 0);
}

/** Those who may bring something, of whatever kind of proposal, each kind of party once. */
export function bringersIn(model: Model): readonly Bringer[] {
  const byParty = new Map<string, Bringer>();
  for (const one of model.proposals.flatMap((kind) => kind.from)) {
    if (!byParty.has(one.party)) byParty.set(one.party, one);
  }
  return [...byParty.values()];
}

/** What proposals may be about: the entries of the catalogue within which no others stand; none where the model has none. */
export function entriesIn(model: Pick<Model, 'catalogue'>): readonly CatalogueEntry[] {
  return (model.catalogue?.entries ?? []).filter((one) => !one.divided);
}

/** The entries that stand within no other: what figures of a programme are told apart by. */
export function fieldsIn(model: Pick<Model, 'catalogue'>): readonly CatalogueEntry[] {
  return (model.catalogue?.entries ?? []).filter((one) => one.within === undefined);
}

/** An entry with those around it, the widest first; nothing where the catalogue has none of the name. */
export function entryPath(model: Pick<Model, 'catalogue'>, id: string): readonly CatalogueEntry[] {
  const entry = model.catalogue?.entries.find((one) => one.id === id);
  if (!entry) return [];
  return [...(entry.within === undefined ? [] : entryPath(model, entry.within)), entry];
}

/** What proposals may be about within an entry, itself where no others stand in it. */
export function entriesWithin(model: Pick<Model, 'catalogue'>, id: string): readonly string[] {
  return entriesIn(model).flatMap((one) =>
    entryPath(model, one.id).some((around) => around.id === id) ? [one.id] : [],
  );
}

/** Whether an entry of the catalogue is for a kind of party. */
export function isFor(entry: CatalogueEntry, party: string): boolean {
  return entry.parties?.includes(party) ?? true;
}

/** Whether a model speaks of what others give beside the money: a kind of proposals asks it, or a filing takes it from the records. */
export function asksContributions(model: Pick<Model, 'proposals' | 'filings'>): boolean {
  return (
    model.proposals.some((kind) => kind.asks.includes('contributions')) ||
    model.filings.some((filing) =>
      filing.fields.some((field) => field.type === 'from-records' && field.of === 'contributions'),
    )
  );
}

/** The purses that pay for what is granted of a kind; none where nothing is paid. */
export function pursesBehind(model: Model, kind: ProposalKind): readonly PurseRules[] {
  return kind.purses.map((share) => purseNamed(model, share.purse));
}

/** The most that something could be granted (rupiah), and the rule that says so. */
export type Most = { readonly amount: bigint; readonly basis: string };

/** What one purse allows a kind of party to be granted in a year; undefined where it says nothing: a fund that is paid into. */
function mostOf(purse: PurseRules, party: string): Most | undefined {
  if (purse.of) return purse.of.find((one) => one.party === party && !one.pledged);
  const amount = purse.fund?.most ?? (purse.deposits.length > 0 ? undefined : purse.fund?.amount);
  return amount === undefined ? undefined : { amount, basis: purse.fund?.basis ?? purse.basis };
}

/** The most that one proposal of a kind could be granted in a year for a kind of party; undefined where no purse says so. */
export function mostFor(model: Model, kind: ProposalKind, party: string): Most | undefined {
  const bounds = kind.purses.flatMap((share) => {
    const most = mostOf(purseNamed(model, share.purse), party);
    return most ? [{ ...most, amount: (most.amount * 1000n) / BigInt(share.perMille) }] : [];
  });
  return bounds.sort((a, b) => (a.amount < b.amount ? -1 : 1))[0];
}

/** The purses that a kind of party has of its own. */
export function pursesOfParty(model: Model, party: string): readonly PurseRules[] {
  return model.purses.filter((purse) => purse.of?.some((one) => one.party === party));
}
