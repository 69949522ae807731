export { type FoundNames, findNames, type NamesOfKind } from './find-names.service.ts';
export { dropNames, keepNames, type Name, type NamedKind, type NamedThing } from './name.store.ts';
export { MOST_WORDS, wordKeys } from './word-keys.ts';
