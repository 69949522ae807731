import { type CountedOf, countsFor, MEASURE_KEYS, type MeasureKey } from '#analysis/measures/index.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import {
  type Organization,
  officesOf,
  organizationsAt,
  organizationsById,
  seatsOf,
} from '#modules/actors/index.ts';
import { type BetweenGovernments, dealingsBetween } from '#modules/assessment/index.ts';
import { forumsHeldIn, type HeldForum, outcomesOf } from '#modules/deliberation/index.ts';
import { type MoneyBetween, moneyBetween } from '#modules/funding/index.ts';
import { countedAs, type MeasureAnswer, readMeasures } from '#modules/measures/index.ts';
import { forumKind, type Label, partiesOf, pillarOf } from '#modules/models/index.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What the records of one programme say of an institution or body: every measure that is counted of such. */
export type CountedIn = {
  readonly program: Program;
  readonly as: CountedOf;
  readonly says: ReadonlyMap<MeasureKey, MeasureAnswer>;
};

/** Money between an institution and another, named; null stands for the city's cash and funds, and for persons. */
export type NamedMoney = Omit<MoneyBetween, 'giver' | 'receiver'> & {
  readonly giver: Organization | null;
  readonly receiver: Organization | null;
};

/** The seats of a body in one programme, with the side of each, and what its forums decided. */
export type BodyStanding = {
  readonly seats: readonly {
    readonly label: Label;
    readonly pillar: string | null;
    readonly filled: number;
    readonly empty: number;
  }[];
  readonly forums: readonly HeldForum[];
  readonly outcomes: readonly {
    readonly outcome: string;
    readonly label: Label;
    readonly decisions: bigint;
    readonly granted: bigint;
  }[];
};

/** How an institution or body stands: in every programme what it brought, received, gave and decided. Everybody may read it. */
export type PartyBalance = {
  readonly party: Organization;
  /** The programme that is looked at closely, and how the institution stands in each that knows its kind, the newest first. */
  readonly program: Program | undefined;
  readonly years: readonly CountedIn[];
  readonly money: readonly NamedMoney[];
  readonly body: BodyStanding | undefined;
};

/** Programmes read for one institution; a city runs some a year. */
const PROGRAMS = 12;

/**
 * Reads how an institution or body stands in the programmes of the city; closely in the one named, else in the newest
 * that knows its kind.
 */
export async function partyBalance(tx: Tx, party: Organization, wanted?: Id): Promise<PartyBalance> {
  const programs = (await listPrograms(tx))
    .filter(({ model }) => partiesOf(model).some((one) => one.kind === party.kind))
    .slice(0, PROGRAMS);
  const years: CountedIn[] = [];
  for (const program of programs) {
    const as = countedAs(program.model, party.kind);
    const keys = MEASURE_KEYS.filter((key) => countsFor(key, as));
    const asked = { program, area: party.region, until: tx.today, party };
    years.push({ program, as, says: await readMeasures(tx, keys, asked) });
  }
  const program = programs.find(({ id }) => id === wanted) ?? programs[0];
  return {
    party,
    program,
    years,
    money: program ? await named(tx, await moneyBetween(tx, program.id, [party.id])) : [],
    body: program && (await bodyStanding(tx, program, party)),
  };
}

async function named(tx: Tx, money: readonly MoneyBetween[]): Promise<readonly NamedMoney[]> {
  const known = await organizationsById(
    tx,
    money.flatMap(({ giver, receiver }) => [giver ?? [], receiver ?? []].flat()),
  );
  return money.map(({ giver, receiver, ...amounts }) => ({
    ...amounts,
    giver: (giver && known.get(giver)) || null,
    receiver: (receiver && known.get(receiver)) || null,
  }));
}

async function bodyStanding(tx: Tx, program: Program, body: Organization): Promise<BodyStanding | undefined> {
  const { model } = program;
  const kind = partiesOf(model).find((one) => one.kind === body.kind);
  if (kind?.term === undefined) return undefined;
  const forums = await forumsHeldIn(tx, program, body.region, tx.now, body);
  const outcomes = await outcomesOf(
    tx,
    forums.map(({ id }) => id),
  );
  return {
    seats: seatsOf(kind, await officesOf(tx, body.id), tx.today).map(({ office, label, count, empty }) => ({
      label,
      pillar: pillarOf([model], body.kind, office) ?? null,
      filled: count - empty,
      empty,
    })),
    forums,
    outcomes: outcomes.map(({ forum, outcome, decisions, granted }) => ({
      outcome,
      label: forumKind(model, forum).outcomes.find(({ id }) => id === outcome)?.label ?? {
        id: outcome,
        en: outcome,
      },
      decisions,
      granted,
    })),
  };
}

/** What passed between two governments: dealings of the institutions at exactly one place and at the other, and money. */
export type RelationBalance = {
  readonly dealings: readonly BetweenGovernments[];
  readonly money: readonly NamedMoney[];
};

/** Reads what passed between two governments in a programme. Both lists are empty where the records hold nothing. */
export async function relationBalance(
  tx: Tx,
  one: RegionCode,
  other: RegionCode,
  program: Program,
  timeZone: string,
): Promise<RelationBalance> {
  const here = await organizationsAt(tx, [one]);
  const there = await organizationsAt(tx, [other]);
  const sideOf = (id: Id | null) =>
    here.some((each) => each.id === id) ? 'one' : there.some((each) => each.id === id) ? 'other' : undefined;
  const all = [...here, ...there].map(({ id }) => id);
  const money = (await moneyBetween(tx, program.id, all)).filter(({ giver, receiver }) => {
    const [from, to] = [sideOf(giver), sideOf(receiver)];
    return from !== undefined && to !== undefined && from !== to;
  });
  return {
    dealings: await dealingsBetween(tx, one, other, timeZone, program.id),
    money: await named(tx, money),
  };
}
