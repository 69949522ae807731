import { expect, test } from 'vitest';
import { mendedSince } from './mended.ts';
import type { FilingPart } from './part.ts';
import type { FilingRemark } from './remark.ts';

const row = (n: number, told: Record<string, string>): FilingPart => ({
  part: `expense.01910000-0000-7000-8000-00000000000${n}`,
  told,
});
const pipe = { description: 'Pipa', amount: '500000', receiptNumber: '1' };
const sand = { description: 'Pasir', amount: '200000', receiptNumber: '2' };
const wages = { description: 'Tukang', amount: '900000', receiptNumber: '3' };
const line = (n: number, kegiatan: string, biaya: string): FilingPart => ({
  part: `rincian.${n}`,
  told: { kegiatan, biaya },
});
const text = (narrative: string): FilingPart => ({ part: 'narrative', told: { narrative } });

/** What became of each part: `-` where it was or is not there. */
function told(before: readonly FilingPart[], now: readonly FilingPart[], asked: readonly string[] = []) {
  const remarks = asked.map(
    (part): FilingRemark => ({
      id: part,
      part,
      told: {},
      verdict: 'adjust',
      priority: null,
      remark: 'Perbaiki.',
      office: 'lurah',
      madeAt: new Date(0),
      reply: 'Sudah.',
      repliedAt: new Date(1),
    }),
  );
  const word = (one: FilingPart['told'] | undefined) => (one ? Object.values(one).join(' ') : '-');
  return mendedSince(before, now, remarks).map(
    (one) =>
      `${one.remark ? 'asked ' : ''}${one.changed ? 'changed' : 'same'}: ${word(one.before)} > ${word(one.now)}`,
  );
}

test.each<[string, readonly FilingPart[], readonly FilingPart[], readonly string[], readonly string[]]>([
  // what                     before                                 now                                     asked of
  ['nothing is another', [text('a'), row(1, pipe)], [text('a'), row(1, pipe)], [], []],
  ['a text is written anew', [text('a')], [text('b')], [], ['changed: a > b']],
  ['nothing was changed that was asked for', [text('a')], [text('a')], ['narrative'], ['asked same: a > a']],
  [
    'what is asked for stands first',
    [text('a'), line(1, 'x', '1')],
    [text('b'), line(1, 'x', '2')],
    ['rincian.1'],
    ['asked changed: x 1 > x 2', 'changed: a > b'],
  ],
  ['of the whole', [text('a')], [text('b')], [''], ['asked same: - > -', 'changed: a > b']],
  ['a row is struck', [row(1, pipe), row(2, sand)], [row(2, sand)], [], ['changed: Pipa 500000 1 > -']],
  ['a row is added', [row(1, pipe)], [row(1, pipe), row(2, sand)], [], ['changed: - > Pasir 200000 2']],
  [
    'a row is struck and typed anew',
    [row(1, pipe), row(2, sand)],
    [row(2, sand), row(3, { ...pipe, amount: '450000' })],
    [],
    ['changed: Pipa 500000 1 > Pipa 450000 1'],
  ],
  [
    'a row is another in all',
    [row(1, pipe)],
    [row(2, wages)],
    [],
    ['changed: Pipa 500000 1 > -', 'changed: - > Tukang 900000 3'],
  ],
  [
    'lines move up when one is taken out',
    [line(1, 'x', '1'), line(2, 'y', '2'), line(3, 'z', '3')],
    [line(1, 'y', '2'), line(2, 'z', '3')],
    [],
    ['changed: x 1 > -'],
  ],
  [
    'a line of the middle is mended',
    [line(1, 'x', '1'), line(2, 'y', '2')],
    [line(1, 'x', '1'), line(2, 'y', '9')],
    ['rincian.2'],
    ['asked changed: y 2 > y 9'],
  ],
  ['a field is new', [text('a')], [text('a'), { part: 'foto', told: { foto: '1' } }], [], ['changed: - > 1']],
  [
    'a field is gone',
    [text('a'), { part: 'foto', told: { foto: '1' } }],
    [text('a')],
    [],
    ['changed: 1 > -'],
  ],
  [
    'two fields, each by its name',
    [text('a'), { part: 'foto', told: { foto: '1' } }],
    [text('b'), { part: 'foto', told: { foto: '2' } }],
    ['foto'],
    ['asked changed: 1 > 2', 'changed: a > b'],
  ],
  [
    'what is asked of a line that is gone',
    [line(1, 'x', '1')],
    [],
    ['rincian.1'],
    ['asked changed: x 1 > -'],
  ],
  // Half of what it tells is enough to be the same line, less is not.
  ['half of a line is the same', [line(1, 'x', '1')], [line(2, 'x', '9')], [], ['changed: x 1 > x 9']],
  [
    'a third of a row is the same',
    [row(1, pipe)],
    [row(2, { ...wages, description: 'Pipa' })],
    [],
    ['changed: Pipa 500000 1 > -', 'changed: - > Pipa 900000 3'],
  ],
  [
    'a row stays itself, whatever it tells now, before another that is more alike',
    [row(1, pipe)],
    [row(2, { ...pipe, amount: '1' }), row(1, wages)],
    [],
    ['changed: Pipa 500000 1 > Tukang 900000 3', 'changed: - > Pipa 1 1'],
  ],
  [
    'the most alike are paired first',
    [line(1, 'x', '1'), line(2, 'y', '1')],
    [line(3, 'y', '2'), line(4, 'x', '2'), line(5, 'y', '1')],
    [],
    ['changed: x 1 > x 2', 'changed: - > y 2'],
  ],
  [
    'of two as much alike the one in its place',
    [line(1, 'x', '1'), line(2, 'x', '2')],
    [line(2, 'x', '8'), line(1, 'x', '9')],
    [],
    ['changed: x 1 > x 9', 'changed: x 2 > x 8'],
  ],
  [
    'a line and a row are never one',
    [line(1, 'x', '1')],
    [{ part: row(1, pipe).part, told: { kegiatan: 'x', biaya: '1' } }],
    [],
    ['changed: x 1 > -', 'changed: - > x 1'],
  ],
  ['what tells nothing is nothing', [row(1, {})], [row(2, {})], [], ['changed:  > -', 'changed: - > ']],
])('a filing that came again: %s', (_, before, now, asked, came) => {
  expect(told(before, now, asked)).toEqual(came);
});
