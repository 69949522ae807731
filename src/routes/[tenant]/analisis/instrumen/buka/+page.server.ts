import type { Actor } from '#kernel/actor.ts';
import { addDays } from '#kernel/date.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { levelOf, officialName } from '#kernel/region.ts';
import {
  mayKeepRounds,
  openRound,
  type Responsible,
  responsibleFor,
  USUAL_DAYS,
} from '#modules/assessment/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import { placeFactsIn, regionsWithin } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../carry-out.ts';
import { requireActor, requireTenant, textOf } from '../../../../request.ts';
import { subjectChoice, subjectIn } from '../../subject-choice.ts';
import { instrumentNamed, instruments } from '../shelf.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { locale } = event.locals;
  const asked = event.url.searchParams;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const programs = (await listPrograms(tx)).filter((program) => program.state === 'open');
    const [program] = programs;
    const responsible = program && responsibleFor(program.model);
    const places = responsible ? await placesOf(tx, actor, responsible) : [];
    const refusal =
      responsible && places.length === 0
        ? refusalIn(mayKeepRounds(actor, tenant.region, responsible))
        : undefined;
    const [only] = places;
    const fact =
      places.length === 1 && only ? (await placeFactsIn(tx, only.value)).get(only.value) : undefined;
    return {
      refusal: refusal && wordRefusal(refusal),
      programs: programs.map((one) => ({
        value: one.slug,
        label: `${one.model.short} ${one.fiscalYear}`,
      })),
      places,
      subject: await subjectChoice(tx, actor, tenant, event.url),
      /** What the city knows of the one place there is to choose. */
      poor: {
        households: fact?.poorHouseholds ? String(fact.poorHouseholds) : '',
        source: fact?.poorHouseholdsSource ?? '',
      },
      instruments: instruments()
        .filter((one) => one.instrument.observation === 'ratings')
        .map((one) => ({ value: one.slug, label: one.instrument.title[locale] })),
      today: tx.today,
      usually: addDays(tx.today, USUAL_DAYS),
      chosen: { instrument: asked.get('instrumen') ?? '', region: asked.get('wilayah') ?? '' },
    };
  });
};

/** The partnerships whose rounds an officer keeps, kecamatan before kelurahan. */
async function placesOf(tx: Tx, actor: Actor, responsible: Responsible) {
  const found = new Map<string, { value: string; label: string; group: string }>();
  const areas = actor.mandates.filter((held) => responsible.offices.includes(held.office));
  for (const { region } of areas) {
    for (const level of ['district', 'village'] as const) {
      if (levelOf(region) === 'village' && level === 'district') continue;
      for (const { code, name } of await regionsWithin(tx, region, level)) {
        const group = level === 'district' ? m['instruments.districts']() : m['instruments.villages']();
        found.set(code, { value: code, label: officialName(code, name), group });
      }
    }
  }
  return [...found.values()];
}

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        openRound(pilar, actor, {
          instrument: instrumentNamed(textOf(form, 'instrument'))?.text ?? '',
          program: textOf(form, 'program'),
          ...subjectIn(form),
          asOf: textOf(form, 'asOf'),
          closesOn: textOf(form, 'closesOn'),
          poorHouseholds: textOf(form, 'poorHouseholds'),
          poorSource: textOf(form, 'poorSource'),
        }),
      ({ round }) => `/${requireTenant(event).slug}/analisis/instrumen/putaran/${round}?dibuka=1`,
    ),
};
