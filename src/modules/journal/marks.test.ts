import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alteredColumns, digestOf, type MarkedRow, marksText, readMarks, shapeOf, signsOf } from './marks.ts';

const row: MarkedRow = {
  table: 'proposal',
  key: '019c4a2e-0000-7000-8000-000000000001',
  columns: ['id', 'title', 'granted', 'remark'],
  values: ['019c4a2e-0000-7000-8000-000000000001', 'Drainase', '43560000', null],
};

function changed(column: number, value: string | null): MarkedRow {
  return { ...row, values: row.values?.with(column, value) };
}

test('marks are read as they were written, a deleted row by its key alone', () => {
  const gone: MarkedRow = { table: 'cost_line', key: 'a/1', columns: ['position'], values: undefined };
  const text = marksText(7, 'own', 'salt', [row, gone]);
  expect(readMarks(text)).toEqual({
    order: 7,
    own: 'own',
    rows: [
      {
        table: 'proposal',
        key: row.key,
        shape: shapeOf('proposal', row.columns),
        digest: digestOf('salt', row),
        signs: signsOf('salt', row),
      },
      {
        table: 'cost_line',
        key: 'a/1',
        shape: shapeOf('cost_line', ['position']),
        digest: undefined,
        signs: '',
      },
    ],
  });
  expect(text).not.toContain('Drainase');
});

test.each([
  // what was altered              the columns named
  [changed(1, 'Jalan'), ['title']],
  [changed(2, null), ['granted']],
  [changed(3, ''), ['remark']],
  [changed(3, '43560000'), ['remark']],
  [{ ...row, values: ['x', 'y', 'z', 'w'] }, ['id', 'title', 'granted', 'remark']],
  [row, []],
])('an altered row is another, and its columns are named: %#', (one, columns) => {
  const mark = { table: row.table, key: row.key, shape: '', digest: undefined, signs: signsOf('salt', row) };
  expect(alteredColumns('salt', mark, one)).toEqual(columns);
  expect(digestOf('salt', one) === digestOf('salt', row)).toBe(columns.length === 0);
});

test('no two rows have one digest, however their values are cut', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', ' ', '1', 'b') });
  const values = fc.array(fc.option(text), { minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(values, values, (one, other) => {
      const of = (list: readonly (string | null)[]) =>
        digestOf('salt', { table: 't', key: 'k', columns: ['a', 'b'], values: list });
      return (of(one) === of(other)) === (JSON.stringify(one) === JSON.stringify(other));
    }),
  );
});

test('the same row has another mark under another salt, in another table, by another key', () => {
  const all = [
    digestOf('salt', row),
    digestOf('pepper', row),
    digestOf('salt', { ...row, table: 'filing' }),
    digestOf('salt', { ...row, key: 'k' }),
  ];
  expect(new Set(all).size).toBe(all.length);
  expect(signsOf('salt', row)).not.toBe(signsOf('pepper', row));
});

test.each(['', 'x', '@x\nown', '@1\nown\nonlyone', '@99999999999999999\nown'])(
  '%j is no text of marks',
  (text) => {
    expect(readMarks(text)).toBeUndefined();
  },
);

test('a shape is another when a column comes, goes or is called otherwise', () => {
  const shapes = [['a', 'b'], ['a'], ['a', 'c'], ['b', 'a']].map((columns) => shapeOf('t', columns));
  expect(new Set([...shapes, shapeOf('u', ['a', 'b'])]).size).toBe(5);
});
