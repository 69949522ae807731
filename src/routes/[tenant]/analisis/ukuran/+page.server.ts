import { error } from '@sveltejs/kit';
import { countsFor, MEASURE_KEYS, measureNamed, missingOf } from '#analysis/measures/index.ts';
import { organizationById } from '#modules/actors/index.ts';
import { countedAs, type MeasureAnswers, readMeasures } from '#modules/measures/index.ts';
import { m } from '#paraglide/messages.js';
import { list } from '#ui/format.ts';
import { evidenceLinks, figureInWords, partInWords, unitInWords } from '#ui/measure-words.ts';
import { messageFor } from '#ui/message.ts';
import { idOr404, requireTenant } from '../../../request.ts';
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
    const asked = event.url.searchParams.get('lembaga');
    const party = asked ? ((await organizationById(tx, idOr404(asked))) ?? error(404)) : undefined;
    const of = countedAs(program?.model, party?.kind);
    const answers: MeasureAnswers = choices
      ? await readMeasures(tx, MEASURE_KEYS, {
          program: choices.program,
          area: choices.area,
          until: tx.today,
          party,
        })
      : new Map();
    return {
      fields: choices ? [programField(choices), ...(party ? [] : areaFields(choices))] : [],
      party: party && { id: party.id, href: `/${tenant.slug}/lembaga/${party.id}`, name: party.name },
      of: choices
        ? m['measures.now']({ program: titleOf(choices.program), area: party?.name ?? choices.areaName })
        : undefined,
      measures: MEASURE_KEYS.filter((key) => !party || countsFor(key, of)).map((key) => {
        const measure = measureNamed(key);
        const says = answers.get(key);
        return {
          key,
          title: measure.label[locale],
          meaning: measure.meaning[locale],
          unit: unitInWords(measure),
          of: list(measure.of.map((one) => messageFor(`measures.of.${one}`) ?? one)),
          figure:
            says?.answer === 'figure' ? figureInWords(measure.unit, says.value) : m['measures.cannot-tell'](),
          why: says?.answer === 'figure' ? partInWords(key, says.part) : missingOf(key, of)[locale],
          links: says?.answer === 'figure' ? evidenceLinks(tenant.slug, says.evidence) : [],
          uses: usesOf(key, programs, tenant.slug, locale),
        };
      }),
    };
  });
};
