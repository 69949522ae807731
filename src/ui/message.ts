import { ownEntry } from '#kernel/own-entry.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';

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

/**
 * An office as people call it: `village-secretary` → `Sekretaris kelurahan`; one that only a model knows is read from its
 * code: `ketua-koperasi` → `Ketua koperasi`. Of a seat
 * (`forum-mitra/chair`), whose words stand in its model alone, what its last part is called elsewhere.
 */
export function officeName(office: string, locale?: Locale): string {
  const [name = office, seat] = office.split('/');
  return messageFor(`office.${seat ?? name}`, {}, locale) ?? sentenceOf(seat ?? name);
}

function sentenceOf(code: string): string {
  const words = code.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
