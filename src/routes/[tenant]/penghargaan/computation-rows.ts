import {
  type AwardFacts,
  type Computation,
  type ScoredAspect,
  type ScoredCandidate,
  totalInHundredths,
} from '#modules/awards/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { count, percent, quantity } from '#ui/format.ts';
import { evidenceLinks } from '#ui/measure-words.ts';
import { keptFigure } from './award-words.ts';

/** A candidate of a closed round in words, each number down to what it was counted from. */
export function wordCandidate(
  one: ScoredCandidate,
  { award, round }: AwardFacts,
  computation: Computation,
  tenant: string,
  locale: Locale,
) {
  const labelOf = (aspect: string) =>
    award.aspects.find((each) => each.aspect === aspect)?.label[locale] ?? aspect;
  const weightOf = (aspect: string) =>
    computation.weights.find((each) => each.aspect === aspect)?.weight ?? 0;
  const total = quantity(BigInt(totalInHundredths(one) * 10), undefined, locale);
  return {
    id: one.organization,
    name: one.name,
    place: one.place,
    wins: round.state === 'set' && one.place !== null && one.place <= award.places,
    total,
    rated: percent(one.weight),
    why: one.place === null ? m['awards.unplaced-why']({ share: percent(one.weight) }) : tieOf(one, labelOf),
    sum: m['awards.sum']({ points: count(one.points), weight: count(one.weight), total }),
    conflicts: one.conflicts === 0 ? '' : m['awards.conflicts']({ count: one.conflicts }),
    aspects: one.aspects.map((aspect) => ({
      label: labelOf(aspect.aspect),
      weight: weightOf(aspect.aspect),
      score: aspect.score,
      says: scoreInWords(aspect, weightOf(aspect.aspect), award.marksAtLeast),
      figures: aspect.figures.map(({ measure, value, score, evidence }) => {
        const kept = keptFigure(measure, value);
        return {
          text:
            kept.value === null
              ? m['awards.figure-none']({ title: kept.title })
              : m['awards.figure']({ title: kept.title, value: kept.value, score: count(score ?? 0) }),
          links: evidenceLinks(tenant, evidence),
        };
      }),
      marks:
        aspect.marks === null
          ? ''
          : m['awards.marks']({
              count: aspect.marks.count,
              lowest: aspect.marks.lowest,
              highest: aspect.marks.highest,
              median: quantity(BigInt(aspect.marks.median * 100), undefined, locale),
              mean: count(aspect.marks.mean),
            }),
    })),
  };
}

function tieOf({ tie }: ScoredCandidate, labelOf: (aspect: string) => string): string {
  if (tie === null) return '';
  return tie === 'shared' ? m['awards.tie-shared']() : m['awards.tie-by']({ aspect: labelOf(tie) });
}

function scoreInWords(aspect: ScoredAspect, weight: number, wanted: number): string {
  if (aspect.standing === 'no-evidence') return m['awards.no-evidence']();
  if (aspect.score === null) return m['awards.too-few-marks']({ marked: aspect.marked, wanted });
  return m['awards.points']({
    score: count(aspect.score),
    weight: count(weight),
    points: count(aspect.score * weight),
  });
}
