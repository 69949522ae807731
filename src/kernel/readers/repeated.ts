import { type Refusal, refuse } from '../refusal.ts';
import { nameKey } from './text.ts';

type Entry = Readonly<Record<string, string | number | bigint | null | undefined>>;

/**
 * Refuses an entry that stands in the list already with the same content: a form that came back with the browser's Back
 * button is sent with a new key, and would be recorded twice. Texts are compared as names are; `fields` are what makes
 * an entry the same.
 */
export function notRepeated<Field extends string>(
  there: readonly Readonly<Record<Field, string | number | bigint | null>>[],
  entry: Readonly<Record<Field, string | number | bigint | null>>,
  fields: readonly Field[],
): Refusal | undefined {
  const key = (one: Entry) => JSON.stringify(fields.map((field) => nameKey(String(one[field] ?? ''))));
  const wanted = key(entry);
  return there.some((one) => key(one) === wanted) ? refuse('input.repeated') : undefined;
}
