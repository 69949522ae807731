import { error } from '@sveltejs/kit';
import { evaluate, timeline } from '#analysis/rubric/index.ts';
import { requireTenant } from '../../../../../../request.ts';
import { indicatorTitle, levelTitle, wordSource } from '../../../instrument-words.ts';
import { phaseLine } from '../../../phase-line.ts';
import { caseNamed, instrumentNamed } from '../../../shelf.ts';
import { wordOutcome } from '../../../word-outcome.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) => {
  requireTenant(event);
  const { params } = event;
  const { locale } = event.locals;
  const shelved = instrumentNamed(params.slug) ?? error(404);
  const studied = caseNamed(shelved, params.case) ?? error(404);
  const { instrument } = shelved;
  const { assessment } = studied;
  const line = timeline(instrument, assessment);
  return {
    instrument: { slug: shelved.slug, title: instrument.title[locale] },
    title: studied.title[locale],
    date: assessment.date ?? '',
    source: assessment.source && wordSource(assessment.source),
    note: assessment.note?.[locale] ?? '',
    outcome: line.length > 0 ? undefined : wordOutcome(instrument, evaluate(instrument, assessment), locale),
    line: line.length > 0 ? phaseLine(instrument, line, locale) : undefined,
    ratings: assessment.ratings.map((rating) => ({
      indicator: indicatorTitle(instrument, rating.indicator, locale),
      level: levelTitle(instrument, rating.indicator, rating.level, locale),
      evidence: rating.evidence.map((one) => ({
        text: one.text[locale],
        location: one.source?.location ?? '',
      })),
    })),
  };
};
