import { describe, expect, test } from 'vitest';
import {
  activityRules,
  alongOf,
  asksContributions,
  awardNamed,
  bringersIn,
  disbursementRules,
  entriesIn,
  entriesWithin,
  entryPath,
  fieldsIn,
  filersOf,
  filingKind,
  forumKind,
  fundingRules,
  givenPurses,
  hasSection,
  isFor,
  levyOf,
  moneyRules,
  mostFor,
  planningKind,
  proposalKind,
  purseNamed,
  pursesBehind,
  pursesOfParty,
  type Section,
  sanctionNamed,
  settlingFiling,
} from './kinds.ts';
import type { Model } from './model.ts';

/** A model in as few words as the rules look at. */
const model = (parts: object): Model =>
  ({
    name: 'kecil',
    version: '2026',
    parties: { pillars: [], kinds: [], bodies: [] },
    proposals: [],
    forums: [],
    purses: [],
    filings: [],
    awards: [],
    sanctions: [],
    ...parts,
  }) as unknown as Model;

test.each<[Section, object, boolean]>([
  ['forums', {}, false],
  ['forums', { forums: [{ forum: 'rt' }] }, true],
  ['funding', {}, false],
  ['funding', { funding: {} }, true],
])('a model speaks of %s where it has some: %j', (section, parts, has) => {
  expect(hasSection(model(parts), section)).toBe(has);
});

const DUES = { source: 'iuran', owed: { each: 5n }, record: ['bendahara'], route: [], basis: 'a' };
const SPENT = { record: ['ketua'], route: [], basis: 'b' };
const ALL = model({
  proposals: [{ kind: 'usulan' }, { kind: 'hibah' }],
  forums: [{ forum: 'rw' }, { forum: 'kota' }],
  filings: [
    { kind: 'rencana', plans: { year: 1 } },
    { kind: 'lpj', effect: 'settles' },
  ],
  awards: [{ award: 'piala' }],
  sanctions: [{ sanction: 'tegur' }],
  purses: [
    { purse: 'kas', paid: 'by-office', deposits: [{ source: 'denda' }, DUES] },
    { purse: 'csr', paid: 'by-giver', deposits: [], spending: SPENT },
  ],
  funding: { disbursement: { basis: 'c' } },
  activities: { basis: 'd' },
});

describe('what was declared is found by its name, and what was not is a broken record', () => {
  test.each<[(of: Model, name: string) => unknown, string, object, string]>([
    [proposalKind, 'hibah', { kind: 'hibah' }, 'proposals of kind x'],
    [forumKind, 'kota', { forum: 'kota' }, 'forum x'],
    [filingKind, 'rencana', { kind: 'rencana' }, 'filing of kind x'],
    [awardNamed, 'piala', { award: 'piala' }, 'award x'],
    [sanctionNamed, 'tegur', { sanction: 'tegur' }, 'sanction x'],
    [purseNamed, 'csr', { purse: 'csr' }, 'purse x'],
  ])('%o', (find, name, found, missing) => {
    expect(find(ALL, name)).toMatchObject(found);
    expect(() => find(ALL, 'x')).toThrow(new Error(`kecil 2026 has no ${missing}`));
  });

  test('sections alike', () => {
    expect(fundingRules(ALL)).toMatchObject({ disbursement: { basis: 'c' } });
    expect(disbursementRules(ALL)).toEqual({ basis: 'c' });
    expect(activityRules(ALL)).toEqual({ basis: 'd' });
    const none = model({});
    expect(() => fundingRules(none)).toThrow('kecil 2026 has no section funding');
    expect(() => disbursementRules(none)).toThrow('kecil 2026 has no funding.disbursement');
    expect(() => disbursementRules(model({ funding: {} }))).toThrow('kecil 2026 has no funding.disbursement');
    expect(() => activityRules(none)).toThrow('kecil 2026 has no section activities');
  });
});

test.each([
  [{ kind: 'deposit', purse: 'kas', source: 'iuran' } as const, 'deposit/kas/iuran', DUES],
  [{ kind: 'spending', purse: 'csr' } as const, 'spending/csr', SPENT],
  [{ kind: 'disbursement', purse: 'kas' } as const, 'disbursement', { basis: 'c' }],
  [{ kind: 'refund' } as const, 'refund', { basis: 'c' }],
])('money goes the way that its kind is declared with: %j', (money, along, rules) => {
  expect(alongOf(money)).toBe(along);
  expect(moneyRules(ALL, along)).toEqual(rules);
});

test('money on a way that no purse has is a broken record', () => {
  expect(alongOf({ kind: 'deposit' })).toBe('deposit//');
  expect(alongOf({ kind: 'spending' })).toBe('spending/');
  expect(() => moneyRules(ALL, 'spending/kas')).toThrow('kecil 2026 has no spending of purse kas');
  expect(() => moneyRules(ALL, 'deposit/kas/hibah')).toThrow('kecil 2026 has no deposit of hibah into kas');
  expect(() => moneyRules(ALL, 'deposit')).toThrow('kecil 2026 has no purse ');
});

test('what everybody owes who pays in', () => {
  expect(levyOf(ALL, 'kas/iuran')).toEqual({ each: 5n });
  expect(() => levyOf(ALL, 'kas/denda')).toThrow('kecil 2026 has no levy kas/denda');
  expect(() => levyOf(ALL, 'kas')).toThrow('kecil 2026 has no deposit of  into kas');
});

test('purses that givers pay of, the filing that plans, and the one that settles', () => {
  expect(givenPurses(ALL)).toEqual(['csr']);
  expect(planningKind(ALL)?.kind).toBe('rencana');
  expect(settlingFiling(ALL)?.kind).toBe('lpj');
  expect([planningKind(model({})), settlingFiling(model({}))]).toEqual([undefined, undefined]);
});

const PEOPLE = model({
  parties: {
    pillars: [],
    kinds: [
      { kind: 'rw', offices: [{ office: 'ketua' }, { office: 'sekretaris' }] },
      { kind: 'pkk', offices: [{ office: 'ketua' }] },
    ],
    bodies: [{ body: 'tim', seats: [{ seat: 'anggota' }] }],
  },
});

test.each([
  [
    undefined,
    [
      ['rw', 'ketua', 'sekretaris'],
      ['pkk', 'ketua'],
      ['tim', 'tim/anggota'],
    ],
  ],
  [{ parties: ['rw'] }, [['rw', 'ketua', 'sekretaris']]],
  [
    { offices: ['ketua'] },
    [
      ['rw', 'ketua'],
      ['pkk', 'ketua'],
    ],
  ],
  // Whoever has no such office owes nothing.
  [{ parties: ['pkk', 'rw'], offices: ['sekretaris'] }, [['rw', 'sekretaris']]],
  // Left out altogether it is nobody's.
])('who owes a filing by %j', (by, expected) => {
  const filers = filersOf(PEOPLE, (by ? { by } : { by: {} }) as Parameters<typeof filersOf>[1]);
  expect(filers.map(({ kind, offices }) => [kind, ...offices])).toEqual(expected);
});

test('a filing that is about an activity is owed by no kind of party', () => {
  expect(filersOf(PEOPLE, {} as Parameters<typeof filersOf>[1])).toEqual([]);
});

test('who may bring something, each once, as the first kind says', () => {
  const bringers = bringersIn(
    model({
      proposals: [
        { from: [{ party: 'rw', offices: ['ketua'] }] },
        { from: [{ party: 'pkk' }, { party: 'rw', offices: ['sekretaris'] }] },
      ],
    }),
  );
  expect(bringers).toEqual([{ party: 'rw', offices: ['ketua'] }, { party: 'pkk' }]);
});

describe('a catalogue with entries within others', () => {
  const catalogue = model({
    catalogue: {
      entries: [
        { id: 'fisik', divided: true },
        { id: 'jalan', within: 'fisik', divided: true },
        { id: 'gang', within: 'jalan', divided: false, parties: ['rw'] },
        { id: 'sosial', divided: false },
      ],
    },
  });
  const ids = (entries: readonly { readonly id: string }[]) => entries.map((one) => one.id);

  test('proposals are about those within which no others stand; figures are of those that stand in none', () => {
    expect(ids(entriesIn(catalogue))).toEqual(['gang', 'sosial']);
    expect(ids(fieldsIn(catalogue))).toEqual(['fisik', 'sosial']);
    expect([entriesIn(model({})), fieldsIn(model({}))]).toEqual([[], []]);
  });

  test('an entry stands with those around it', () => {
    expect(ids(entryPath(catalogue, 'gang'))).toEqual(['fisik', 'jalan', 'gang']);
    expect(ids(entryPath(catalogue, 'sosial'))).toEqual(['sosial']);
    expect(entryPath(catalogue, 'taman')).toEqual([]);
    expect(entryPath(model({}), 'gang')).toEqual([]);
  });

  test('what stands within an entry', () => {
    expect(entriesWithin(catalogue, 'fisik')).toEqual(['gang']);
    expect(entriesWithin(catalogue, 'gang')).toEqual(['gang']);
    expect(entriesWithin(catalogue, 'sosial')).toEqual(['sosial']);
    expect(entriesWithin(catalogue, 'taman')).toEqual([]);
  });

  test('an entry is for the parties it names, or for all', () => {
    const [, , gang, sosial] = catalogue.catalogue?.entries ?? [];
    if (!gang || !sosial) throw new Error('no entries');
    expect([isFor(gang, 'rw'), isFor(gang, 'pkk'), isFor(sosial, 'pkk')]).toEqual([true, false, true]);
  });
});

test.each([
  [{ proposals: [{ asks: ['costs'] }], filings: [{ fields: [{ type: 'text' }] }] }, false],
  [{ proposals: [{ asks: [] }, { asks: ['contributions'] }] }, true],
  [{ filings: [{ fields: [{ type: 'text' }, { type: 'from-records', of: 'contributions' }] }] }, true],
  [{ filings: [{ fields: [] }, { fields: [{ type: 'from-records', of: 'contributions' }] }] }, true],
  [{ filings: [{ fields: [{ type: 'from-records', of: 'spending' }] }] }, false],
  [{ filings: [{ fields: [{ type: 'text', of: 'contributions' }] }] }, false],
])('what others give is asked: %j', (parts, asks) => {
  expect(asksContributions(model(parts))).toBe(asks);
});

describe('the most that could be granted', () => {
  const purse = (name: string, parts: object) => ({
    purse: name,
    deposits: [],
    basis: `of ${name}`,
    ...parts,
  });
  const funds = model({
    purses: [
      purse('pagu', {
        of: [
          { party: 'rw', amount: 100n, basis: 'table' },
          { party: 'lpm', amount: 90n, basis: 'pledge', pledged: true },
        ],
      }),
      purse('dana', { fund: { amount: 500n, most: 80n, basis: 'most' } }),
      purse('kas', { fund: { amount: 500n, basis: 'fund' } }),
      purse('iuran', { fund: { amount: 500n, basis: 'fund' }, deposits: [{ source: 'iuran' }] }),
      purse('iuran-berbatas', { fund: { most: 70n, basis: 'most' }, deposits: [{ source: 'iuran' }] }),
      purse('lepas', {}),
    ],
  });
  const kind = (...purses: (readonly [string, number])[]) =>
    ({ purses: purses.map(([name, perMille]) => ({ purse: name, perMille })) }) as unknown as Parameters<
      typeof mostFor
    >[1];

  test.each<[string, readonly (readonly [string, number])[], string, object | undefined]>([
    [
      'what a purse sets aside for its kind of party',
      [['pagu', 1000]],
      'rw',
      { amount: 100n, basis: 'table' },
    ],
    ['nothing for whom nothing is set aside', [['pagu', 1000]], 'pkk', undefined],
    ['nothing that is only pledged', [['pagu', 1000]], 'lpm', undefined],
    ['the most of a fund', [['dana', 1000]], 'pkk', { amount: 80n, basis: 'most' }],
    ['all of a fund that says no most', [['kas', 1000]], 'pkk', { amount: 500n, basis: 'fund' }],
    ['nothing of a fund that is paid into', [['iuran', 1000]], 'rw', undefined],
    ['unless it says a most', [['iuran-berbatas', 1000]], 'rw', { amount: 70n, basis: 'most' }],
    ['nothing of a purse that says nothing', [['lepas', 1000]], 'rw', undefined],
    // A purse that pays a quarter allows four times as much.
    ['as much as its share makes', [['dana', 250]], 'rw', { amount: 320n, basis: 'most' }],
    [
      'the least of what several allow',
      [
        ['kas', 900],
        ['pagu', 300],
        ['iuran', 100],
      ],
      'rw',
      { amount: 333n, basis: 'table' },
    ],
    [
      'whichever is named first',
      [
        ['pagu', 300],
        ['kas', 900],
      ],
      'rw',
      { amount: 333n, basis: 'table' },
    ],
    ['nothing where nothing is paid', [], 'rw', undefined],
  ])('%s', (_, shares, party, most) => {
    const found = mostFor(funds, kind(...shares), party);
    if (most === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(most);
  });

  test('the purses behind a kind, and those that a kind of party has of its own', () => {
    const names = (purses: readonly { readonly purse: string }[]) => purses.map((one) => one.purse);
    expect(names(pursesBehind(funds, kind(['kas', 500], ['pagu', 500])))).toEqual(['kas', 'pagu']);
    expect(names(pursesOfParty(funds, 'rw'))).toEqual(['pagu']);
    expect(pursesOfParty(funds, 'pkk')).toEqual([]);
    expect(() => pursesBehind(funds, kind(['x', 1000]))).toThrow('kecil 2026 has no purse x');
  });
});
