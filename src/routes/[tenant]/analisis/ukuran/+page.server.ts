import { MEASURE_KEYS, measureNamed } from '#analysis/measures/index.ts';
import { type MeasureAnswers, readMeasures } from '#modules/measures/index.ts';
import { m } from '#paraglide/messages.js';
import { evidenceLinks, figureInWords, partInWords, unitInWords } from '#ui/measure-words.ts';
import { requireTenant } from '../../../request.ts';
import { chosenProgram } from '../../chosen-program.ts';
import { areaFields, choicesIn, programField, titleOf } from '../keseimbangan/choices.ts';
import type { PageServerLoad } from './$types.js';
import { usesOf } from './uses.ts';

export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const { program, programs } = await chosenProgram(tx, event.url);
    const choices = program && (await choicesIn(tx, event.url, tenant.name, program, programs));
    const answers: MeasureAnswers = choices
      ? await readMeasures(tx, MEASURE_KEYS, {
          program: choices.program,
          area: choices.area,
          until: tx.today,
        })
      : new Map();
    return {
      fields: choices ? [programField(choices), ...areaFields(choices)] : [],
      of: choices
        ? m['measures.now']({ program: titleOf(choices.program), area: choices.areaName })
        : undefined,
      measures: MEASURE_KEYS.map((key) => {
        const measure = measureNamed(key);
        const says = answers.get(key);
        return {
          key,
          title: measure.label[locale],
          meaning: measure.meaning[locale],
          unit: unitInWords(measure),
          figure:
            says?.answer === 'figure' ? figureInWords(measure.unit, says.value) : m['measures.cannot-tell'](),
          why: says?.answer === 'figure' ? partInWords(key, says.part) : measure.missing[locale],
          links: says?.answer === 'figure' ? evidenceLinks(tenant.slug, says.evidence) : [],
          uses: usesOf(key, programs, tenant.slug, locale),
        };
      }),
    };
  });
};
