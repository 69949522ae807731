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
  // what the file holds                                        line and cell at fault
  ['', ['1 ']],
  ['rw,rt\n7,5', ['1 ']],
  ['kelurahan,rw,rt\n16.74.01.1001,7,5', ['2 kelurahan']],
  ['kelurahan,rw,rt\n32.73.30.1003,0,5', ['2 rw']],
  ['kelurahan,rw,rt\n32.73.30.1003,tujuh,41', ['2 rw', '2 rt']],
  ['kelurahan,rw,rt\n32.73.30.1003,7', ['2 rt']],
  ['kelurahan,rw,rt\n32.73.30.1003,7,5\n\n32.73.30.1003,07,4', ['4 rw']],
])('what is wrong is told by line: %j', (text, places) => {
  const read = readNeighbourhoodList(text, villages);
  expect(!read.ok && read.problems.map((one) => `${one.line} ${one.path}`)).toEqual(places);
});
