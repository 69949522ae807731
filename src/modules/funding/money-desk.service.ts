import type { Actor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { levelOf, type RegionCode, within } from '#kernel/region.ts';
import { basisOf, bringersIn } from '#modules/models/index.ts';
import { dueDaysOf } from '#modules/notices/index.ts';
import { countsBy, type Program } from '#modules/programs/index.ts';
import { childrenOf, namesOf, type Region } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { areasOfMoney, paymentOffices } from './money-office.ts';
import { fundsOf, pursesHeldBy } from './purse.store.ts';
import type { Purse } from './purse.ts';
import {
  type ListedPurse,
  listPurses,
  type UnpaidProposal,
  unpaidProposals,
  type WaitingDisbursement,
  waitingDisbursements,
} from './waiting-money.store.ts';
import { type ListedTax, listTaxes } from './withheld-taxes.store.ts';

/** What waits is shown in full up to here; the list itself is worked off, so the rest follows. */
const WAITING = 50;
const PURSES = 25;

/** A purse of one of somebody's own institutions in a programme. */
export type OwnPurse = Purse & { readonly name: string };

/** The money of an area in a programme, for whoever handles money there or whose office is over it. */
export type MoneyDesk = {
  readonly area: RegionCode;
  /** The areas that they may look at, and the one of them that `area` lies in. */
  readonly areas: readonly RegionCode[];
  readonly top: RegionCode;
  readonly below: readonly Region[];
  readonly names: ReadonlyMap<RegionCode, string>;
  /** Payments to be examined and proposals to be paid, the first of each. */
  readonly approvals: readonly WaitingDisbursement[];
  readonly moreApprovals: boolean;
  readonly unpaid: readonly UnpaidProposal[];
  /** By when each of them is to be paid, where its activity is planned. */
  readonly due: ReadonlyMap<Id, IsoDate>;
  readonly moreUnpaid: boolean;
  /** Taxes that were withheld and not paid on to the state yet, the first of them. */
  readonly taxes: readonly ListedTax[];
  readonly moreTaxes: boolean;
  /** What the money of each place in the area has come to. */
  readonly totals: Awaited<ReturnType<typeof countsBy>>;
  /** The funds of the whole programme. */
  readonly funds: readonly Purse[];
  readonly purses: readonly ListedPurse[];
  /** The purse after which the list goes on. */
  readonly next: Id | undefined;
};

/** Reads the purses of the institutions that somebody speaks for. */
export async function ownPurses(tx: Tx, actor: Actor, program: Program): Promise<OwnPurse[]> {
  const own = await pursesHeldBy(
    tx,
    program.id,
    actor.mandates.map((held) => held.organization.id),
  );
  const names = new Map(actor.mandates.map((held) => [held.organization.id, held.organization.name]));
  return own.map((one) => ({ ...one, name: names.get(one.organization ?? '') ?? '' }));
}

/**
 * Reads the money of an area: the one asked for where somebody may read about it, else the first of theirs. Refuses who
 * neither handles money nor holds an office over an area.
 */
export async function moneyDesk(
  tx: Tx,
  actor: Actor,
  program: Program,
  asked: { readonly area: string; readonly after: Id | undefined },
): Promise<MoneyDesk | Refusal> {
  const { area, areas } = areaAsked(actor, program, asked.area);
  if (area === undefined) return notForMoney(program);
  const part = { program: program.id, area };
  const approvals = await waitingDisbursements(tx, part, WAITING + 1);
  const unpaid = await unpaidProposals(tx, part, WAITING + 1);
  const taxes = await listTaxes(tx, { ...part, which: 'not-deposited' }, WAITING + 1);
  const purses = await listPurses(tx, part, PURSES + 1, asked.after);
  const level = levelOf(area);
  const totals = await countsBy(
    tx,
    program.id,
    level === 'village' || level === 'district' ? 'village' : 'district',
    area,
  );
  const below = level === 'village' ? [] : await childrenOf(tx, area);
  const top = areas.find((one) => within(area, one)) ?? area;
  return {
    area,
    areas,
    top,
    below,
    names: await namesOf(tx, [
      ...areas,
      area,
      top,
      ...totals.map((one) => one.key),
      ...below.map((one) => one.code),
    ]),
    approvals: approvals.slice(0, WAITING),
    moreApprovals: approvals.length > WAITING,
    unpaid: unpaid.slice(0, WAITING),
    due: await dueDaysOf(
      tx,
      'disbursement.record',
      unpaid.map((one) => one.id),
    ),
    moreUnpaid: unpaid.length > WAITING,
    taxes: taxes.slice(0, WAITING),
    moreTaxes: taxes.length > WAITING,
    totals,
    funds: await fundsOf(tx, program.id),
    purses: purses.slice(0, PURSES),
    next: purses.length > PURSES ? purses[PURSES - 1]?.id : undefined,
  };
}

/** The area that is asked for where somebody may read about it, else the first of theirs, and all of theirs. */
function areaAsked(actor: Actor, program: Program, asked: string) {
  const held = areasOfMoney(actor, program.model);
  const areas = held.length > 0 ? held : areasToRead(actor, program);
  const inside = levelOf(asked) !== undefined && areas.some((area) => within(asked, area));
  return { area: inside ? asked : areas[0], areas };
}

/** The taxes withheld in an area, for the same readers as its money; numbers of receipts only for those who handle money there. */
export async function taxesOfArea(
  tx: Tx,
  actor: Actor,
  program: Program,
  asked: { readonly area: string; readonly after: ListedTax | undefined; readonly limit: number },
): Promise<readonly ListedTax[] | Refusal> {
  const { area } = areaAsked(actor, program, asked.area);
  if (area === undefined) return notForMoney(program);
  const all = await listTaxes(tx, { program: program.id, area, which: 'all' }, asked.limit, asked.after);
  return areasOfMoney(actor, program.model).length > 0
    ? all
    : all.map((one) => ({ ...one, depositNumber: null }));
}

/** The places that a government office without money of its own reads about: its area. */
function areasToRead(actor: Actor, program: Program): RegionCode[] {
  const proposers = bringersIn(program.model).map((one) => one.party);
  return actor.mandates
    .filter((held) => !proposers.includes(held.organization.kind) && levelOf(held.region) !== 'neighbourhood')
    .map((held) => held.region);
}

function notForMoney(program: Program): Refusal {
  const { funding, purses } = program.model;
  const offices = [
    ...paymentOffices(program.model),
    ...purses.flatMap(({ spending }) => [
      ...(spending?.record ?? []),
      ...(spending?.route.flatMap((step) => step.offices) ?? []),
    ]),
  ];
  const basis = funding?.disbursement?.basis ?? purses[0]?.basis;
  return refuse('access.office', basis === undefined ? undefined : basisOf(program.model, basis), {
    offices: [...new Set(offices)],
  });
}
