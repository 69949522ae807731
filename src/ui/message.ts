import { AsyncLocalStorage } from 'node:async_hooks';
import { ownEntry } from '#kernel/own-entry.ts';
import type { Labelled } from '#kernel/refusal.ts';
import { m } from '#paraglide/messages.js';
import { getLocale, type Locale } from '#paraglide/runtime.js';

type Message = (params: Readonly<Record<string, unknown>>, options: { locale?: Locale }) => string;

const messages: Readonly<Record<string, unknown>> = m;

function isMessage(found: unknown): found is Message {
  return typeof found === 'function';
}

/**
 * A message by a key known only at run time; undefined when there is none.
 * For server code: a page's script that imports this carries every message to the browser.
 */
export function messageFor(
  key: string,
  params: Readonly<Record<string, unknown>> = {},
  locale?: Locale,
): string | undefined {
  const found = ownEntry(messages, key);
  return isMessage(found) ? found(params, { locale }) : undefined;
}

const called = new AsyncLocalStorage<ReadonlyMap<string, Labelled>>();

/** Does work in which offices are called as these words say, beside those that everybody knows. */
export function withOffices<T>(words: ReadonlyMap<string, Labelled>, work: () => T): T {
  return called.run(words, work);
}

/**
 * An office as people call it: `village-secretary` → `Sekretaris kelurahan`; one that only a city's models know, as they call
 * it (`withOffices`), and a seat of a body (`forum-mitra/chair`) by them first; what nobody says is read from its code.
 */
export function officeName(office: string, locale: Locale = getLocale()): string {
  const [name = office, seat] = office.split('/');
  const inModel = called.getStore()?.get(office)?.[locale];
  const known = messageFor(`office.${seat ?? name}`, {}, locale);
  return (seat === undefined ? (known ?? inModel) : (inModel ?? known)) ?? sentenceOf(seat ?? name);
}

function sentenceOf(code: string): string {
  const words = code.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
