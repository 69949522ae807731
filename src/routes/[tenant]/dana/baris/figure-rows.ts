import { error } from '@sveltejs/kit';
import { levelOf, type RegionCode, within } from '#kernel/region.ts';
import type { FigureRow, MoneyFigure } from '#modules/funding/index.ts';
import { type Program, programBySlug } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { day } from '#ui/format.ts';
import { institutionLine } from '../../institution-line.ts';
import { FIGURES } from './rows-href.ts';

/** How each amount is called, and what it is, in one sentence. */
export const CALLED: Readonly<
  Record<MoneyFigure, { readonly name: () => string; readonly about: () => string }>
> = {
  decided: { name: m['money.decided'], about: m['money.about.decided'] },
  paid: { name: m['money.paid'], about: m['money.about.paid'] },
  accounted: { name: m['money.accounted'], about: m['money.about.accounted'] },
};

/** The amount, programme and area of an address; 404 where one of them is none. */
export async function askedIn(
  tx: Tx,
  params: URLSearchParams,
): Promise<{ readonly program: Program; readonly figure: MoneyFigure; readonly area: RegionCode }> {
  const program = (await programBySlug(tx, params.get('program') ?? '')) ?? error(404);
  const figure = Object.entries(FIGURES).find(([name]) => name === params.get('angka'))?.[1] ?? error(404);
  const area = params.get('wilayah') || program.region;
  if (levelOf(area) === undefined || (area !== program.region && !within(area, program.region))) error(404);
  return { program, figure, area };
}

/** Where on the page of its proposal a movement is told. */
function placeOf(row: FigureRow): string {
  if (row.voucher) return `bayar-${row.voucher}`;
  return row.kind === 'settle' ? 'laporan' : row.kind === 'release' ? 'uang' : 'keputusan';
}

/** What a movement was, in words: whom it went to and for what, or what was decided. */
export function wordRow(row: FigureRow, tenant: string) {
  return {
    id: row.id,
    title: row.title,
    whose: institutionLine(bringerName(row.organizationName, row.proposal), row.villageName),
    href: `/${tenant}/usulan/${row.proposal}#${placeOf(row)}`,
    what: KINDS[row.kind]?.() ?? '',
    provider: row.provider ?? '',
    purpose: row.purpose ?? '',
    day: day(row.happenedOn, 'short'),
    amount: row.amount,
  };
}

const KINDS: Partial<Record<FigureRow['kind'], () => string>> = {
  commit: m['money.decided'],
  release: m['money.released'],
  disburse: m['money.paid'],
  spend: m['money.paid'],
  refund: m['money.back'],
  settle: m['money.accounted'],
};
