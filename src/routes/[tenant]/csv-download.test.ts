import { expect, test } from 'vitest';
import { csvDownload } from './csv-download.ts';

async function* rows() {
  yield [['32.73.30.1003', 'Pasir Impun', 'Pasir Impun', -6.5, 1_500_000n]];
}

const head = ['Kode', 'Kelurahan', 'Kelurahan', 'Jarak', 'Dana'];

test.each([
  ['', 'Kode,Kelurahan,Jarak,Dana\r\n32.73.30.1003,Pasir Impun,-6.5,1500000\r\n'],
  ['?pemisah=koma', 'Kode,Kelurahan,Jarak,Dana\r\n32.73.30.1003,Pasir Impun,-6.5,1500000\r\n'],
  ['?pemisah=titik-koma', 'Kode;Kelurahan;Jarak;Dana\r\n32.73.30.1003;Pasir Impun;-6,5;1500000\r\n'],
  ['?pemisah=%3B', 'Kode;Kelurahan;Jarak;Dana\r\n32.73.30.1003;Pasir Impun;-6,5;1500000\r\n'],
])(
  'asked for with %j, a table has each column once and the decimals that go with its separator',
  async (query, text) => {
    const answer = csvDownload(new URL(`http://pilar.test/a.csv${query}`), 'a.csv', head, rows());
    // Read as bytes: reading as text would take the mark away.
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer())).toBe(
      `\ufeff${text}`,
    );
  },
);
