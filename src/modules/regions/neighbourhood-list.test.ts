import { expect, test } from 'vitest';
import { readNeighbourhoodList } from './neighbourhood-list.ts';

const villages = new Set(['32.73.30.1003', '32.73.30.1004']);

test.each([
  ['commas', 'kelurahan,rw,rt\n32.73.30.1003,7,5\n32.73.30.1004,12,3\n'],
  [
    'semicolons, a mark of byte order and DOS line ends',
    '\uFEFFKelurahan;RW;RT\r\n32.73.30.1003;07;5\r\n32.73.30.1004;12;3\r\n\r\n',
  ],
  ['tabs and quotes', '"kelurahan"\t"rw"\t"rt"\n"32.73.30.1003"\t"7"\t"5"\n32.73.30.1004\t12\t3'],
])('RW are read from a spreadsheet saved with %s', (_, text) => {
  expect(readNeighbourhoodList(text, villages)).toEqual({
    ok: true,
    value: [
      { code: '32.73.30.1003.007', village: '32.73.30.1003', name: 'RW 07', rtCount: 5 },
      { code: '32.73.30.1004.012', village: '32.73.30.1004', name: 'RW 12', rtCount: 3 },
    ],
  });
});

test.each([
  // what the file holds, and what is said of which line and cell
  ['', ['1 : baris pertama harus kelurahan,rw,rt / the first line must be kelurahan,rw,rt']],
  ['\n\nrw,rt\n7,5', ['3 : baris pertama harus kelurahan,rw,rt / the first line must be kelurahan,rw,rt']],
  ['kelurahan,rw,rt\n"7,5', ['2 : tanda kutipnya tidak ditutup / a quote is not closed']],
  [
    'kelurahan,rw,rt\n16.74.01.1001,7,5',
    [
      '2 kelurahan: kelurahan "16.74.01.1001" tidak ada di kota ini / this city has no village "16.74.01.1001"',
    ],
  ],
  [
    'kelurahan,rw,rt\n32.73.30.1003,0,5',
    ['2 rw: nomor RW 1 sampai 999, bukan "0" / an RW\'s number is 1 to 999, not "0"'],
  ],
  [
    'kelurahan,rw,rt\n32.73.30.1003,tujuh,41',
    [
      '2 rw: nomor RW 1 sampai 999, bukan "tujuh" / an RW\'s number is 1 to 999, not "tujuh"',
      '2 rt: banyaknya RT 1 sampai 40, bukan "41" / an RW has 1 to 40 RT, not "41"',
    ],
  ],
  [
    'kelurahan,rw,rt\n32.73.30.1003,7',
    ['2 rt: banyaknya RT 1 sampai 40, bukan "" / an RW has 1 to 40 RT, not ""'],
  ],
  [
    'kelurahan,rw,rt\n32.73.30.1003',
    [
      '2 rw: nomor RW 1 sampai 999, bukan "" / an RW\'s number is 1 to 999, not ""',
      '2 rt: banyaknya RT 1 sampai 40, bukan "" / an RW has 1 to 40 RT, not ""',
    ],
  ],
  [
    'kelurahan,rw,rt\n32.73.30.1003,7,5\n\n32.73.30.1003,07,4',
    ['4 rw: RW ini sudah ada di baris 2 / this RW stands on line 2 already'],
  ],
  [
    'kelurahan,rw,rt\n32.73.30.1003,x,5\n32.73.30.1003,y,4',
    [
      '2 rw: nomor RW 1 sampai 999, bukan "x" / an RW\'s number is 1 to 999, not "x"',
      '3 rw: nomor RW 1 sampai 999, bukan "y" / an RW\'s number is 1 to 999, not "y"',
    ],
  ],
])('what is wrong is told by line: %j', (text, said) => {
  const read = readNeighbourhoodList(text, villages);
  const problems = read.ok ? [] : read.problems;
  expect(problems.map(({ line, path, reason }) => `${line} ${path}: ${reason.id} / ${reason.en}`)).toEqual(
    said,
  );
});

test('further columns of a list are passed over, and its first three are told by their names', () => {
  const text = 'KELURAHAN,Rw,rt,ketua\n32.73.30.1003,999,40,Ibu Rina\n';
  expect(readNeighbourhoodList(text, villages)).toMatchObject({
    ok: true,
    value: [{ code: '32.73.30.1003.999', name: 'RW 999', rtCount: 40 }],
  });
});

test('a list longer than any city is refused with the number of lines that are read', () => {
  const read = readNeighbourhoodList(`kelurahan,rw,rt\n${'32.73.30.1003,7,5\n'.repeat(100_001)}`, villages);
  expect(!read.ok && read.problems).toMatchObject([
    { path: '', reason: { id: 'paling banyak 100000 baris', en: 'at most 100000 lines' } },
  ]);
});
