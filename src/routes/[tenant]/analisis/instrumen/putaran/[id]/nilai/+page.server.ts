import { error } from '@sveltejs/kit';
import { ownEntry } from '#kernel/own-entry.ts';
import { refusalIn } from '#kernel/refusal.ts';
import {
  answersBy,
  CANNOT_SAY,
  EVIDENCE_LENGTH,
  fieldOf,
  indicatorsOf,
  keptInstrument,
  mayRate,
  measuresOf,
  rateRound,
  responsibleFor,
  roundById,
  subjectName,
} from '#modules/assessment/index.ts';
import { programById } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import { day } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../../../../carry-out.ts';
import { idOr404, requireActor, requireTenant, textOf } from '../../../../../../request.ts';
import { levelsOf } from '../../../instrument-words.ts';
import { wordShown } from '../../../records.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  const id = idOr404(event.params.id);
  return pilar.read(tenant.id, async (tx) => {
    const round = (await roundById(tx, id)) ?? error(404);
    const program = await programById(tx, round.program);
    const instrument = await keptInstrument(tx, round.instrumentSha256);
    const refusal = refusalIn(mayRate(actor, round, responsibleFor(program.model)));
    const mine = await answersBy(tx, round.id, actor);
    const given = new Map((mine?.answers ?? []).map((one) => [one.indicator, one]));
    const measures = refusal ? [] : await measuresOf(tx, program, round);
    const shownRecords = wordShown(instrument, measures, program.model, tenant.slug, locale);
    return {
      round: { id: round.id, place: await subjectName(tx, round) },
      instrument: {
        slug: round.instrument,
        title: instrument.title[locale],
        about: instrument.about[locale],
      },
      lead: m['instruments.rate-lead']({
        program: `${program.model.short} ${program.fiscalYear}`,
        day: day(round.asOf),
        until: day(round.closesOn),
      }),
      refusal: refusal && wordRefusal(refusal),
      version: mine?.version ?? 0,
      before: Boolean(mine),
      length: EVIDENCE_LENGTH,
      dimensions: refusal
        ? []
        : instrument.dimensions.map((dimension) => ({
            title: dimension.title[locale],
            indicators: dimension.indicators.map((indicator) => {
              const shown = shownRecords.flatMap((one) => {
                const rated = one.rates.find((each) => each.indicator === indicator.slug);
                return rated ? [{ ...one, level: rated.level }] : [];
              })[0];
              const answer = given.get(indicator.slug);
              return {
                level: fieldOf('level', indicator.slug),
                evidence: fieldOf('evidence', indicator.slug),
                title: indicator.title[locale],
                question: indicator.question?.[locale] ?? '',
                wanted: indicator.evidence,
                shown: shown && {
                  level: shown.level,
                  text: `${shown.title}: ${shown.figure} (${shown.share})`,
                  links: shown.links,
                },
                options: [
                  ...levelsOf(instrument, dimension).map((level) => ({
                    value: level.slug,
                    label: level.title[locale],
                    note:
                      shown?.level === level.title[locale]
                        ? m['instruments.by-records']()
                        : (ownEntry(indicator.levels, level.slug)?.[locale] ?? level.description?.[locale]),
                  })),
                  { value: CANNOT_SAY, label: m['instruments.cannot-say'](), note: undefined },
                ],
                answer: answer ? (answer.level ?? CANNOT_SAY) : '',
                said: answer?.evidence ?? '',
              };
            }),
          })),
    };
  });
};

export const actions: Actions = {
  default: async (event) => {
    const tenant = requireTenant(event);
    const id = idOr404(event.params.id);
    const form = await event.request.formData();
    const round = (await event.locals.pilar.read(tenant.id, (tx) => roundById(tx, id))) ?? error(404);
    const instrument = await event.locals.pilar.read(tenant.id, (tx) =>
      keptInstrument(tx, round.instrumentSha256),
    );
    const answers = new Map(
      indicatorsOf(instrument).map(({ slug }) => [
        slug,
        { level: textOf(form, fieldOf('level', slug)), evidence: textOf(form, fieldOf('evidence', slug)) },
      ]),
    );
    return carryOut(
      event,
      (pilar, actor) => rateRound(pilar, actor, { round: id, version: versionIn(form), answers }),
      () => `/${tenant.slug}/analisis/instrumen/putaran/${id}?dinilai=1`,
    );
  },
};
