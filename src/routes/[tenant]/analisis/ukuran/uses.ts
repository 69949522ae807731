import type { MeasureKey } from '#analysis/measures/index.ts';
import { measuresIn, shownIn } from '#modules/assessment/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { BALANCE_MEASURES } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { instruments } from '../instrumen/shelf.ts';

/** What the pages of programmes show of each place. */
const ON_PAGES: readonly MeasureKey[] = [
  'ceiling',
  'decided',
  'disbursed',
  'settled',
  'decided-share',
  'disbursed-share',
  'settled-share',
  'contribution',
  'proposals',
  'activities',
];

type Use = { readonly label: string; readonly href: string };

/** Where a measure is used: by instruments, as goals of programmes, on public pages. */
export function usesOf(
  measure: MeasureKey,
  programs: readonly Program[],
  tenant: string,
  locale: 'id' | 'en',
): Use[] {
  const [newest] = programs;
  return [
    ...instruments()
      .filter(
        ({ instrument }) =>
          measuresIn(instrument).some((one) => one === measure) ||
          shownIn(instrument).some((one) => one === measure),
      )
      .map(({ slug, instrument }) => ({
        label: m['measures.instrument']({ name: instrument.title[locale] }),
        href: `/${tenant}/analisis/instrumen/${slug}`,
      })),
    ...programs
      .filter(({ model }) => model.goals.some((one) => one.measure === measure))
      .map(({ slug, model, fiscalYear }) => ({
        label: m['measures.goal']({ program: `${model.short} ${fiscalYear}` }),
        href: `/${tenant}/program/${slug}#tujuan`,
      })),
    ...programs
      .filter(({ model }) =>
        model.checklists.some(({ items }) => items.some(({ proof }) => proof?.measure === measure)),
      )
      .map(({ slug, model, fiscalYear }) => ({
        label: `${m['checklists.title']()} ${model.short} ${fiscalYear}`,
        href: `/${tenant}/program/${slug}/daftar-periksa`,
      })),
    ...programs
      .filter(({ model }) =>
        model.awards.some(({ aspects }) =>
          aspects.some(({ measures }) => measures.some((one) => one.measure === measure)),
        ),
      )
      .map(({ slug, model, fiscalYear }) => ({
        label: `${m['awards.title']()} ${model.short} ${fiscalYear}`,
        href: `/${tenant}/program/${slug}/penghargaan`,
      })),
    ...(newest && ON_PAGES.includes(measure)
      ? [{ label: m['measures.page.program'](), href: `/${tenant}/program/${newest.slug}` }]
      : []),
    ...(BALANCE_MEASURES.some((one) => one === measure)
      ? [{ label: m['measures.page.balance'](), href: `/${tenant}/analisis/keseimbangan` }]
      : []),
  ];
}
