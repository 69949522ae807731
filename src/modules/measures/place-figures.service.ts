import { perMille, type Rupiah, sum } from '#kernel/money.ts';
import { levelOf, type RegionCode } from '#kernel/region.ts';
import { ceilingsBy, fundsOf } from '#modules/funding/index.ts';
import {
  type CatalogueEntry,
  entriesIn,
  entriesWithin,
  fieldsIn,
  type Label,
  type Model,
} from '#modules/models/index.ts';
import { type Counts, countsBy, type Program } from '#modules/programs/index.ts';
import { namesOf, regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What a programme comes to somewhere, by the keys of the measures; anyone may know it. Amounts are whole rupiah. */
export type Figures = {
  /** What the institutions of the place may spend in the year. */
  readonly ceiling: Rupiah;
  /** Decided by the forums, less what went back afterwards. */
  readonly decided: Rupiah;
  /** Paid out to providers, less what went back. */
  readonly disbursed: Rupiah;
  /** Spent, reported and accepted by the last rung of the ladder. */
  readonly settled: Rupiah;
  /** What residents gave: money, labour and material, valued. */
  readonly contribution: Rupiah;
  readonly proposals: bigint;
  readonly activities: bigint;
  /** Those whom funded proposals name as beneficiaries, and as poor households among them. */
  readonly people: bigint;
  readonly 'poor-households': bigint;
};

export type PlaceFigures = Figures & {
  readonly code: RegionCode;
  readonly name: string;
  /** Whether it is what was brought for the whole area, beside what each of its places comes to. */
  readonly whole: boolean;
};

/** The amounts that can be held against the ceiling. */
export type Absorbed = 'decided' | 'disbursed' | 'settled';

/** The part of the ceiling that was decided, disbursed or accounted for, per mille; undefined without a ceiling. */
export function partOfCeiling(figures: Figures, measure: Absorbed): number | undefined {
  return figures.ceiling === 0n ? undefined : perMille(figures[measure], figures.ceiling);
}

/**
 * Absorption (serapan): what was paid out and did not come back, as a part of the ceiling, per mille; undefined without a
 * ceiling. Neither what was only decided nor what is accounted for. Source: PP 12/2019 (payment from the APBD by SP2D).
 */
export function absorption(figures: Figures): number | undefined {
  return partOfCeiling(figures, 'disbursed');
}

/** The figures of several places together, with the `funds` that belong to no place. */
export function totalOf(places: readonly Figures[], funds: Rupiah = 0n): Figures {
  const add = (name: keyof Figures): bigint => sum(places.map((place) => place[name]));
  return {
    ceiling: add('ceiling') + funds,
    decided: add('decided'),
    disbursed: add('disbursed'),
    settled: add('settled'),
    contribution: add('contribution'),
    proposals: add('proposals'),
    activities: add('activities'),
    people: add('people'),
    'poor-households': add('poor-households'),
  };
}

/** The levels whose places are told side by side. */
export type PlaceLevel = 'regency' | 'district' | 'village';

/** The level right beneath the area of a programme: the regencies of a province, the districts of a city. */
export function levelBeneath(area: RegionCode): 'regency' | 'district' {
  return levelOf(area) === 'province' ? 'regency' : 'district';
}

/**
 * What a programme comes to in each regency of a province, each district of a city, or each village of a district: every place, those without
 * any proposal too, and last the whole area, where something was brought for it and for none of its places. Read from the counts that every change keeps, never by counting proposals.
 */
export async function figuresBy(
  tx: Tx,
  program: Program,
  by: PlaceLevel,
  area: RegionCode,
): Promise<PlaceFigures[]> {
  const ceilings = await ceilingsBy(tx, program.id, by, area);
  const counts = new Map((await countsBy(tx, program.id, by, area)).map((one) => [one.key, one]));
  const places = await regionsWithin(tx, area, by);
  const forAll = countedFigures(counts.get(area)).proposals > 0n && !places.some((one) => one.code === area);
  const names = forAll ? await namesOf(tx, [area]) : new Map<RegionCode, string>();
  return [...places, ...(forAll ? [{ code: area, name: names.get(area) ?? area }] : [])].map(
    ({ code, name }) => ({
      code,
      name,
      whole: forAll && code === area,
      ceiling: ceilings.get(code) ?? 0n,
      ...countedFigures(counts.get(code)),
    }),
  );
}

/** What a programme comes to in an area; in the whole of its area with its funds, which belong to no place. */
export async function figuresIn(tx: Tx, program: Program, area: RegionCode): Promise<Figures> {
  const ceilings = await ceilingsBy(tx, program.id, 'village', area);
  const counts = await countsBy(tx, program.id, 'district', area);
  const funds = area === program.region ? await fundsOf(tx, program.id) : [];
  return totalOf(
    [
      { ...countedFigures(undefined), ceiling: sum([...ceilings.values()]) },
      ...counts.map((one) => ({ ...countedFigures(one), ceiling: 0n })),
    ],
    sum(funds.map((one) => one.amount)),
  );
}

/** What the counts that every change keeps come to, in the measures of the registry; nothing where there are none. */
export function countedFigures(counts: Counts | undefined): Omit<Figures, 'ceiling'> {
  const of = (...names: (keyof Counts)[]): bigint => sum(names.map((name) => counts?.[name] ?? 0n));
  return {
    decided: of('committed'),
    disbursed: of('disbursed'),
    settled: of('settled'),
    contribution: of('contribution'),
    proposals: of('submitted', 'accepted', 'funded', 'escalated', 'reserved', 'rejected'),
    activities: of('planned', 'running', 'completed', 'reported'),
    people: of('people'),
    'poor-households': of('poor_households'),
  };
}

/** What the counts of all that stands in an entry of the catalogue come to. */
export function countedWithin(
  model: Model,
  counts: ReadonlyMap<string, Counts>,
  { id }: CatalogueEntry,
): ReturnType<typeof countedFigures> {
  const all = entriesWithin(model, id).map((entry) => countedFigures(counts.get(entry)));
  return {
    decided: sum(all.map((one) => one.decided)),
    disbursed: sum(all.map((one) => one.disbursed)),
    settled: sum(all.map((one) => one.settled)),
    contribution: sum(all.map((one) => one.contribution)),
    proposals: sum(all.map((one) => one.proposals)),
    activities: sum(all.map((one) => one.activities)),
    people: sum(all.map((one) => one.people)),
    'poor-households': sum(all.map((one) => one['poor-households'])),
  };
}

type ScopeFigures = {
  readonly scope: CatalogueEntry;
  readonly decided: Rupiah;
  readonly activities: bigint;
};

type NatureShare = { readonly nature: string; readonly label: Label; readonly perMille: number };

/** What each nature of the catalogue has, in its order: of the decided amounts, and of what was brought. */
export type NatureShares = {
  readonly decided: readonly NatureShare[];
  readonly brought: readonly NatureShare[];
};

/** What a programme comes to in an area by its catalogue: for each scope and for each nature. */
type CatalogueFigures = {
  /** The largest decided amount first; scopes without any stay away. */
  readonly scopes: readonly ScopeFigures[];
  /** Nothing where there is nothing to share out. */
  readonly natures: NatureShares;
};

/** How much was decided, and how much brought, for each scope and nature of the model in an area. */
export async function catalogueFigures(
  tx: Tx,
  program: Program,
  area: RegionCode,
): Promise<CatalogueFigures> {
  const counts = new Map((await countsBy(tx, program.id, 'scope', area)).map((one) => [one.key, one]));
  const scopes = fieldsIn(program.model)
    .map((scope) => ({ scope, ...countedWithin(program.model, counts, scope) }))
    .filter((one) => one.decided > 0n)
    .map(({ scope, decided, activities }) => ({ scope, decided, activities }))
    .sort((a, b) => (a.decided === b.decided ? 0 : a.decided < b.decided ? 1 : -1));
  const parts = entriesIn(program.model).map(({ id, nature }) => ({
    nature,
    ...countedFigures(counts.get(id)),
  }));
  return {
    scopes,
    natures: { decided: shares(program, parts, 'decided'), brought: shares(program, parts, 'proposals') },
  };
}

function shares(
  { model }: Program,
  parts: readonly ({ readonly nature: string } & Pick<Figures, 'decided' | 'proposals'>)[],
  of: 'decided' | 'proposals',
): NatureShare[] {
  const whole = sum(parts.map((one) => one[of]));
  if (whole === 0n) return [];
  return (model.catalogue?.natures ?? []).map(({ nature, label }) => {
    const its = parts.filter((one) => one.nature === nature);
    return { nature, label, perMille: perMille(sum(its.map((one) => one[of])), whole) };
  });
}
