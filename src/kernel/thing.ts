/**
 * Every kind of thing that something is known about by its kind and id: what an entry of the journal tells of, what a task
 * waits for, what is owed, what a document belongs to. What each kind is to whoever comes upon it is declared in
 * `modules/overview/things.service.ts`, how it is called in `ui/word-thing.ts`; a kind that is missing there does not compile.
 */
export const THINGS = [
  'tenant',
  'calendar',
  'place-facts',
  'boundaries',
  'organization',
  'person',
  'sign-in-code',
  'token',
  'model-draft',
  'program',
  'purse',
  'proposal',
  'forum',
  'vote',
  'voucher',
  'activity',
  'obligation',
  'filing',
  'network-tie',
  'network-import',
  'cause-map',
  'component-map',
  'assessment',
  'relation-event',
  'award',
  'sanction',
  'letter',
  'import',
] as const;
export type Thing = (typeof THINGS)[number];

/** Whether a word names a kind of thing: an entry of the journal keeps it as text. */
export function isThing(word: string): word is Thing {
  return THINGS.some((one) => one === word);
}
