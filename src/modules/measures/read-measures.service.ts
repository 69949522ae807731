import { countsFor, type MeasureKey, measureNamed } from '#analysis/measures/index.ts';
import type { IsoDate } from '#kernel/date.ts';
import { sum } from '#kernel/money.ts';
import { ancestor, levelOf, type RegionCode, within } from '#kernel/region.ts';
import { contributionsKeptIn, poorReachedIn, presentIn } from '#modules/activities/index.ts';
import { type Organization, officesOf, seatsOf } from '#modules/actors/index.ts';
import { forumsHeldIn, sealedQuorumsIn } from '#modules/deliberation/index.ts';
import { deviation, plansCompared } from '#modules/filings/index.ts';
import { givenIn } from '#modules/funding/index.ts';
import { hasSection, partiesOf } from '#modules/models/index.ts';
import { answerTimesIn, promptnessIn } from '#modules/obligations/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { placeFactsIn, regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { CANNOT_TELL, certainlyReached, figure, heard, type MeasureAnswer, share } from './answer.ts';
import { countedAs } from './counted-as.ts';
import { type PartyFigures, partyFigures } from './party-figures.service.ts';
import { type Absorbed, type Figures, figuresIn } from './place-figures.service.ts';

/** Of whom the records are asked, and as of which day; measures that stand only now ignore the day. */
export type Asked = {
  readonly program: Program;
  readonly area: RegionCode;
  readonly until: IsoDate;
  /** The institution or body that the figures are to be of; left out, they are of the area. */
  readonly party?: Organization | undefined;
  /**
   * How many poor households the area has, where whoever asks knows it; null where they know that nobody counted them.
   * Left out, it is what the city keeps.
   */
  readonly poorHouseholds?: number | null;
};

/** Pages named as evidence of one measure. */
const NAMED = 5;

/** Rows that several measures are counted from, each read at most once. */
type Records = Asked & {
  readonly tx: Tx;
  /** What is counted: the rows of the institution asked for, or those in the area. */
  readonly extent: { readonly area: RegionCode; readonly owner?: string };
  readonly figures: () => Promise<Figures | PartyFigures>;
  readonly held: () => ReturnType<typeof forumsHeldIn>;
  readonly present: () => ReturnType<typeof presentIn>;
  readonly answers: () => ReturnType<typeof answerTimesIn>;
};

type Source = (records: Records) => Promise<MeasureAnswer>;

/** How each measure is read: one of the registry that stands not here does not compile. */
const SOURCES: Readonly<Record<MeasureKey, Source>> = {
  attendance,
  'reports-in-time': reportsInTime,
  'plan-deviation': planDeviation,
  'poor-households-reached': poorReached,
  'contribution-kept': contributionKept,
  'women-present': async (records) => {
    const { people, women } = await records.present();
    return share(women, people, [listOf('kegiatan', records)]);
  },
  'answers-in-time': async ({ answers, program }) => {
    const { inTime, owed } = await answers();
    return share(BigInt(inTime), BigInt(owed), [`program/${program.slug}#janji`]);
  },
  'days-to-answer': async ({ answers, program }) => {
    const { median } = await answers();
    return median === null ? CANNOT_TELL : figure(BigInt(median), [`program/${program.slug}#janji`]);
  },
  'decided-share': absorbed('decided'),
  'disbursed-share': absorbed('disbursed'),
  'settled-share': absorbed('settled'),
  ceiling: async (records) => {
    const { ceiling } = await records.figures();
    return ceiling === 0n ? CANNOT_TELL : figure(ceiling, [pageOf(records)]);
  },
  decided: counted('decided', 'usulan'),
  disbursed: counted('disbursed', 'usulan'),
  settled: counted('settled', 'kegiatan'),
  contribution: counted('contribution', 'kegiatan'),
  proposals: counted('proposals', 'usulan'),
  activities: counted('activities', 'kegiatan'),
  people: counted('people', 'usulan'),
  'poor-households': counted('poor-households', 'usulan'),
  women: async (records) => figure((await records.present()).women, [listOf('kegiatan', records)]),
  given: async (records) => {
    const { tx, program, extent, until } = records;
    return figure(await givenIn(tx, program.id, extent, until), [pageOf(records)]);
  },
  'forums-held': async ({ held }) => {
    const forums = await held();
    return figure(BigInt(forums.length), forumPages(forums));
  },
  decisions: async ({ held }) => {
    const forums = (await held()).filter((one) => one.decisions > 0n);
    return figure(sum(forums.map((one) => one.decisions)), forumPages(forums));
  },
  'seats-filled': seatsFilled,
};

/**
 * What the records of a programme say up to a day, of an area or of an institution or body, by measure, in the order asked
 * for. Where a programme has not the section that a measure needs, nobody can tell, and so where a measure is not counted
 * of such a subject (`missingOf` says which of both). Everybody may read it: no figure names a person.
 */
export async function readMeasures<Key extends MeasureKey>(
  tx: Tx,
  keys: readonly Key[],
  asked: Asked,
): Promise<ReadonlyMap<Key, MeasureAnswer>> {
  const { program, area, until, party } = asked;
  const extent = party === undefined ? { area } : { area, owner: party.id };
  const of = countedAs(program.model, party?.kind);
  const body = of === 'body' ? party : undefined;
  const records: Records = {
    ...asked,
    tx,
    extent,
    figures: once(() => (party ? partyFigures(tx, program, party.id) : figuresIn(tx, program, area))),
    held: once(() => forumsHeldIn(tx, program, area, endOf(until), body)),
    present: once(() => presentIn(tx, program.id, extent, until)),
    answers: once(() =>
      party
        ? answerTimesIn(tx, program.id, party.region, until, officesIn(program, party.kind))
        : answerTimesIn(tx, program.id, area, until),
    ),
  };
  const found = new Map<Key, MeasureAnswer>();
  for (const key of new Set(keys)) {
    const { needs } = measureNamed(key);
    const speaks = countsFor(key, of) && (needs === undefined || hasSection(program.model, needs));
    found.set(key, speaks ? await SOURCES[key](records) : CANNOT_TELL);
  }
  return found;
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  return () => {
    kept ??= read();
    return kept;
  };
}

/** The last moment of a day as moments of forums stand, in UTC: one of the evening of that day belongs to it. */
function endOf(day: IsoDate): Date {
  return new Date(`${day}T23:59:59Z`);
}

/** The offices that people hold in a kind of institution. */
function officesIn({ model }: Program, kind: string): readonly string[] {
  return partiesOf(model)
    .filter((one) => one.kind === kind)
    .flatMap((one) => one.offices.map(({ office }) => office));
}

function forumPages(forums: readonly { readonly id: string }[]): readonly string[] {
  return forums.slice(0, NAMED).map(({ id }) => `musyawarah/${id}`);
}

/** The part of the ceiling; of an institution, of what its own purses hold, whomever it was decided for. */
function absorbed(amount: Absorbed): Source {
  return async (records) => {
    const found = await records.figures();
    const used = 'purses' in found ? found.purses[amount] : found[amount];
    return share(used, found.ceiling, [pageOf(records)]);
  };
}

function counted(name: keyof Figures, list: 'usulan' | 'kegiatan'): Source {
  return async (records) => figure((await records.figures())[name], [listOf(list, records)]);
}

/** Whom the sealed forums had to hear, and who of them came. */
async function attendance({ tx, program, area, until, party }: Records): Promise<MeasureAnswer> {
  const forums = await sealedQuorumsIn(tx, program, area, endOf(until), party);
  const { came, wanted } = heard(forums.flatMap(({ quorums }) => quorums.flatMap((one) => one.elements)));
  const pages = forums.slice(0, NAMED).map(({ forum }) => `musyawarah/${forum}`);
  return share(BigInt(came), BigInt(wanted), pages);
}

async function reportsInTime({ tx, program, extent, until }: Records): Promise<MeasureAnswer> {
  const { inTime, owed, late } = await promptnessIn(tx, program.id, extent, until);
  const pages = late.map((activity) => `kegiatan/${activity}`);
  return share(BigInt(inTime), BigInt(owed), pages.length > 0 ? pages : [`laporan?program=${program.slug}`]);
}

/** Against nothing planned nothing can be measured, even where something was done. */
async function planDeviation(records: Records): Promise<MeasureAnswer> {
  const { tx, program, area, until, party } = records;
  const compared = await plansCompared(tx, program, {
    area: party ? program.region : area,
    organization: party?.id,
    until,
  });
  const { difference, planned } = deviation(compared, until);
  return share(difference, planned, [`program/${program.slug}/rencana`]);
}

async function poorReached(records: Records): Promise<MeasureAnswer> {
  const { tx, program, area, until } = records;
  const all =
    records.poorHouseholds === undefined ? await keptPoorHouseholds(tx, area) : records.poorHouseholds;
  if (all === null) return CANNOT_TELL;
  const reached = await poorReachedIn(tx, program.id, area, until);
  const pages = reached
    .toSorted((a, b) => b.poorHouseholds - a.poorHouseholds)
    .slice(0, NAMED)
    .map((one) => `kegiatan/${one.activity}`);
  return share(BigInt(certainlyReached(area, reached)), BigInt(all), pages);
}

/** Poor households of an area as the city keeps them: of the area itself, or of every kelurahan in it; null where one lacks. */
async function keptPoorHouseholds(tx: Tx, area: RegionCode): Promise<number | null> {
  const facts = await placeFactsIn(tx, area);
  const own = facts.get(area)?.poorHouseholds;
  if (own !== undefined && own !== null) return own;
  const villages = await regionsWithin(tx, area, 'village');
  const known = villages.flatMap(({ code }) => facts.get(code)?.poorHouseholds ?? []);
  return known.length === 0 || known.length < villages.length
    ? null
    : known.reduce((sum, one) => sum + one, 0);
}

async function contributionKept(records: Records): Promise<MeasureAnswer> {
  const { tx, program, extent, until } = records;
  const { promised, given } = await contributionsKeptIn(tx, program.id, extent, until);
  return share(given, promised, [listOf('kegiatan', records)]);
}

/** The part of a body's seats on which somebody sits today. */
async function seatsFilled({ tx, program, party }: Records): Promise<MeasureAnswer> {
  const body = party && partiesOf(program.model).find((one) => one.kind === party.kind);
  if (!body || !party) return CANNOT_TELL;
  const seats = seatsOf(body, await officesOf(tx, party.id), tx.today);
  const all = seats.reduce((total, one) => total + one.count, 0);
  const empty = seats.reduce((total, one) => total + one.empty, 0);
  return share(BigInt(all - empty), BigInt(all), [`lembaga/${party.id}`]);
}

/** The list of the proposals or activities of an area or institution. */
function listOf(list: 'usulan' | 'kegiatan', { program, area, party }: Asked): string {
  // The list of activities knows no institutions; the page of each has its own.
  if (party && list === 'kegiatan') return `lembaga/${party.id}?program=${program.slug}`;
  if (party) return `usulan?program=${program.slug}&lembaga=${party.id}`;
  const names = { regency: 'kabupaten', district: 'kecamatan', village: 'kelurahan' } as const;
  const inside = (['regency', 'district', 'village'] as const)
    .map((level) => ({ name: names[level], level, place: ancestor(area, level) }))
    .filter(
      ({ level, place }) =>
        levelOf(place) === level && within(place, program.region) && place !== program.region,
    );
  return `${list}?program=${program.slug}${inside.map(({ name, place }) => `&${name}=${place}`).join('')}`;
}

/** Where all figures of a place or an institution stand. */
function pageOf({ program, area, party }: Asked): string {
  if (party) return `lembaga/${party.id}?program=${program.slug}`;
  const base = `program/${program.slug}`;
  const level = levelOf(area);
  if (level === 'regency' && area !== program.region) return `${base}/kabupaten/${area}`;
  if (level === 'district') return `${base}/kecamatan/${area}`;
  return level === 'village' ? `${base}/kelurahan/${area}` : base;
}
