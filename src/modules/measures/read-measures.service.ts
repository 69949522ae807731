import { type MeasureKey, measureNamed } from '#analysis/measures/index.ts';
import type { IsoDate } from '#kernel/date.ts';
import { ancestor, levelOf, type RegionCode } from '#kernel/region.ts';
import { contributionsKeptIn, poorReachedIn, presentIn } from '#modules/activities/index.ts';
import { sealedQuorumsIn } from '#modules/deliberation/index.ts';
import { hasSection } from '#modules/models/index.ts';
import { answerTimesIn, promptnessIn } from '#modules/obligations/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { placeFactsIn, regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { CANNOT_TELL, certainlyReached, figure, heard, type MeasureAnswer, share } from './answer.ts';
import { type Absorbed, type Figures, figuresIn } from './place-figures.service.ts';

/** Of whom the records are asked, and as of which day; measures that stand only now ignore the day. */
export type Asked = {
  readonly program: Program;
  readonly area: RegionCode;
  readonly until: IsoDate;
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
  readonly figures: () => Promise<Figures>;
  readonly present: () => ReturnType<typeof presentIn>;
  readonly answers: () => ReturnType<typeof answerTimesIn>;
};

type Source = (records: Records) => Promise<MeasureAnswer>;

/** How each measure is read: one of the registry that stands not here does not compile. */
const SOURCES: Readonly<Record<MeasureKey, Source>> = {
  attendance,
  'reports-in-time': reportsInTime,
  'poor-households-reached': poorReached,
  'contribution-kept': contributionKept,
  'women-present': async ({ present, program, area }) => {
    const { people, women } = await present();
    return share(women, people, [listOf('kegiatan', program, area)]);
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
  ceiling: async ({ figures, program, area }) => {
    const { ceiling } = await figures();
    return ceiling === 0n ? CANNOT_TELL : figure(ceiling, [placePage(program, area)]);
  },
  decided: counted('decided', 'usulan'),
  disbursed: counted('disbursed', 'usulan'),
  settled: counted('settled', 'kegiatan'),
  contribution: counted('contribution', 'kegiatan'),
  proposals: counted('proposals', 'usulan'),
  activities: counted('activities', 'kegiatan'),
  people: counted('people', 'usulan'),
  'poor-households': counted('poor-households', 'usulan'),
  women: async ({ present, program, area }) => {
    const { women } = await present();
    return figure(women, [listOf('kegiatan', program, area)]);
  },
};

/**
 * What the records of a programme say in an area up to a day, by measure, in the order asked for. Where a programme has
 * not the section that a measure needs, nobody can tell. Everybody may read it: no figure names a person.
 */
export async function readMeasures<Key extends MeasureKey>(
  tx: Tx,
  keys: readonly Key[],
  asked: Asked,
): Promise<ReadonlyMap<Key, MeasureAnswer>> {
  const { program, area, until } = asked;
  const records: Records = {
    ...asked,
    tx,
    figures: once(() => figuresIn(tx, program, area)),
    present: once(() => presentIn(tx, program.id, area, until)),
    answers: once(() => answerTimesIn(tx, program.id, area, until)),
  };
  const found = new Map<Key, MeasureAnswer>();
  for (const key of new Set(keys)) {
    const speaks = hasSection(program.model, measureNamed(key).needs);
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

function absorbed(amount: Absorbed): Source {
  return async ({ figures, program, area }) => {
    const found = await figures();
    return share(found[amount], found.ceiling, [placePage(program, area)]);
  };
}

function counted(name: keyof Figures, list: 'usulan' | 'kegiatan'): Source {
  return async ({ figures, program, area }) => figure((await figures())[name], [listOf(list, program, area)]);
}

/** Whom the sealed forums had to hear, and who of them came. */
async function attendance({ tx, program, area, until }: Records): Promise<MeasureAnswer> {
  // The sitting's moment stands in UTC; a forum of the evening of that day belongs to it.
  const forums = await sealedQuorumsIn(tx, program, area, new Date(`${until}T23:59:59Z`));
  const { came, wanted } = heard(forums.flatMap(({ quorums }) => quorums.flatMap((one) => one.elements)));
  const pages = forums.slice(0, NAMED).map(({ forum }) => `musyawarah/${forum}`);
  return share(BigInt(came), BigInt(wanted), pages);
}

async function reportsInTime({ tx, program, area, until }: Records): Promise<MeasureAnswer> {
  const { inTime, owed, late } = await promptnessIn(tx, program.id, area, until);
  const pages = late.map((activity) => `kegiatan/${activity}`);
  return share(BigInt(inTime), BigInt(owed), pages.length > 0 ? pages : [`laporan?program=${program.slug}`]);
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

async function contributionKept({ tx, program, area, until }: Records): Promise<MeasureAnswer> {
  const { promised, given } = await contributionsKeptIn(tx, program.id, area, until);
  return share(given, promised, [listOf('kegiatan', program, area)]);
}

/** The list of an area's proposals or activities. */
function listOf(list: 'usulan' | 'kegiatan', program: Program, area: RegionCode): string {
  const level = levelOf(area);
  const district = level === 'regency' ? '' : `&kecamatan=${ancestor(area, 'district')}`;
  const village =
    level === 'regency' || level === 'district' ? '' : `&kelurahan=${ancestor(area, 'village')}`;
  return `${list}?program=${program.slug}${district}${village}`;
}

/** Where all figures of a place stand. */
function placePage(program: Program, area: RegionCode): string {
  const base = `program/${program.slug}`;
  const level = levelOf(area);
  if (level === 'district') return `${base}/kecamatan/${area}`;
  return level === 'village' ? `${base}/kelurahan/${area}` : base;
}
