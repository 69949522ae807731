import type { Words } from '#analysis/words.ts';
import { getLocale } from '#paraglide/runtime.js';
import { messageFor } from '#ui/message.ts';

/** What factors, links and actions are sorted by, in the language of the request. */
export type WordKind = 'role' | 'kind' | 'effect' | 'state' | 'quadrant' | 'level';

export function word(kind: WordKind, value: string): string {
  return messageFor(`causes.${kind}.${value}`) ?? value;
}

export function language(): keyof Words {
  return getLocale() === 'en' ? 'en' : 'id';
}

/** A text of a map in the language of the request. */
export function worded(words: Words | undefined): string {
  return words?.[language()] ?? '';
}
