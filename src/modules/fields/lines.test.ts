import { expect, test } from 'vitest';
import { refusalIn } from '#kernel/refusal.ts';
import type { LinesField, WrittenField } from '#modules/models/index.ts';
import {
  amountNamed,
  cellsAsked,
  closedUp,
  columnTotal,
  countedLines,
  flattened,
  linesIn,
  type NestedAnswers,
  nested,
  readAnswers,
  tooMuch,
} from './index.ts';

const label = { id: 'Isian', en: 'Field' };
const asked = { label, required: true, personal: false };
const PLAN: LinesField = {
  key: 'rincian',
  type: 'lines',
  label,
  required: true,
  most: 3,
  columns: [
    { ...asked, key: 'kegiatan', type: 'entry' },
    { ...asked, key: 'biaya', type: 'rupiah' },
    { ...asked, key: 'permohonan', type: 'proposal', of: ['permohonan'], required: false },
  ],
};
const FIELDS: readonly WrittenField[] = [{ ...asked, key: 'surat', type: 'text' }, PLAN];
const WHERE = {
  under: 'content',
  area: '32.73',
  known: new Set<string>(),
  entries: new Set(['buku', 'jalan']),
  proposals: new Map([['rincian.1.permohonan', new Set(['019c44e8-6d00-7000-8000-2f1d3c9a5b10'])]]),
};

test.each<[Record<string, string>, readonly number[]]>([
  // what was typed                                       lines in which something stands
  [{}, []],
  [{ 'rincian.1.biaya': ' ' }, []],
  [{ 'rincian.2.biaya': '1', 'rincian.1.kegiatan': 'buku' }, [1, 2]],
  [{ 'rincian.7.biaya': '1', 'rincian.0.biaya': '1', 'rincian.01.biaya': '1' }, [7]],
  [{ 'rincian.12.biaya': '1', 'rincian.2.biaya': '1' }, [2, 12]],
  [{ 'x.rincian.1.biaya': '1', 'rincian.1.biaya.x': '1' }, []],
  [{ 'rincian.99999.biaya': '1', 'rincian.1.warna': 'merah', 'rencana.1.biaya': '1' }, []],
])('in %j stand the lines %j', (typed, lines) => {
  expect(linesIn(PLAN, typed)).toEqual(lines);
});

test('each cell is read as its column asks, and what is wrong stands at the cell as it was typed', () => {
  const typed = {
    surat: '1/DIR',
    'rincian.1.kegiatan': 'buku',
    'rincian.1.biaya': 'Rp 1,5 juta',
    'rincian.1.permohonan': '019c44e8-6d00-7000-8000-2f1d3c9a5b10',
    'rincian.3.kegiatan': 'gedung',
    'rincian.3.biaya': 'banyak',
    'rincian.3.permohonan': '019c44e8-6d00-7000-8000-2f1d3c9a5b10',
  };
  const read = (content: Record<string, string>) => readAnswers(cellsAsked(FIELDS, content), content, WHERE);
  expect(refusalIn(read(typed))?.issues?.map((one) => [one.field, one.refusal])).toEqual([
    ['content.rincian.3.kegiatan', 'scope.unknown'],
    ['content.rincian.3.biaya', 'money.unreadable'],
    ['content.rincian.3.permohonan', 'input.choice'],
  ]);
  const { 'rincian.3.kegiatan': _, 'rincian.3.biaya': __, 'rincian.3.permohonan': ___, ...first } = typed;
  expect(read(first)).toEqual({ ...first, 'rincian.1.biaya': '1500000' });
  expect(refusalIn(read({ surat: '1', 'rincian.1.kegiatan': 'buku' }))?.issues).toMatchObject([
    { field: 'content.rincian.1.biaya', refusal: 'input.required' },
  ]);
});

test('lines close up: what is empty is left out, and so is the line that is to go', () => {
  const typed = {
    surat: '1',
    'rincian.2.kegiatan': 'buku',
    'rincian.2.biaya': '1',
    'rincian.4.kegiatan': ' ',
    'rincian.5.kegiatan': 'jalan',
    'rincian.5.biaya': '2',
  };
  const second = { 'rincian.2.kegiatan': 'jalan', 'rincian.2.biaya': '2' };
  const first = { 'rincian.1.kegiatan': 'buku', 'rincian.1.biaya': '1' };
  expect(closedUp(FIELDS, typed)).toEqual({ surat: '1', ...first, ...second });
  expect(closedUp(FIELDS, typed, { field: 'rincian', line: 2 })).toEqual({
    surat: '1',
    'rincian.1.kegiatan': 'jalan',
    'rincian.1.biaya': '2',
  });
  expect(closedUp(FIELDS, typed, { field: 'lain', line: 2 })).toEqual({ surat: '1', ...first, ...second });
});

const lines = (count: number, biaya = '1') =>
  flattened({ rincian: Array.from({ length: count }, () => ({ kegiatan: 'buku', biaya })) });

test.each<[string, WrittenField, Record<string, string>, string | undefined]>([
  ['no line of what has none', { ...asked, key: 'surat', type: 'text' }, {}, undefined],
  ['no line where one is needed', PLAN, {}, 'input.no-lines'],
  ['no line where none is', { ...PLAN, required: false }, {}, undefined],
  ['as many as there may be', PLAN, lines(3), undefined],
  ['one more', PLAN, lines(4), 'input.too-many-lines'],
])('%s', (_, field, typed, refused) => {
  expect(countedLines([field], typed, 'content').map((one) => [one.field, one.refusal])).toEqual(
    refused ? [['content.rincian', refused]] : [],
  );
});

test('a column in rupiah adds up, of what can be read, to no more than Pilar can hold', () => {
  const typed = { ...lines(2, 'Rp 2 juta'), 'rincian.3.biaya': 'banyak' };
  expect(columnTotal(PLAN, 'biaya', typed)).toEqual({ total: 4_000_000n, unread: 1 });
  // A line without an amount is no amount that cannot be read.
  expect(columnTotal(PLAN, 'biaya', { 'rincian.1.kegiatan': 'buku' })).toEqual({ total: 0n, unread: 0 });
  const blank = { 'rincian.1.kegiatan': 'buku', 'rincian.1.biaya': ' ' };
  expect(columnTotal(PLAN, 'biaya', blank)).toEqual({ total: 0n, unread: 0 });
  expect(countedLines([PLAN], lines(4), 'content')).toMatchObject([{ params: { limit: 3 } }]);
  expect(amountNamed(FIELDS, 'dana', {})).toBe(0n);
  expect(amountNamed(FIELDS, 'dana.biaya', { ...typed, dana: '5' })).toBe(5n);
  expect(amountNamed(FIELDS, 'rincian', typed)).toBe(0n);
  expect(amountNamed(FIELDS, 'rincian.biaya', typed)).toBe(4_000_000n);
  expect(amountNamed([{ ...asked, key: 'dana', type: 'rupiah' }], 'dana', { dana: '7' })).toBe(7n);
  expect(tooMuch(FIELDS, lines(1, '9000 triliun'), 'content')).toEqual([]);
  expect(tooMuch(FIELDS, { ...lines(2, '9000 triliun') }, 'content')).toMatchObject([
    { field: 'content.rincian', refusal: 'money.too-large' },
  ]);
});

test('programs read and write lines as lists', () => {
  const kept = { surat: '1', 'rincian.1.kegiatan': 'buku', 'rincian.1.biaya': '1', 'rincian.2.biaya': '2' };
  const sent: NestedAnswers = { surat: '1', rincian: [{ kegiatan: 'buku', biaya: '1' }, { biaya: '2' }] };
  expect(nested(FIELDS, kept)).toEqual(sent);
  expect(flattened(sent)).toEqual(kept);
  expect(nested(FIELDS, {})).toEqual({ rincian: [] });
  expect(closedUp(FIELDS, {})).toEqual({});
});
