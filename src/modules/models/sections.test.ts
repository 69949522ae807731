import { expect, test } from 'vitest';
import { Sections } from './sections.ts';

const label = { id: 'Kata' };
const party = (kind: string) => ({
  kind,
  pillar: 'gov',
  label,
  at: 'village',
  offices: [{ office: 'head', label }],
  basis: 'perda',
});

/** Nothing but who takes part, by which law. */
const BARE = {
  schema: 2,
  name: 'kota',
  version: '2026',
  title: label,
  short: 'Kota',
  about: label,
  legal: [{ id: 'perda', cite: 'Perda 1', about: label }],
  parties: {
    pillars: [
      { pillar: 'gov', label },
      { pillar: 'com', label },
    ],
    kinds: [party('village')],
  },
};
const SHA = 'a1'.repeat(32);

function said(more: object): string[] {
  const read = Sections.safeParse({ ...BARE, ...more });
  return read.success ? [] : read.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`);
}

test('a model of parties alone: everything else is not there', () => {
  const { schema, name, version, title, short, about, legal, parties, ...others } = Sections.parse(BARE);
  expect(legal[0]?.uncertain).toBe(false);
  expect(others).toEqual({
    roles: [],
    goals: [],
    checklists: [],
    proposals: [],
    forums: [],
    purses: [],
    filings: [],
    awards: [],
    sanctions: [],
  });
});

test.each<[string, object, string[]]>([
  // what is written                                       it is said
  ['a year and a number', { version: '2026.12' }, []],
  ['more than a year', { version: '12026' }, ['version: a year, or year.number']],
  ['a year and words', { version: '2026a' }, ['version: a year, or year.number']],
  ['a year and half a number', { version: '2026.' }, ['version: a year, or year.number']],
  ['a short name of one sign', { short: 'K' }, ['short: Too small: expected string to have >=2 characters']],
  [
    'a short name that is long',
    { short: 'K'.repeat(25) },
    ['short: Too big: expected string to have <=24 characters'],
  ],
  ['no law', { legal: [] }, ['legal: Too small: expected array to have >=1 items']],
  [
    'a law of two signs',
    { legal: [{ id: 'perda', cite: 'UU', about: label }] },
    ['legal.0.cite: Too small: expected string to have >=3 characters'],
  ],
  ['an origin', { adopted: { name: 'induk', version: '2015', sha256: SHA } }, []],
  [
    'an origin without its hash',
    { adopted: { name: 'induk', version: '2015' } },
    ['adopted.sha256: Invalid input: expected string, received undefined'],
  ],
  [
    'a hash of capitals',
    { adopted: { name: 'induk', version: '2015', sha256: 'A1'.repeat(32) } },
    ['adopted.sha256: a SHA-256 as 64 digits and letters'],
  ],
  [
    'a hash that begins with more',
    { adopted: { name: 'induk', version: '2015', sha256: `x${SHA}` } },
    ['adopted.sha256: a SHA-256 as 64 digits and letters'],
  ],
  [
    'a hash that ends with more',
    { adopted: { name: 'induk', version: '2015', sha256: `${SHA}0` } },
    ['adopted.sha256: a SHA-256 as 64 digits and letters'],
  ],
  ['one year', { lasts: { years: 1, basis: 'perda' } }, []],
  ['ten years', { lasts: { years: 10, basis: 'perda' } }, []],
  ['no year', { lasts: { years: 0, basis: 'perda' } }, ['lasts.years: Too small: expected number to be >=1']],
  [
    'eleven years',
    { lasts: { years: 11, basis: 'perda' } },
    ['lasts.years: Too big: expected number to be <=10'],
  ],
  ['what nobody knows', { colour: 'red' }, [': Unrecognized key: "colour"']],
])('%s', (_, more, issues) => {
  expect(said(more)).toEqual(issues);
});
