import type { TypedRound } from '#modules/awards/index.ts';
import { textOf } from '../../request.ts';

/** What was typed of a round that is drawn up; the form names a field for each aspect. */
export function typedRound(form: FormData): TypedRound {
  return {
    marksFrom: textOf(form, 'marksFrom'),
    marksUntil: textOf(form, 'marksUntil'),
    weights: typedUnder(form, 'weight.'),
  };
}

/** The fields of a form whose names begin so, by the rest of the name. */
export function typedUnder(form: FormData, start: string): ReadonlyMap<string, string> {
  const names = [...form.keys()].filter((name) => name.startsWith(start));
  return new Map(names.map((name) => [name.slice(start.length), textOf(form, name)]));
}
