import { levelOf, type RegionCode } from '#kernel/region.ts';
import { type Figures, figuresBy, figuresIn, type PlaceLevel } from '#modules/measures/index.ts';
import { asksContributions } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { pathTo } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { day } from '#ui/format.ts';
import { requireTenant } from '../../../request.ts';
import { institutionLine } from '../../institution-line.ts';
import { titleOf } from '../../program/program-in.ts';
import { cursorIn, withParams } from '../../usulan/filter.ts';
import type { PageServerLoad } from './$types.js';
import { askedIn, CALLED, rowsBehind } from './figure-rows.ts';
import { FIGURES, type Figure, rowsHref } from './rows-href.ts';

const PAGE = 50;

/** Every movement that a public figure comes to: from the figure to its rows, and from each row to its story. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { url } = event;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const asked = await askedIn(tx, url.searchParams);
    const { program, figure, area } = asked;
    const after = cursorIn(url.searchParams);
    const rows = await rowsBehind(tx, asked, tenant, PAGE + 1, after);
    const total = await figuresIn(tx, program, area);
    const path = (await pathTo(tx, area)).filter((one) => one.code.length > program.region.length);
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    return {
      program: { slug: program.slug, title: titleOf(program) },
      name: CALLED[figure].name(),
      about: CALLED[figure].about(),
      lead: CALLED[figure].lead(),
      total: amountIn(total, figure),
      parts: (await beneath(tx, program, area)).flatMap((one) => {
        const amount = amountIn(one, figure);
        const href = rowsHref(tenant.slug, program.slug, figure, one.code);
        return amount === 0n || one.whole ? [] : [{ name: one.name, amount, href }];
      }),
      places: path.map((one) => ({
        label: one.name,
        href: rowsHref(tenant.slug, program.slug, figure, one.code),
      })),
      figures: shownIn(program, figure).map((one) => ({
        name: CALLED[one].name(),
        href: rowsHref(tenant.slug, program.slug, one, area === program.region ? undefined : area),
        current: one === figure,
      })),
      rows: rows.slice(0, PAGE).map((row) => ({
        ...row,
        whose: institutionLine(row.institution, row.village),
        day: day(row.day, 'short'),
      })),
      csv: `/${tenant.slug}/dana/baris.csv${url.search}`,
      next: last && withParams(url, { setelah: last.id }),
      first: after && withParams(url, {}),
    };
  });
};

/** What residents give stands there where the programme asks for it. */
function shownIn({ model }: Program, asked: Figure): Figure[] {
  return Object.values(FIGURES).filter((one) => one !== 'given' || one === asked || asksContributions(model));
}

function amountIn({ decided, disbursed, settled, contribution }: Figures, figure: Figure): bigint {
  return { decided, paid: disbursed, accounted: settled, given: contribution }[figure];
}

const BENEATH: Partial<Record<string, PlaceLevel>> = {
  province: 'regency',
  regency: 'district',
  district: 'village',
};

/** The places right beneath an area, each with its figures; none beneath a kelurahan. */
async function beneath(tx: Tx, program: Program, area: RegionCode) {
  const level = BENEATH[levelOf(area) ?? ''];
  return level === undefined ? [] : figuresBy(tx, program, level, area);
}
