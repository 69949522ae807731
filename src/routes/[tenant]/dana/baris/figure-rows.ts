import { error } from '@sveltejs/kit';
import { dayIn, type IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { levelOf, type RegionCode, within } from '#kernel/region.ts';
import { type GivenRow, givenRows } from '#modules/activities/index.ts';
import { type FigureRow, figureRows } from '#modules/funding/index.ts';
import { type Program, programBySlug } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { FIGURES, type Figure } from './rows-href.ts';

/** How each amount is called, and what it is, in one sentence. */
export const CALLED: Readonly<
  Record<Figure, { readonly name: () => string; readonly about: () => string; readonly lead: () => string }>
> = {
  decided: { name: m['money.decided'], about: m['money.about.decided'], lead: m['money.rows.lead'] },
  paid: { name: m['money.paid'], about: m['money.about.paid'], lead: m['money.rows.lead'] },
  accounted: { name: m['money.accounted'], about: m['money.about.accounted'], lead: m['money.rows.lead'] },
  given: {
    name: m['public.figure.contribution'],
    about: m['money.about.given'],
    lead: m['money.rows.lead-given'],
  },
};

/** An amount of a programme, in an area of it. */
export type AskedFigure = {
  readonly program: Program;
  readonly figure: Figure;
  readonly area: RegionCode;
};

/** The amount, programme and area of an address; 404 where one of them is none. */
export async function askedIn(tx: Tx, params: URLSearchParams): Promise<AskedFigure> {
  const program = (await programBySlug(tx, params.get('program') ?? '')) ?? error(404);
  const figure = Object.entries(FIGURES).find(([name]) => name === params.get('angka'))?.[1] ?? error(404);
  const area = params.get('wilayah') || program.region;
  if (levelOf(area) === undefined || (area !== program.region && !within(area, program.region))) error(404);
  return { program, figure, area };
}

/** A row of an amount in words: what it was, whom it went to and for what, or what was decided or given. */
export type WordedRow = {
  readonly id: Id;
  readonly title: string;
  readonly institution: string;
  readonly village: string;
  /** Where it is told. */
  readonly href: string;
  readonly what: string;
  readonly provider: string;
  readonly purpose: string;
  readonly day: IsoDate;
  /** Below zero where it went back. */
  readonly amount: Rupiah;
};

/** The rows that an amount comes to, the newest first below the cursor. */
export async function rowsBehind(
  tx: Tx,
  { program, figure, area }: AskedFigure,
  city: { readonly slug: string; readonly timeZone: string },
  limit: number,
  after?: Id,
): Promise<WordedRow[]> {
  const of = { program: program.id, area };
  return figure === 'given'
    ? (await givenRows(tx, of, limit, after)).map((row) => wordGiven(row, city))
    : (await figureRows(tx, { ...of, figure }, limit, after)).map((row) => wordMoved(row, city.slug));
}

function wordMoved(row: FigureRow, city: string): WordedRow {
  return {
    id: row.id,
    title: row.title,
    institution: bringerName(row.organizationName, row.proposal),
    village: row.villageName,
    href: `/${city}/usulan/${row.proposal}#${placeOf(row)}`,
    what: KINDS[row.kind]?.() ?? '',
    provider: row.provider ?? '',
    purpose: row.purpose ?? '',
    day: row.happenedOn,
    amount: row.amount,
  };
}

/** Where on the page of its proposal a movement is told. */
function placeOf(row: FigureRow): string {
  if (row.voucher) return `bayar-${row.voucher}`;
  return row.kind === 'settle' ? 'laporan' : row.kind === 'release' ? 'uang' : 'keputusan';
}

const KINDS: Partial<Record<FigureRow['kind'], () => string>> = {
  commit: m['money.decided'],
  release: m['money.released'],
  disburse: m['money.paid'],
  spend: m['money.paid'],
  refund: m['money.back'],
  settle: m['money.accounted'],
};

function wordGiven(
  row: GivenRow,
  { slug, timeZone }: { readonly slug: string; readonly timeZone: string },
): WordedRow {
  return {
    id: row.id,
    title: row.title,
    institution: row.organizationName,
    village: row.villageName,
    href: `/${slug}/kegiatan/${row.activity}#swadaya`,
    what: FORMS[row.form](),
    provider: '',
    purpose: row.description,
    day: dayIn(timeZone, row.recordedAt),
    amount: row.value,
  };
}

const FORMS: Readonly<Record<GivenRow['form'], () => string>> = {
  money: m['proposal.contribution.money'],
  labour: m['proposal.contribution.labour'],
  material: m['proposal.contribution.material'],
};
