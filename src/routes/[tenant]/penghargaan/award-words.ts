import type { MeasureKey } from '#analysis/measures/index.ts';
import { isMeasure, measureNamed } from '#analysis/measures/index.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { AwardRound } from '#modules/awards/index.ts';
import {
  type AspectRules,
  type AwardRules,
  type Model,
  officeLabels,
  partiesOf,
  partyLabel,
} from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import type { Tone } from '#ui/Chip.svelte';
import { list, percent } from '#ui/format.ts';
import { figureInWords, measureTitle } from '#ui/measure-words.ts';
import { messageFor } from '#ui/message.ts';

/** How a round stands on a day, in a word: a published one is being marked, or waits to be closed. */
export function awardState(
  round: Pick<AwardRound, 'state' | 'marksFrom' | 'marksUntil'>,
  today: IsoDate,
): { readonly text: string; readonly tone: Tone } {
  const standing =
    round.state !== 'published' || today < round.marksFrom
      ? round.state
      : today <= round.marksUntil
        ? 'marking'
        : 'waiting';
  const tone: Tone =
    standing === 'set' ? 'ok' : standing === 'withdrawn' || standing === 'draft' ? 'quiet' : 'wait';
  return { text: messageFor(`awards.state.${standing}`) ?? standing, tone };
}

/** What an aspect is judged by, with the figures at which the records give nothing and all. */
export function wordAspect(aspect: AspectRules, weight: number, locale: Locale) {
  return {
    aspect: aspect.aspect,
    label: aspect.label[locale],
    help: aspect.help?.[locale] ?? '',
    weight,
    from: judgedBy(aspect),
    measures: aspect.measures.map(({ measure, none, full }) => ({
      title: measureTitle(measure),
      line: [
        full === 'best' ? m['awards.full-best']() : m['awards.full']({ full: inWords(measure, full) }),
        ...(none === 0n ? [] : [m['awards.none-at']({ none: inWords(measure, none) })]),
      ].join('; '),
    })),
  };
}

function judgedBy({ measures, jury, records }: AspectRules): string {
  if (records !== undefined) {
    return m['awards.from-both']({ records: percent(records), jury: percent(1000 - records) });
  }
  if (measures.length > 0) return m['awards.from-records']();
  return jury ? m['awards.from-jury']() : m['awards.from-nothing']();
}

function inWords(measure: MeasureKey, value: bigint): string {
  return figureInWords(measureNamed(measure).unit, value);
}

/** A figure of the records that was kept with a computation. */
export function keptFigure(measure: string, value: string | null): { title: string; value: string | null } {
  if (!isMeasure(measure)) return { title: measure, value };
  return { title: measureTitle(measure), value: value === null ? null : inWords(measure, BigInt(value)) };
}

/** The rules of an award in sentences. */
export function wordAward(award: AwardRules, model: Model, locale: Locale) {
  const labelOf = (aspect: string) =>
    award.aspects.find((one) => one.aspect === aspect)?.label[locale] ?? aspect;
  const jury = partiesOf(model).find((one) => one.kind === award.jury)?.label[locale] ?? award.jury;
  return {
    award: award.award,
    label: award.label[locale],
    about: award.about[locale],
    every: m['awards.every']({
      years: award.every.years,
      offices: list(officeLabels([model], award.result.offices).map((one) => one[locale])),
    }),
    who: m['awards.who']({ party: partyLabel(model, award.party)[locale], jury }),
    how: [
      m['awards.how-lines.scores'](),
      m['awards.how-lines.missing'](),
      m['awards.how-lines.coverage']({ share: percent(award.ratedAtLeast) }),
      award.ties.length === 0
        ? m['awards.how-lines.no-ties']()
        : m['awards.how-lines.ties']({ aspects: award.ties.map(labelOf).join('; ') }),
      m['awards.how-lines.conflict'](),
      m['awards.how-lines.private'](),
    ],
  };
}
