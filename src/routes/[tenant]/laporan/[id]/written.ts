import type { NamedAnswer } from '#modules/fields/index.ts';
import type { Filing } from '#modules/filings/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { wordAnswer } from '#ui/word-field.ts';

/** What a filing says, split for reading: what is written in paragraphs, and what is a figure, a day or a choice. */
export function writtenOf({ state }: Pick<Filing, 'state'>, answers: readonly NamedAnswer[], locale: Locale) {
  // What waits to be handed in stands as somebody typed it, and need not be what was asked.
  const asTyped = state === 'draft' || state === 'returned';
  const told = answers
    .filter((one) => one.withheld || one.value !== '')
    .map((one) => ({
      long: one.field.type === 'long-text',
      term: one.field.label[locale],
      value: one.withheld
        ? m['part.withheld']()
        : asTyped
          ? one.value
          : wordAnswer(one.field, one.value, locale, one.called),
    }));
  return { facts: told.filter((one) => !one.long), texts: told.filter((one) => one.long) };
}
