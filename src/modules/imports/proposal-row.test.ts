import { describe, expect, test } from 'vitest';
import type { TitledRow } from '#kernel/readers/titled-table.ts';
import { CONTRIBUTION_FORMS, PROPOSAL_LIMITS } from '#modules/proposals/index.ts';
import { type ImportItem, itemsIn } from './import-kind.ts';
import { formWord, isFurtherLine, PROPOSAL_COLUMNS, proposalKey, readProposalRows } from './proposal-row.ts';

const row = (cells: Readonly<Record<string, string>>, line = 2): TitledRow<string> => ({
  line,
  cells,
  place: (column) => ({ sheet: 'Usulan', line, column }),
});
const DRAIN = { title: 'Perbaikan saluran air Gang Melati', need: 'Gang tergenang', volume: '96', unit: 'm' };
const COST = { item: 'U-ditch', quantity: '96', itemUnit: 'm', unitPrice: 'Rp 285.000' };
const LABOUR = { form: 'Tenaga', description: '40 hari kerja', value: '5.400.000' };
const rows = (...cells: Readonly<Record<string, string>>[]): ImportItem =>
  cells.map((one, i) => row(one, i + 2)) as unknown as ImportItem;
const wrong = (...cells: Readonly<Record<string, string>>[]) => {
  const read = readProposalRows(rows(...cells));
  return Array.isArray(read)
    ? read.map((one) => `${one.params.line} ${one.params.column} ${one.refusal}`)
    : [];
};

describe('rows of a list of proposals', () => {
  test('are a draft as somebody would have typed it, with its further lines below', () => {
    expect(
      readProposalRows(
        rows(
          { ...DRAIN, ...COST, ...LABOUR, people: '184' },
          { ...COST, item: 'Semen' },
          { ...LABOUR, form: 'material' },
        ),
      ),
    ).toEqual({
      title: DRAIN.title,
      need: DRAIN.need,
      address: '',
      volume: '96',
      unit: 'm',
      people: '184',
      poorHouseholds: '',
      total: '',
      costLines: [
        { item: 'U-ditch', quantity: '96', unit: 'm', unitPrice: 'Rp 285.000' },
        { item: 'Semen', quantity: '96', unit: 'm', unitPrice: 'Rp 285.000' },
      ],
      contributions: [
        { form: 'labour', description: '40 hari kerja', value: '5.400.000' },
        { form: 'material', description: '40 hari kerja', value: '5.400.000' },
      ],
    });
  });

  test('are read by the headings of the template, and what only further lines say goes on below', () => {
    const text = [
      'judul;alasan;alamat;volume;satuan;penerima manfaat;keluarga miskin;jumlah diminta;uraian biaya;banyaknya;satuan biaya;harga satuan;bentuk swadaya;uraian swadaya;nilai swadaya',
      'Saluran air;Tergenang;Gang Melati;96;m;184;23;27.360.000;U-ditch;96;buah;285.000;tenaga;40 hari kerja;5.400.000',
      ';;;;;;;;Semen;10;zak;72.000;;;',
      ';;;;;;;;;;;;uang;Iuran;1.000.000',
      'Posyandu;;;;;;;;;;;;;;',
    ];
    const items = itemsIn(
      { columns: PROPOSAL_COLUMNS, most: 10, mostRows: 10, goesOn: isFurtherLine },
      { text: text.join('\r\n'), sheet: '' },
    );
    expect('refusal' in items || items.map(readProposalRows)).toEqual([
      {
        title: 'Saluran air',
        need: 'Tergenang',
        address: 'Gang Melati',
        volume: '96',
        unit: 'm',
        people: '184',
        poorHouseholds: '23',
        total: '27.360.000',
        costLines: [
          { item: 'U-ditch', quantity: '96', unit: 'buah', unitPrice: '285.000' },
          { item: 'Semen', quantity: '10', unit: 'zak', unitPrice: '72.000' },
        ],
        contributions: [
          { form: 'labour', description: '40 hari kerja', value: '5.400.000' },
          { form: 'money', description: 'Iuran', value: '1.000.000' },
        ],
      },
      expect.objectContaining({ title: 'Posyandu', costLines: [], contributions: [] }),
    ]);
  });

  test('a line of costs or of what others give begins with any of its cells', () => {
    for (const [key, cell] of [
      ['item', 'Semen'],
      ['quantity', '10'],
      ['itemUnit', 'zak'],
      ['unitPrice', '72.000'],
    ] as const)
      expect(readProposalRows(rows(DRAIN, { [key]: cell }))).toMatchObject({
        costLines: [{ [key === 'itemUnit' ? 'unit' : key]: cell }],
      });
    expect(readProposalRows(rows({ ...DRAIN, form: 'tenaga' }))).toMatchObject({
      contributions: [{ form: 'labour', description: '', value: '' }],
    });
  });

  test('a proposal by its title alone is a draft too', () => {
    expect(readProposalRows(rows({ title: 'Posyandu' }))).toMatchObject({ costLines: [], contributions: [] });
  });

  test.each<[string, Readonly<Record<string, string>>[], string[]]>([
    ['no title', [{ need: 'x' }], ['2 title input.required']],
    ['a long title', [{ title: 'a'.repeat(PROPOSAL_LIMITS.title + 1) }], ['2 title input.too-long']],
    ['a long reason', [{ ...DRAIN, need: 'a'.repeat(PROPOSAL_LIMITS.text + 1) }], ['2 need input.too-long']],
    [
      'a long address',
      [{ ...DRAIN, address: 'a'.repeat(PROPOSAL_LIMITS.short + 1) }],
      ['2 address input.too-long'],
    ],
    ['a long unit', [{ ...DRAIN, unit: 'a'.repeat(PROPOSAL_LIMITS.unit + 1) }], ['2 unit input.too-long']],
    ['a volume that is none', [{ ...DRAIN, volume: 'banyak' }], ['2 volume quantity.unreadable']],
    ['people that are no number', [{ ...DRAIN, people: 'semua' }], ['2 people input.number']],
    ['households that are none', [{ ...DRAIN, poorHouseholds: 'x' }], ['2 poorHouseholds input.number']],
    ['a total that is none', [{ ...DRAIN, total: 'x' }], ['2 total money.unreadable']],
    ['a quantity that is none', [DRAIN, { ...COST, quantity: 'x' }], ['3 quantity quantity.unreadable']],
    ['a price that is none', [DRAIN, { ...COST, unitPrice: 'x' }], ['3 unitPrice money.unreadable']],
    [
      'a long item',
      [DRAIN, { ...COST, item: 'a'.repeat(PROPOSAL_LIMITS.item + 1) }],
      ['3 item input.too-long'],
    ],
    [
      'a long unit of an item',
      [DRAIN, { itemUnit: 'a'.repeat(PROPOSAL_LIMITS.unit + 1) }],
      ['3 itemUnit input.too-long'],
    ],
    ['an unknown form', [DRAIN, { ...LABOUR, form: 'doa' }], ['3 form input.choice']],
    ['a value without a form', [DRAIN, { value: '1.000.000' }], ['3 form input.choice']],
    ['a description without a form', [DRAIN, { description: 'x' }], ['3 form input.choice']],
    [
      'a long description',
      [DRAIN, { ...LABOUR, description: 'a'.repeat(PROPOSAL_LIMITS.item + 1) }],
      ['3 description input.too-long'],
    ],
    ['a value that is none', [DRAIN, { ...LABOUR, value: 'x' }], ['3 value money.unreadable']],
    [
      'several',
      [{ volume: 'x' }, { ...COST, quantity: 'x' }],
      ['2 title input.required', '2 volume quantity.unreadable', '3 quantity quantity.unreadable'],
    ],
  ])('%s is refused in its cell', (_, cells, issues) => {
    expect(wrong(...cells)).toEqual(issues);
  });

  test.each([
    ['item', COST, PROPOSAL_LIMITS.costLines],
    ['form', LABOUR, PROPOSAL_LIMITS.contributions],
  ])('of lines with %s there are no more than a form takes', (key, line, limit) => {
    const lines = (count: number) => [DRAIN, ...Array.from({ length: count }, () => line)];
    expect(wrong(...lines(limit))).toEqual([]);
    expect(wrong(...lines(limit + 1))).toEqual([`2 ${key} input.too-many-lines`]);
    expect(readProposalRows(rows(...lines(limit + 1)))).toMatchObject([{ params: { limit } }]);
  });
});

test.each([
  // a row with             goes on with the proposal above
  [COST, true],
  [LABOUR, true],
  [{}, true],
  [{ ...COST, title: 'Posyandu' }, false],
  [{ ...COST, address: 'Gang Melati' }, false],
  [{ ...COST, id: 'x' }, false],
  [{ ...COST, institution: 'RW 05' }, false],
  [{ ...COST, kind: 'fisik' }, false],
  [{ ...COST, need: 'Tergenang' }, false],
  [{ ...COST, scope: 'rw' }, false],
  [{ ...COST, place: '32.73.30.1003.005' }, false],
  [{ ...COST, volume: '96' }, false],
  [{ ...COST, unit: 'm' }, false],
  [{ ...COST, people: '184' }, false],
  [{ ...COST, poorHouseholds: '23' }, false],
  [{ ...COST, total: '27.360.000' }, false],
])('%j goes on: %s', (cells, on) => {
  expect(isFurtherLine(row(cells))).toBe(on);
});

test('a sheet calls the forms of contribution in Indonesian, and reads either', () => {
  expect(
    CONTRIBUTION_FORMS.map((one) => formWord(one))
      .slice(0, 3)
      .toSorted(),
  ).toEqual(['bahan', 'tenaga', 'uang']);
  expect(formWord('doa')).toBe('doa');
  for (const form of ['uang', 'MONEY', 'bahan']) expect(wrong({ ...DRAIN, ...LABOUR, form })).toEqual([]);
});

test('rows are of one proposal by its institution, title and address, however they are written', () => {
  const key = proposalKey('rw1', { title: 'Saluran  Air', address: 'Gang Melati' });
  expect(proposalKey('rw1', { title: 'saluran air', address: 'gang  melati' })).toBe(key);
  expect(proposalKey('rw2', { title: 'Saluran Air', address: 'Gang Melati' })).not.toBe(key);
  expect(proposalKey('rw1', { title: 'Saluran', address: 'Air Gang Melati' })).not.toBe(
    proposalKey('rw1', { title: 'Saluran Air', address: 'Gang Mawar' }),
  );
});

test('the list that Pilar offers needs a title alone, and its example is one that can be read', () => {
  expect(PROPOSAL_COLUMNS.filter((one) => !one.optional).map((one) => one.key)).toEqual(['title']);
  const example = Object.fromEntries(PROPOSAL_COLUMNS.map((one) => [one.key, String(one.example)]));
  expect(wrong(example)).toEqual([]);
});
