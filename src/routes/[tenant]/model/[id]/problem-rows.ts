import type { ModelProblem } from '#modules/models/index.ts';
import { sectionAt, type TextSection } from '#modules/workshop/index.ts';
import type { Locale } from '#paraglide/runtime.js';
import { messageFor } from '#ui/message.ts';
import { wordModelProblem } from '#ui/model-problem.ts';

/** A mistake as it is shown: its line with what stands there, in which section, and what is wrong in the reader's language. */
export function problemRows(
  problems: readonly ModelProblem[],
  source: string,
  sections: readonly TextSection[],
  locale: Locale,
) {
  const lines = source.split('\n');
  return problems.map((one) => {
    const section = sectionAt(sections, one.line);
    const { text, known } = wordModelProblem(one, locale);
    return {
      line: one.line,
      within: section ? one.line - section.from + 1 : one.line,
      column: one.column,
      path: one.path,
      text,
      lang: known ? undefined : 'en',
      stands: (lines[one.line - 1] ?? '').trim(),
      section: section?.key ?? '',
    };
  });
}

/** What a section is called; the key itself where nobody has worded it. */
export function sectionName(key: string): string {
  return messageFor(`workshop.section.${key}`) ?? key;
}
