/** Makes one request after another by chance: to the API, to pages, by forms; nearly right or not at all. */
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { anyOf, type Chance } from './chance.ts';
import type { Gathered } from './gather.ts';
import { deepJson, oddJson, oddText, spoiled } from './odd-values.ts';
import type { Person } from './people.ts';
import type { Sent } from './send.ts';
import type { Operation, Place } from './site-map.ts';

export type Field = {
  readonly chance: Chance;
  readonly origin: string;
  readonly people: readonly [Person, ...Person[]];
  readonly places: readonly Place[];
  readonly operations: readonly Operation[];
  readonly gathered: Gathered;
};

export type Thrown = {
  readonly sent: Sent;
  readonly role: string;
  /** The operation, page or form it goes to. */
  readonly to: string;
  /** A form as a browser sends it for another site: it has to be refused. */
  readonly isForeign: boolean;
};

const LANGUAGES = ['id', 'en', 'su;q=NaN', '*', ';;;,,,', 'x'.repeat(300)] as const;
const FOREIGN = ['http://evil.example', 'null', 'http://127.0.0.1.evil.example'] as const;
/** What makes a browser send a form without asking the other site first. */
const FORM_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)/;

export function throwAt(field: Field): Thrown {
  const kind = field.chance.below(100);
  if (kind < 40) return throwAtApi(field);
  return kind < 65 ? throwAtPage(field) : throwForm(field);
}

function segment(chance: Chance): string {
  const text = oddText(chance).toWellFormed().slice(0, 300);
  return chance.percent(80) ? encodeURIComponent(text) : text.replaceAll(/[\s#?]/g, '%20') || '%20';
}

function queryOf(chance: Chance, gathered: Gathered, names: readonly string[]): string {
  if (names.length === 0 || chance.percent(50)) return '';
  const count = 1 + chance.below(3);
  const parts = Array.from({ length: count }, () => {
    const name = anyOf(chance, names) ?? 'x';
    const known = anyOf(chance, [...(gathered.values.get(name) ?? [])]);
    const value = known !== undefined && chance.percent(50) ? known : oddText(chance);
    const encoded = encodeURIComponent(value.toWellFormed().slice(0, 2000));
    return `${name}${chance.percent(3) ? '[]' : ''}=${chance.percent(3) ? '%ff%fe' : encoded}`;
  });
  return `?${parts.join('&')}`;
}

function throwAtApi({ chance, operations, people, gathered, origin }: Field): Thrown {
  const operation = anyOf(chance, operations);
  if (!operation) throw new Error('the API has no operation');
  const person = chance.of(people);
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (chance.percent(6)) return segment(chance);
    if (name === 'tenant') return chance.percent(94) ? 'bandung' : 'prabumulih';
    const known = gathered.ids.get(name) ?? gathered.ids.get('any');
    const pool = chance.percent(88) ? known : gathered.ids.get('any');
    return anyOf(chance, [...(pool ?? [])]) ?? randomUUID();
  });
  const writes = operation.method !== 'GET';
  const json = `${fitted(chance, operation.example, gathered)}`;
  const wanted = operation.takes[0] ?? 'application/json';
  const isForm = wanted.startsWith('multipart');
  const body = !writes
    ? undefined
    : isForm && chance.percent(80)
      ? multipart(chance, entriesOf(operation.example))
      : bodyOf(chance, json);
  const type =
    isForm && body && 'type' in body ? body.type : chance.percent(90) ? 'application/json' : typeBy(chance);
  return {
    role: person.role,
    to: `${operation.method} ${operation.path}`,
    isForeign: false,
    sent: {
      method: chance.percent(98)
        ? operation.method
        : chance.of(['PATCH', 'OPTIONS', 'HEAD', 'DELETE', 'PROPFIND']),
      path: path + queryOf(chance, gathered, operation.query),
      headers: {
        ...person.api,
        ...(chance.percent(2) ? { authorization: `Bearer ${headerText(chance)}` } : {}),
        ...(chance.percent(10) ? { 'accept-language': chance.of(LANGUAGES) } : {}),
        ...(chance.percent(10)
          ? { 'if-match': chance.of(['"1"', '"2"', '*', '""', 'W/"1"', '"99999999999999999999"']) }
          : {}),
        ...(chance.percent(10)
          ? { 'idempotency-key': chance.of(['a-key-used-again', 'x', ' ', randomUUID()]) }
          : {}),
        ...(writes ? { 'content-type': type, origin } : {}),
      },
      body: body && ('type' in body ? body.bytes : body),
    },
  };
}

/** An example with ids of things that are there, spoiled a little, much, or wholly; as JSON text. */
function fitted(chance: Chance, example: unknown, gathered: Gathered): string {
  const share = chance.of([0, 5, 5, 25, 100] as const);
  const known =
    typeof example === 'object' && example !== null && !Array.isArray(example)
      ? Object.fromEntries(
          Object.entries(example).map(([name, value]) => [
            name,
            anyOf(chance, [...(gathered.ids.get(name) ?? [])]) ?? value,
          ]),
        )
      : example;
  return JSON.stringify(spoiled(chance, known, share)) ?? 'null';
}

function bodyOf(chance: Chance, json: string): Buffer {
  const kind = chance.below(400);
  if (kind === 0) return Buffer.from(deepJson(20_000));
  if (kind === 1) return Buffer.from(JSON.stringify({ title: 'x'.repeat(3_000_000) }));
  if (kind === 2) return Buffer.from(JSON.stringify(Array.from({ length: 300_000 }, () => 0)));
  if (kind < 12) return Buffer.from(json.slice(0, chance.below(json.length)));
  if (kind < 16) return Buffer.from(json, 'utf16le');
  if (kind < 20) return Buffer.concat([Buffer.from(json), Buffer.from([0xff, 0xfe, 0xc3, 0x28])]);
  if (kind < 24) return Buffer.from(`{"__proto__":{"isAdmin":true},"constructor":${json}}`);
  if (kind < 28) return Buffer.from(json.replace('{', '{"title":"a","title":"b",'));
  return Buffer.from(json);
}

function typeBy(chance: Chance): string {
  return chance.of([
    'application/json; charset=utf-16',
    'application/xml',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'image/png',
    '',
    'x/y'.repeat(100),
  ]);
}

/** What a header can carry. */
function headerText(chance: Chance): string {
  return oddText(chance)
    .replaceAll(/[^\x20-\x7e]/gu, '.')
    .slice(0, 500);
}

function pathTo(chance: Chance, gathered: Gathered, route: string): string {
  const known = anyOf(chance, [...(gathered.paths.get(route) ?? [])]);
  const pattern = route.split('/');
  const given = known?.split('/') ?? pattern;
  return given
    .map((part, i) => {
      if (!pattern[i]?.startsWith('[')) return part;
      if (known !== undefined && chance.percent(85)) return part;
      if (pattern[i] === '[tenant]' && chance.percent(95))
        return chance.of(['bandung', 'bandung', 'prabumulih'] as const);
      if (chance.percent(35)) return segment(chance);
      const name = chance.of(['any', 'region', 'program'] as const);
      return anyOf(chance, [...(gathered.ids.get(name) ?? [])]) ?? 'x';
    })
    .join('/');
}

export function throwAtPage({ chance, places, people, gathered }: Field): Thrown {
  const place = anyOf(chance, places);
  if (!place) throw new Error('there is no page');
  const person = chance.of(people);
  const path = pathTo(chance, gathered, place.route);
  return {
    role: person.role,
    to: `GET ${place.route}`,
    isForeign: false,
    sent: {
      method: chance.percent(95) ? 'GET' : chance.of(['HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH']),
      path:
        (chance.percent(5) ? `${path.replace(/\/$/, '')}/__data.json` : path) +
        queryOf(chance, gathered, place.fields),
      headers: {
        ...person.pages,
        accept: chance.percent(90)
          ? 'text/html'
          : chance.of(['*/*', 'application/json', 'image/avif', ';;;']),
        ...(chance.percent(10) ? { 'accept-language': chance.of(LANGUAGES) } : {}),
        ...(chance.percent(3)
          ? {
              cookie: `pilar.session_token=${headerText(chance).replaceAll(';', '.')}; PARAGLIDE_LOCALE=${encodeURIComponent(oddText(chance).toWellFormed().slice(0, 50))}`,
            }
          : {}),
        ...(chance.percent(3) ? { range: chance.of(['bytes=0-', 'bytes=-1', 'bytes=9-1', 'x']) } : {}),
        ...(chance.percent(3) ? { 'if-none-match': headerText(chance) } : {}),
      },
    },
  };
}

export function throwForm({ chance, places, people, gathered, origin }: Field): Thrown {
  const forms = places.filter(
    (one) => one.actions.length > 0 || one.methods.some((method) => method !== 'GET'),
  );
  const place = anyOf(chance, forms);
  if (!place) throw new Error('there is no form');
  const person = chance.of(people);
  const action = anyOf(chance, place.actions);
  const method =
    anyOf(
      chance,
      place.methods.filter((one) => one !== 'GET'),
    ) ?? 'POST';
  const entries = Array.from({ length: chance.below(Math.min(14, place.fields.length + 2)) }, () => {
    const name = chance.percent(95) ? (anyOf(chance, place.fields) ?? 'x') : oddText(chance).slice(0, 200);
    const known = anyOf(chance, [...(gathered.values.get(name) ?? [])]);
    const value =
      known !== undefined && chance.percent(65)
        ? known
        : chance.percent(4)
          ? JSON.stringify(oddJson(chance))
          : oddText(chance);
    return [name, value] as const;
  });
  const sentAs = chance.below(100);
  const content =
    sentAs < 65
      ? { type: 'application/x-www-form-urlencoded', bytes: urlencoded(chance, entries) }
      : sentAs < 92
        ? multipart(chance, entries)
        : { type: typeBy(chance), bytes: Buffer.from(JSON.stringify(Object.fromEntries(entries))) };
  const isElsewhere = chance.percent(4);
  const from = isElsewhere ? chance.of(FOREIGN) : origin;
  return {
    role: person.role,
    to: `${method} ${place.route}${action === undefined || action === 'default' ? '' : `?/${action}`}`,
    isForeign: isElsewhere && FORM_TYPES.test(content.type),
    sent: {
      method,
      path: pathTo(chance, gathered, place.route) + actionQuery(chance, action),
      headers: {
        ...person.pages,
        origin: from,
        accept: chance.percent(85) ? 'text/html' : 'application/json',
        ...(content.type ? { 'content-type': content.type } : {}),
        ...(chance.percent(5) ? { 'x-sveltekit-action': 'true' } : {}),
        ...(chance.percent(2) ? { 'content-encoding': 'gzip' } : {}),
      },
      body: chance.percent(1) ? gzipSync(content.bytes) : content.bytes,
    },
  };
}

function actionQuery(chance: Chance, action: string | undefined): string {
  if (action === undefined || action === 'default') return '';
  return chance.percent(97) ? `?/${action}` : `?/${segment(chance)}`;
}

function urlencoded(chance: Chance, entries: readonly (readonly [string, string])[]): Buffer {
  if (chance.percent(0.3)) return Buffer.from('a=&'.repeat(1_000_000));
  const text = new URLSearchParams(
    entries.map(([name, value]) => [name.toWellFormed(), value.toWellFormed()]),
  ).toString();
  return Buffer.from(chance.percent(3) ? `${text}&%ff=%c3%28&=&&%` : text);
}

/** Beginnings of files, whole small ones, and what only says that it is one. */
const FILES = [
  Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
  Buffer.from('89504e470d0a1a0a0000000d4948445200001e3c00001e3c1002000000', 'hex'),
  Buffer.from('%PDF-1.4\n%%EOF'),
  Buffer.from('DL n=400000000\nformat=edgelist1\ndata:\n1 2\n'),
  Buffer.from('*Vertices 400000000\n'),
  Buffer.from('META\nkey;value\nnum_projects;60\nvote_type;constructor\nPROJECTS\nproject_id;cost\n'),
  Buffer.from('a""""""""""""""""""""'),
  Buffer.from('[}'.repeat(20_000)),
  Buffer.from('nodes:\n  - &a [*a, *a]\n'),
  Buffer.from(''),
] as const;

function multipart(
  chance: Chance,
  entries: readonly (readonly [string, string])[],
): { type: string; bytes: Buffer } {
  const boundary = `----${randomUUID()}`;
  const parts = entries.flatMap(([name, value]) => {
    const isFile = /photo|foto|receipt|file|berkas|kuitansi/i.test(name) || chance.percent(8);
    const label = name.toWellFormed().replaceAll(/["\r\n]/g, '_');
    const head = isFile
      ? `content-disposition: form-data; name="${label}"; filename="${chance.of(['a.jpg', '../../a.pb', '', 'é.gml', 'x'.repeat(400)])}"\r\ncontent-type: ${chance.of(['image/jpeg', 'text/csv', 'x'])}`
      : `content-disposition: form-data; name="${label}"`;
    const content = isFile
      ? chance.of([...FILES] as [Buffer, ...Buffer[]])
      : Buffer.from(value.toWellFormed());
    return [Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), content, Buffer.from('\r\n')];
  });
  const end = chance.percent(95) ? `--${boundary}--\r\n` : '';
  return {
    type: `multipart/form-data; boundary=${chance.percent(98) ? boundary : 'another'}`,
    bytes: Buffer.concat([...parts, Buffer.from(end)]),
  };
}

function entriesOf(example: unknown): (readonly [string, string])[] {
  if (typeof example !== 'object' || example === null) return [];
  return Object.entries(example).map(
    ([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const,
  );
}
