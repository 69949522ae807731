import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { at, REFUSALS, type RefusalCode, refuse, together } from '#kernel/refusal.ts';
import { locales } from '#paraglide/runtime.js';
import { messageFor, officeName, withOffices } from './message.ts';
import { DETAILS, detailOf, wordForm, wordRefusal } from './word-refusal.ts';

const codes = Object.keys(REFUSALS).filter((code): code is RefusalCode => code in REFUSALS);
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

/** Every message of a language as `file:dotted.key` → text; variants count as one text. */
function messages(locale: string): Map<string, string> {
  const found = new Map<string, string>();
  const folder = new URL(`../../messages/${locale}/`, import.meta.url);
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [name, inner] of Object.entries(value))
        walk(inner, key.endsWith(':') ? key + name : `${key}.${name}`);
    } else {
      found.set(key, typeof value === 'string' ? value : JSON.stringify(value));
    }
  };
  for (const file of readdirSync(folder))
    walk(JSON.parse(readFileSync(new URL(file, folder), 'utf8')), `${file}:`);
  return found;
}

const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort();

describe('every refusal', () => {
  test.each(locales)('has a title and a remedy in %s that stand without parameters', (locale) => {
    const lacking = codes.filter((code) => {
      const words = wordRefusal(refuse(code), locale);
      return words.title === code || words.remedy === '' || /[{}]|undefined/.test(words.title + words.remedy);
    });
    expect(lacking).toEqual([]);
  });

  test.each(locales)(
    'whose detail is declared has one in %s, naming exactly the declared parameters',
    (locale) => {
      const texts = messages(locale);
      const wrong = codes.filter((code) => {
        const text = [...texts].find(([key]) => key.endsWith(`:refusal.${code}.detail`))?.[1];
        return String(placeholders(text ?? '')) !== String(Object.keys(DETAILS[code] ?? {}).sort());
      });
      expect(wrong).toEqual([]);
    },
  );

  test('names what a model names in the language of the reader', () => {
    const missing = [{ id: 'Pengurus RT 3/5', en: 'RT boards 3/5' }];
    expect(wordRefusal(refuse('forum.no-quorum', undefined, { missing }), 'en').remedy).toContain(
      'RT boards 3/5',
    );
  });

  test('keeps the basis it was made with', () => {
    const basis = { cite: 'Perwal 436/2015', rule: 'pagu' };
    expect(wordRefusal(refuse('ceiling.exceeded', basis), 'id').basis).toEqual(basis);
  });
});

describe('what came with a refusal is said', () => {
  test.each([
    [
      refuse('ceiling.exceeded', undefined, { amount: 52_500_000n, remaining: 9_500_000n }),
      'Diperlukan Rp 52.500.000, sisa pagu Rp 9.500.000.',
    ],
    [
      refuse('ceiling.exceeded', undefined, { amount: '52500000', remaining: '0' }),
      'Diperlukan Rp 52.500.000, sisa pagu Rp 0.',
    ],
    [
      refuse('forum.no-quorum', undefined, {
        missing: [
          { id: 'Pengurus RT', en: 'RT boards' },
          { id: 'Tokoh wanita', en: 'Women leaders' },
        ],
      }),
      'Belum cukup: Pengurus RT dan Tokoh wanita.',
    ],
    [
      refuse('program.window', undefined, { from: '2026-01-01', to: '2026-03-31' }),
      'Masa pengajuan: 1 Januari 2026 sampai 31 Maret 2026.',
    ],
    [refuse('file.too-large', undefined, { limit: 15_728_640 }), 'Paling besar 15 MB.'],
    [refuse('file.too-large', undefined, { limit: '15 MB' }), 'Paling besar 15 MB.'],
    [refuse('proposal.state', undefined, { state: 'withdrawn' }), 'Keadaannya sekarang: Ditarik.'],
    [
      refuse('access.office', undefined, { offices: ['lurah', 'village-secretary'] }),
      'Yang berwenang: Lurah dan Sekretaris kelurahan.',
    ],
  ])('%o', (refusal, said) => {
    expect(plain(wordRefusal(refusal, 'id').remedy)).toContain(said);
  });

  test('and left out when a part of it is missing', () => {
    const bare = wordRefusal(refuse('program.window'), 'id');
    expect(wordRefusal(refuse('program.window', undefined, { from: '2026-01-01' }), 'id')).toEqual(bare);
    expect(wordRefusal(refuse('forum.no-quorum', undefined, { missing: [] }), 'id')).toEqual(
      wordRefusal(refuse('forum.no-quorum'), 'id'),
    );
  });
});

describe('a refused form', () => {
  const refusal = together([
    at('title', refuse('input.no-letters')),
    at('price', refuse('money.fractional')),
    at('price', refuse('input.required')),
  ]);

  test('has one message beside each field, the first that was found', () => {
    const form = refusal && wordForm(refusal, 'id');
    expect(Object.keys(form?.errors ?? {})).toEqual(['title', 'price']);
    expect(form?.errors.price).toMatch(/^Nilai rupiah harus bulat/);
    expect(form?.refusal.title).toBe('Ada isian yang perlu diperbaiki.');
  });

  test('speaks as a whole when no field is at fault', () => {
    expect(wordForm(refuse('forum.sealed'), 'en').errors).toEqual({});
    expect(wordForm(at('photo', refuse('file.empty')), 'en').errors.photo).toMatch(/^This file is empty/);
  });
});

describe('messages', () => {
  const base = messages('id');

  test.each(locales)('are complete in %s, with the same placeholders', (locale) => {
    const other = messages(locale);
    expect([...other.keys()].sort()).toEqual([...base.keys()].sort());
    const differing = [...base].filter(
      ([key, text]) => String(placeholders(text)) !== String(placeholders(other.get(key) ?? '')),
    );
    expect(differing).toEqual([]);
  });

  test.each(locales)('of every file in %s are compiled', (locale) => {
    const lost = [...messages(locale).keys()]
      .map((key) => key.slice(key.indexOf(':') + 1))
      .filter((key) => messageFor(key, {}, locale) === undefined);
    expect(lost).toEqual([]);
  });

  test('an unknown key has none', () => {
    expect(messageFor('refusal.nothing.title')).toBeUndefined();
    expect(messageFor('constructor')).toBeUndefined();
  });
});

test('offices that only a city knows are called as its models say; of many the first are named and the others counted', () => {
  const words = new Map([
    ['economy', { id: 'Bagian Perekonomian', en: 'Economy division' }],
    ['lurah', { id: 'Lurah yang lain', en: 'Another lurah' }],
    ['forum-tjsl/ketua', { id: 'Ketua Forum', en: 'Chair of the Forum' }],
  ]);
  const said = (offices: readonly string[]) =>
    withOffices(words, () => detailOf(refuse('access.office', undefined, { offices }), 'id'));
  expect(said(['economy', 'forum-tjsl/ketua', 'lurah'])).toBe(
    'Yang berwenang: Bagian Perekonomian, Ketua Forum, dan Lurah.',
  );
  expect(said(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('Yang berwenang: A, B, C, D, E, F, dan G.');
  expect(said(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'a'])).toBe(
    'Yang berwenang: A, B, C, D, E, dan 3 jabatan lain.',
  );
  expect(officeName('economy', 'id')).toBe('Economy');
});
