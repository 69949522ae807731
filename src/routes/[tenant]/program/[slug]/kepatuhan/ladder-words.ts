import { type Model, officeLabels, type SanctionRules } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { count, list } from '#ui/format.ts';
import { wordWithin } from '#ui/word-due.ts';

/** The rules of a ladder in sentences. */
export function wordLadder(rules: SanctionRules, model: Model, locale: Locale): readonly string[] {
  const offices = (codes: readonly string[]) => list(officeLabels([model], codes).map((one) => one[locale]));
  const steps = rules.steps.map((one) =>
    m['sanctions.rule-step']({ step: one.label[locale], months: count(one.lasts.months) }),
  );
  const filings = model.filings.filter((one) => rules.filings.includes(one.kind));
  return [
    m['sanctions.rule-never'](),
    m['sanctions.rule-duties']({ filings: filings.map((one) => one.label[locale]).join('; ') }),
    m['sanctions.rule-steps']({ steps: steps.join(' → ') }),
    m['sanctions.rule-hearing']({
      offices: offices(rules.offices),
      days: count(rules.hearing.days),
      deciders: offices([...new Set(rules.steps.flatMap((one) => one.deciders))]),
    }),
    ...(rules.appeal
      ? [
          m['sanctions.rule-appeal']({
            within: wordWithin(rules.appeal.within, locale),
            offices: offices(rules.appeal.offices),
          }),
          rules.appeal.suspends ? m['sanctions.rule-suspends']() : m['sanctions.rule-stands'](),
        ]
      : []),
  ];
}
