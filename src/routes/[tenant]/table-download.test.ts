import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { number, rupiah, text } from '#kernel/table-column.ts';
import { tableDownload } from './table-download.ts';

async function* rows() {
  yield [['32.73.30.1003', 'Pasir Impun', 'Pasir Impun', -6.5, 1_500_000n]];
}

const columns = [text('Kode'), text('Kelurahan'), text('Kelurahan'), number('Jarak'), rupiah('Dana')];

const asked = (query: string, form: 'csv' | 'xlsx') => ({
  url: new URL(`http://pilar.test/a.${form}${query}`),
  params: { form },
});

test.each([
  ['', 'Kode,Kelurahan,Jarak,Dana\r\n32.73.30.1003,Pasir Impun,-6.5,1500000\r\n'],
  ['?pemisah=koma', 'Kode,Kelurahan,Jarak,Dana\r\n32.73.30.1003,Pasir Impun,-6.5,1500000\r\n'],
  ['?pemisah=titik-koma', 'Kode;Kelurahan;Jarak;Dana\r\n32.73.30.1003;Pasir Impun;-6,5;1500000\r\n'],
  ['?pemisah=%3B', 'Kode;Kelurahan;Jarak;Dana\r\n32.73.30.1003;Pasir Impun;-6,5;1500000\r\n'],
])(
  'asked for with %j, a table has each column once and the decimals that go with its separator',
  async (query, content) => {
    const answer = tableDownload(asked(query, 'csv'), 'jarak-2026', columns, rows());
    // Read as bytes: reading as text would take the mark away.
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer())).toBe(
      `\ufeff${content}`,
    );
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="jarak-2026.csv"');
  },
);

test('the same table is a workbook where the address says so', async () => {
  const answer = tableDownload(asked('', 'xlsx'), 'jarak-2026', columns, rows());
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="jarak-2026.xlsx"');
  expect(answer.headers.get('content-type')).toContain('spreadsheetml.sheet');
  expect(Buffer.from(await answer.arrayBuffer()).subarray(0, 4)).toEqual(Buffer.from('PK\u0003\u0004'));
});

test('every list that is handed out as text is a workbook too', () => {
  const folders = readdirSync('src/routes', { recursive: true, encoding: 'utf8' });
  expect(folders.filter((path) => path.endsWith('.csv'))).toEqual([]);
  expect(folders.filter((path) => path.endsWith('.[form=table]')).length).toBeGreaterThan(20);
});
