import { expect } from 'vitest';
import { parse } from 'yaml';
import { Sections } from '#modules/models/sections.ts';
import type { Unresolved } from '#modules/models/unresolved.ts';

const WORDS = { id: 'Kata' };
const BASIS = 'perda';

/** What a model has to say everywhere, and no rule that looks from one section into another asks about. */
const EVERYWHERE: Readonly<Record<string, unknown>> = {
  schema: 2,
  name: 'kota',
  version: '2026',
  short: 'Kota',
  title: WORDS,
  about: WORDS,
  legal: [{ id: BASIS, cite: 'Perda 1', about: WORDS }],
  label: WORDS,
  role: WORDS,
  task: WORDS,
  tasks: [WORDS],
  others: WORDS,
  basis: BASIS,
  executorsBasis: BASIS,
  window: { from: '01-01', to: '12-31', basis: BASIS },
  term: { years: 5, by: 'decree', basis: BASIS },
  evidence: { checkpoints: [100], photosEach: 0, basis: BASIS },
  due: { every: 'year', within: { days: 1 }, basis: BASIS },
  reason: false,
  secondFactor: false,
  inCash: false,
};

/** Sections of a model in a few lines of YAML; words, bases and the like that are missing are written into them. */
export function writtenSections(text: string): Sections {
  const raw: unknown = parse(text);
  for (;;) {
    const read = Sections.safeParse(raw);
    if (read.success) return read.data;
    const missing = read.error.issues.filter(({ path: at, message }) => {
      const path = message === 'has no basis' ? [...at, 'basis'] : at;
      const key = String(path.at(-1));
      const part = path.slice(0, -1).reduce<unknown>((inside, one) => Reflect.get(Object(inside), one), raw);
      if (!(key in EVERYWHERE) || Reflect.get(Object(part), key) !== undefined) return false;
      return Reflect.set(Object(part), key, structuredClone(EVERYWHERE[key]));
    });
    if (missing.length === 0)
      throw new Error(read.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`).join('\n'));
  }
}

/** The text with one part of it, which stands there once, written otherwise. */
export function rewritten(text: string, from: string, to: string): string {
  expect(text.split(from), `"${from}" stands once`).toHaveLength(2);
  return text.replace(from, to);
}

/** What a rule tells of sections: `proposals[0].forum: no such forum`. */
export function told(rule: (model: Sections) => readonly Unresolved[], text: string): string[] {
  return rule(writtenSections(text)).map(({ path, message }) => {
    const where = path.map((part, i) =>
      typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`,
    );
    return `${where.join('')}: ${message}`;
  });
}
