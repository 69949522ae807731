/** What both languages say, to find on a page what was left in the other, and what was never worded at all. */
import { globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { MEASURES } from '#analysis/measures/index.ts';

type Locale = 'id' | 'en';
type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };

const isMap = (data: Data | undefined): data is { readonly [key: string]: Data } =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

/** Messages by their keys; one that differs by number has several sentences. */
function messages(locale: Locale): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const collect = (data: Data, key: string): void => {
    if (typeof data === 'string') found.set(key, [data]);
    else if (Array.isArray(data))
      found.set(
        key,
        data.flatMap((one) => sentencesOf(isMap(one) ? one.match : null)),
      );
    else if (isMap(data))
      for (const [name, inner] of Object.entries(data)) collect(inner, key ? `${key}.${name}` : name);
  };
  for (const file of globSync(`messages/${locale}/*.json`))
    collect(JSON.parse(readFileSync(file, 'utf8')), '');
  return found;
}

function sentencesOf(match: Data | undefined): string[] {
  return isMap(match) ? Object.values(match).filter((one) => typeof one === 'string') : [];
}

/** What models, instruments and cities say in both languages, what they name by a code, and what people of the demo wrote. */
function said(): { id: string[]; en: string[]; codes: string[]; people: string[] } {
  const found = { id: [] as string[], en: [] as string[], codes: [] as string[], people: [] as string[] };
  const collect = (data: Data, plain: string[]): void => {
    if (Array.isArray(data)) for (const one of data) collect(one, plain);
    if (typeof data === 'string') plain.push(data);
    if (!isMap(data)) return;
    const { id, en } = data;
    if (typeof id === 'string' && typeof en === 'string') {
      found.id.push(id);
      found.en.push(en);
    } else for (const one of Object.values(data)) collect(one, plain);
  };
  for (const file of globSync([
    'models/**/*.yaml',
    'cities/*.yaml',
    'demo/{bandung,prabumulih}.yaml',
    'demo/cases/*.json',
  ]))
    collect(parse(readFileSync(file, 'utf8')), found.codes);
  for (const { label, meaning, missing } of MEASURES)
    for (const words of [label, meaning, missing]) {
      found.id.push(words.id);
      found.en.push(words.en);
    }
  for (const file of globSync(['demo/proposals.yaml', 'demo/tjsl.yaml']))
    collect(parse(readFileSync(file, 'utf8')), found.people);
  for (const file of globSync('src/demo/**/*.ts'))
    found.people.push(...quoted(file).filter((text) => /\s/.test(text)));
  found.people.push(...found.codes.filter((text) => /[\sA-Z]/.test(text)));
  return found;
}

/** The texts in a file of the program. */
function quoted(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/'([^'\n]+)'/g)].map(([, text = '']) => text);
}

const MESSAGES = { id: messages('id'), en: messages('en') };
const SAID = said();
const SENTENCES: Readonly<Record<Locale, ReadonlySet<string>>> = {
  id: new Set([...[...MESSAGES.id.values()].flat(), ...SAID.id]),
  en: new Set([...[...MESSAGES.en.values()].flat(), ...SAID.en]),
};
/** The same within a sentence, or as people of the demo say a unit. */
const LOWER: Readonly<Record<Locale, ReadonlySet<string>>> = {
  id: new Set([...SENTENCES.id, ...SAID.people].map((text) => text.toLowerCase())),
  en: new Set([...SENTENCES.en, ...SAID.people].map((text) => text.toLowerCase())),
};
const KEYS: ReadonlySet<string> = new Set([...MESSAGES.id.keys()].filter((key) => key.includes('.')));

const WORD = /[\p{L}\p{N}][\p{L}\p{N}_-]*/gu;
const IDENTIFIER = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Words in which people may read or write: those of the sentences, and of what a demo city's people wrote themselves. */
const VOCABULARY: Readonly<Record<Locale, ReadonlySet<string>>> = {
  id: vocabulary([...SENTENCES.id, ...SAID.people]),
  en: vocabulary([...SENTENCES.en, ...SENTENCES.id, ...SAID.people]),
};

function vocabulary(texts: readonly string[]): Set<string> {
  return new Set(
    texts.flatMap((text) =>
      [...text.replaceAll(/\{\w+\}/g, ' ').matchAll(WORD)].map(([word]) => word.toLowerCase()),
    ),
  );
}

/** Words of the code: what stands between quotes in it, and the codes of models. */
const CODES: ReadonlySet<string> = new Set(
  [
    ...globSync('src/{kernel,analysis,modules}/**/*.ts')
      .filter((file) => !file.endsWith('.test.ts'))
      .flatMap(quoted),
    ...SAID.codes,
    ...[...KEYS].flatMap((key) => key.split('.')),
  ].filter((text) => IDENTIFIER.test(text) && text.length > 2),
);

/** Sentences of one language which the other says otherwise; with parameters, as an expression. */
function alone(locale: Locale): { exact: Set<string>; open: { begins: string; is: RegExp }[] } {
  const other = SENTENCES[locale === 'id' ? 'en' : 'id'];
  const own = [...SENTENCES[locale]].filter((text) => !other.has(text));
  const open = own.flatMap((text) => {
    const parts = text.split(/\{\w+\}/);
    const longest = parts.toSorted((a, b) => b.length - a.length)[0] ?? '';
    // Two words and something else may be what somebody wrote: `Berita acara {number}`.
    const fixed = parts.join(' ').match(/\p{L}{2,}/gu) ?? [];
    if (parts.length < 2 || fixed.length < 3) return [];
    const is = new RegExp(
      `^${parts.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.+')}$`,
      'u',
    );
    return [{ begins: longest, is }];
  });
  // What people write themselves may be one such word, and names are names in every language.
  return { exact: new Set(own.filter((text) => /\s\p{Ll}/u.test(text) && !text.includes('{'))), open };
}

const ALONE = { id: alone('id'), en: alone('en') };

/** The words of a page without its markup, each text as it stands between two tags; lines of one drawn text are one. */
export function words(html: string): string[] {
  return html
    .replaceAll(/<(style|script)\b[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<\/tspan>\s*<tspan\b[^>]*>/g, ' ')
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00a0',
  '#39': "'",
};

/**
 * What a page says to people: its texts, and what is read out of its attributes. Codes in their own markup are told
 * apart, so is what somebody typed, and what says that it is in a language of its own, as papers that are Indonesian by law.
 */
export function spoken(html: string): string[] {
  const plain = html
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/<(style|script|code|pre|kbd|samp|textarea)\b[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<(?!html)(\w+)\b[^>]*\slang="\w+"[^>]*>[\s\S]*?<\/\1>/g, ' ');
  const attributes = [
    ...plain.matchAll(/\s(?:aria-label|aria-description|alt|title|placeholder)="([^"]*)"/g),
  ];
  return [...words(plain), ...attributes.map(([, text = '']) => text.trim())]
    .map((text) => text.replaceAll(/&(\w+|#39);/g, (whole, name) => ENTITIES[name] ?? whole))
    .filter((text) => text !== '');
}

/** What was never worded: values of the program that slipped onto a page. */
const NEVER = [
  /\bundefined\b/,
  /\bNaN\b/,
  /\[object \w+\]/,
  /\{\w+\}/,
  /\bInfinity\b/,
  /\bnull\b/,
  /\d{4}-\d\d-\d\dT\d\d:\d\d/,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/,
  /\b[0-9a-f]{32,}\b/,
];
/** Names that begin small and are nobody's code. */
const NAMES = new Set(['iPhone', 'iPad', 'macOS', 'eKTP', 'eID', 'kB']);

/** What stands on a page in one language without being said in it: identifiers, keys, values nobody worded, the other language. */
export function unworded(html: string, locale: Locale): string[] {
  const texts = [...new Set(spoken(html))];
  const marked = html.includes(`<html lang="${locale}"`) ? [] : [`is not marked as ${locale}`];
  return [...marked, ...texts.flatMap((text) => faultIn(text, locale).map((fault) => `${fault}: ${text}`))];
}

function faultIn(text: string, locale: Locale): string[] {
  const never = NEVER.find((one) => one.test(text));
  if (never) return [`says ${never.exec(text)?.[0]}`];
  const other = ALONE[locale === 'id' ? 'en' : 'id'];
  if (other.exact.has(text)) return [`is not said in ${locale}`];
  if (
    other.open.some(
      ({ begins, is }) => text.includes(begins) && is.test(text) && !SENTENCES[locale].has(text),
    )
  )
    return [`is not said in ${locale}`];
  // The code is English: in Indonesian any word that people use is theirs.
  const usual = LOWER[locale].has(text) || (locale === 'id' && VOCABULARY.id.has(text));
  if (CODES.has(text) && !usual) return ['says a word of the code'];
  return text.split(/\s+/).flatMap((piece) => {
    const token = piece.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
    if (KEYS.has(token)) return [`says the key ${token}`];
    if (/^[a-z]+[A-Z]\w*$/.test(token) && !NAMES.has(token)) return [`says the identifier ${token}`];
    if (/^[a-z][a-z0-9]*(_[a-z0-9]+)+$/i.test(token)) return [`says the identifier ${token}`];
    if (CODES.has(token) && !VOCABULARY[locale].has(token)) return [`says a word of the code, ${token}`];
    return [];
  });
}
