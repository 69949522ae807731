import { error, redirect } from '@sveltejs/kit';
import { evaluate } from '#analysis/rubric/index.ts';
import { levelOf, officialName } from '#kernel/region.ts';
import { keepsRounds, listRounds, newestByPlace } from '#modules/assessment/index.ts';
import { requireTenant } from '../../../../request.ts';
import { chosenProgram } from '../../../chosen-program.ts';
import { withParams } from '../../../usulan/filter.ts';
import { categoryWords, explain } from '../instrument-words.ts';
import { partyYears } from '../party-years.ts';
import { roundRow } from '../round-rows.ts';
import { caseNamed, casesOf, instrumentNamed } from '../shelf.ts';
import type { PageServerLoad } from './$types.js';
import { linesHere } from './lines-here.ts';

const PAGE = 20;
const OPEN = 10;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { url, params } = event;
  const { pilar, actor, locale } = event.locals;
  const shelved = instrumentNamed(params.slug) ?? error(404);
  const { instrument, slug } = shelved;
  const cases = casesOf(slug).flatMap((one) => {
    const found = caseNamed(shelved, one.name);
    if (!found) return [];
    const outcome = evaluate(instrument, found.assessment);
    return [
      {
        name: one.name,
        title: one.title[locale],
        category: outcome.category === null ? undefined : categoryWords(instrument, outcome.category, locale),
      },
    ];
  });
  const asked = url.searchParams.get('wilayah');
  if (instrument.observation === 'events' && asked && levelOf(asked)) {
    redirect(303, `${url.pathname}/wilayah/${asked}`);
  }
  return pilar.read(tenant.id, async (tx) => {
    const { program, programs } = await chosenProgram(tx, url, 'filings');
    const last = url.searchParams.get('sesudah') ?? '';
    const after = levelOf(last) === undefined ? '' : last;
    const places = program
      ? await newestByPlace(tx, { instrument: slug, program: program.id }, PAGE + 1, after)
      : [];
    const cut = places.length > PAGE ? places[PAGE - 1] : undefined;
    const open = await listRounds(tx, { instrument: slug, state: 'open' }, OPEN);
    const parties = await partyYears(tx, instrument, tenant.slug, locale);
    const row = (one: (typeof places)[number]) =>
      roundRow(one, instrument, officialName(one.region, one.regionName), tenant.slug, locale);
    return {
      instrument: explain(instrument, locale),
      lines: instrument.observation === 'events' ? await linesHere(tx, event, tenant, shelved) : undefined,
      observation: instrument.observation,
      mayOpen:
        actor &&
        instrument.observation === 'ratings' &&
        programs.some((one) => keepsRounds(actor, one.model)),
      cases,
      parties,
      open: open.map(row),
      places: places.slice(0, PAGE).map(row),
      program: program ? `${program.model.short} ${program.fiscalYear}` : '',
      chosen: program?.slug ?? '',
      programs: programs.map((one) => ({
        value: one.slug,
        label: `${one.model.short} ${one.fiscalYear}`,
      })),
      next: cut && withParams(url, { sesudah: cut.region }),
      first: after && withParams(url, { sesudah: '' }),
    };
  });
};
