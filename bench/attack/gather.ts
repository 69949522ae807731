import type { Person } from './people.ts';
import { send } from './send.ts';
import type { Place } from './site-map.ts';

/** What stands on the pages: addresses of things that are there, and values that forms come with. */
export type Gathered = {
  /** Paths by the route they belong to. */
  readonly paths: Map<string, Set<string>>;
  /** Values by the name of their field. */
  readonly values: Map<string, Set<string>>;
  /** Ids and codes by the name that the API's addresses have for them; all of them under `any`. */
  readonly ids: Map<string, Set<string>>;
};

/** By which folder of the pages an id is known as what. */
const NAMES: Readonly<Record<string, string>> = {
  usulan: 'proposal',
  dana: 'proposal',
  musyawarah: 'forum',
  kegiatan: 'activity',
  laporan: 'filing',
  lembaga: 'organization',
  program: 'program',
  jurnal: 'entry',
};

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** Most values kept of a kind. */
const MOST = 300;

function keep(map: Map<string, Set<string>>, name: string, value: string): void {
  const kept = map.get(name) ?? new Set();
  map.set(name, kept);
  if (kept.size < MOST) kept.add(value);
}

function decoded(text: string): string {
  return text
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<');
}

/** Follows links as each person, a few of each kind of page. */
export async function gather(
  port: number,
  people: readonly Person[],
  places: readonly Place[],
  pagesEach: number,
): Promise<Gathered> {
  const gathered: Gathered = { paths: new Map(), values: new Map(), ids: new Map() };
  const patterns = places.map(({ route }) => ({
    route,
    pattern: new RegExp(`^${route.replaceAll('.', '\\.').replaceAll(/\[[^\]]+\]/g, '[^/]+')}$`),
  }));
  for (const person of people) {
    const queue = [
      '/',
      '/bandung',
      '/bandung/meja',
      '/prabumulih/usulan',
      '/akun',
      '/masuk',
      '/bandung/suara',
    ];
    const seen = new Set(queue);
    const looked = new Map<string, number>();
    for (let pages = 0; pages < pagesEach; ) {
      const path = queue.shift();
      if (path === undefined) break;
      const bare = path.split('?', 1)[0] ?? '';
      const route = patterns.find(({ pattern }) => pattern.test(bare))?.route;
      if (route === undefined) continue;
      keep(gathered.paths, route, bare);
      if ((looked.get(route) ?? 0) >= 3) continue;
      looked.set(route, (looked.get(route) ?? 0) + 1);
      pages += 1;
      const heard = await send(port, {
        method: 'GET',
        path,
        headers: { ...person.pages, accept: 'text/html' },
      });
      if (typeof heard === 'string' || !heard.headers['content-type']?.startsWith('text/html')) continue;
      note(gathered, heard.text);
      for (const [, link = ''] of heard.text.matchAll(/(?:href|action|src)="(\/[^"#]*)/g)) {
        const address = decoded(link);
        if (!seen.has(address)) queue.push(address);
        seen.add(address);
      }
    }
  }
  return gathered;
}

function note({ values, ids }: Gathered, html: string): void {
  for (const [, folder = '', id = ''] of html.matchAll(/\/(?:bandung|prabumulih)\/([a-z]+)\/([\w.-]+)/g)) {
    const name = NAMES[folder];
    if (name) keep(ids, name, id);
  }
  for (const [id] of html.matchAll(UUID)) keep(ids, 'any', id);
  for (const [, code = ''] of html.matchAll(/\b(32\.73(?:\.\d+)*)\b/g)) keep(ids, 'region', code);
  for (const [tag] of html.matchAll(/<(?:input|button|option|select)\b[^>]*>/g)) {
    const name = /\bname="([^"]+)"/.exec(tag)?.[1];
    const value = /\bvalue="([^"]*)"/.exec(tag)?.[1];
    if (name !== undefined && value !== undefined && name !== '_key')
      keep(values, decoded(name), decoded(value));
  }
  for (const [, name = '', options = ''] of html.matchAll(
    /<select\b[^>]*\bname="([^"]+)"[^>]*>(.*?)<\/select>/gs,
  )) {
    for (const [, value = ''] of options.matchAll(/\bvalue="([^"]*)"/g))
      keep(values, decoded(name), decoded(value));
  }
}
