import { expect, test } from 'vitest';
import { mayBeMerged, mayBeOneInstitution, mayBeOneSupplier, moneyOfMerged, type Purse } from './merge.ts';

const AT = '32.73.30.1004';
const record = (id: string, mergedInto: string | null = null) => ({ id, mergedInto });
const institution = (id: string, kind = 'pkk', region = AT) => ({ ...record(id), kind, region, name: id });

test.each([
  // goes                  stays                   refused by
  [record('a'), record('b'), undefined],
  [record('a'), record('a'), 'merge.same'],
  [record('a', 'c'), record('b'), 'merge.done'],
  [record('a'), record('b', 'c'), 'merge.done'],
])('%o into %o: %s', (gone, stays, refusal) => {
  expect(mayBeMerged(gone, stays)?.refusal).toBe(refusal);
  if (refusal) expect(mayBeMerged(gone, stays)?.field).toBe('gone');
});

test.each([
  [institution('a'), institution('b'), undefined],
  [institution('a'), institution('b', 'lpm'), 'merge.differs'],
  [institution('a'), institution('b', 'pkk', '32.73.30.1001'), 'merge.differs'],
  [institution('a'), institution('a'), 'merge.same'],
])('%o and %o are one institution: %s', (gone, stays, refusal) => {
  expect(mayBeOneInstitution(gone, stays)?.refusal).toBe(refusal);
});

test('whoever is told that two institutions differ reads which', () => {
  expect(mayBeOneInstitution(institution('a'), institution('b', 'lpm'))).toMatchObject({
    field: 'gone',
    params: { gone: 'a', stays: 'b' },
  });
});

const supplier = (id: string, npwp: string | null, mergedInto: string | null = null) => ({
  ...record(id, mergedInto),
  name: `CV ${id}`,
  npwp,
});

test.each([
  // goes                                     stays                                   refused by
  [supplier('a', null), supplier('b', null), undefined],
  [supplier('a', '0123456789012345'), supplier('b', null), undefined],
  [supplier('a', null), supplier('b', '0123456789012345'), undefined],
  [supplier('a', '0123456789012345'), supplier('b', '0123456789012345'), undefined],
  [supplier('a', '123456789012345'), supplier('b', '0123456789012345'), undefined],
  [supplier('a', '0123456789012345'), supplier('b', '123456789012345'), undefined],
  [supplier('a', '0123456789012345'), supplier('b', '9123456789012345'), 'merge.numbers'],
  [supplier('a', null), supplier('a', null), 'merge.same'],
  [supplier('a', '1', 'c'), supplier('b', '2'), 'merge.done'],
])('%o and %o are one supplier: %s', (gone, stays, refusal) => {
  expect(mayBeOneSupplier(gone, stays)?.refusal).toBe(refusal);
  if (refusal === 'merge.numbers')
    expect(mayBeOneSupplier(gone, stays)).toMatchObject({
      field: 'gone',
      params: { gone: 'CV a', stays: 'CV b' },
    });
});

const purse = (program: string, amount: bigint, committed = 0n): Purse => ({
  id: program,
  purse: 'pagu',
  program,
  title: program,
  amount,
  committed,
});

test.each<[string, Purse[], Purse[], string | { withdrawn: string[]; given: string[] }]>([
  ['neither has a ceiling', [], [], { withdrawn: [], given: [] }],
  ['both have one', [purse('2026', 100n)], [purse('2026', 100n)], { withdrawn: ['2026'], given: [] }],
  ['only the one that goes', [purse('2026', 100n)], [], { withdrawn: ['2026'], given: ['2026'] }],
  ['only the one that stays', [], [purse('2026', 100n, 40n)], { withdrawn: [], given: [] }],
  [
    'in different years',
    [purse('2026', 100n)],
    [purse('2025', 100n, 100n)],
    { withdrawn: ['2026'], given: ['2026'] },
  ],
  ['money of the one that goes was decided', [purse('2026', 100n, 1n)], [], 'merge.money'],
  [
    'money of both was decided',
    [purse('2025', 100n), purse('2026', 100n, 40n)],
    [purse('2026', 100n, 30n)],
    'merge.money',
  ],
  ['it was merged before', [purse('2026', 0n)], [purse('2026', 100n)], { withdrawn: [], given: [] }],
])('ceilings where %s', (_, gone, stays, expected) => {
  const money = moneyOfMerged(gone, stays);
  if (typeof expected === 'string') {
    const bound = gone.find((one) => one.committed > 0n);
    expect(money).toMatchObject({
      refusal: expected,
      field: 'gone',
      params: { amount: bound?.committed, program: bound?.title },
    });
    return;
  }
  if ('refusal' in money) throw new Error('refused');
  expect({
    withdrawn: money.withdrawn.map((one) => one.program),
    given: money.given.map((one) => one.program),
  }).toEqual(expected);
});
