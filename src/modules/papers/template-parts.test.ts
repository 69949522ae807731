import { expect, test } from 'vitest';
import type { Paper, Signer } from './paper.ts';
import { BLOCK_PARTS, bearsNumber, factParts, partsFor, TEXT_PARTS, textsOf } from './template-parts.ts';

/** Offices keep templates that name these: none of them may be called otherwise. */
const OF_FORM = {
  keputusan: ['menimbang', 'mengingat', 'memperhatikan'],
  undangan: ['perihal', 'hari-tanggal', 'waktu', 'tempat', 'acara'],
  'daftar-hadir': ['hari-tanggal', 'tempat'],
  usulan: ['program', 'pengusul', 'bidang', 'lokasi', 'volume', 'penerima-manfaat', 'diajukan'],
  kwitansi: [
    'sudah-terima-dari',
    'uang-sejumlah',
    'untuk-pembayaran',
    'kegiatan',
    'program',
    'dibayarkan-kepada',
    'tanggal',
  ],
  kemajuan: ['program', 'kegiatan', 'pelaksana', 'lokasi', 'nilai-kegiatan', 'jadwal', 'mulai', 'selesai'],
  'serah-terima': ['kegiatan', 'program', 'lokasi', 'nilai-kegiatan', 'kemajuan', 'catatan'],
  laporan: ['program', 'kegiatan', 'pelaksana', 'lokasi', 'nilai-kegiatan', 'jadwal', 'mulai', 'selesai'],
  'berita-acara': [],
  constructor: [],
};

test.each(Object.entries(OF_FORM))('a template for %s may name %j, and what all may name', (form, parts) => {
  expect(factParts(form)).toEqual(parts);
  expect(partsFor(form)).toEqual([...TEXT_PARTS, ...parts, ...BLOCK_PARTS]);
});

test.each([
  // a template for   that names        bears the number of its letter
  ['keputusan', 'nomor', true],
  ['keputusan', 'kepala', true],
  ['keputusan', 'isi', false],
  ['undangan', 'isi', true],
  ['undangan', 'kepala', true],
  ['undangan', 'judul', false],
])('in a template for %s {{%s}} bears the number: %s', (form, part, bears) => {
  expect(bearsNumber(form, part)).toBe(bears);
});

const POINTS = '………………………………';
const LURAH: Signer = { placeAndDay: 'Bandung, 3 Februari 2026', capacity: 'Lurah', name: 'Euis' };
const WITNESS: Signer = { capacity: 'Wakil peserta', name: 'Asep' };

const PAPER: Paper = {
  fileName: 'undangan',
  size: 'A4',
  letterhead: {
    above: ['Pemerintah Kota Bandung'],
    office: 'Kelurahan Pasir Impun',
    address: ['Jl. Pasir Impun 1', '(022) 1'],
  },
  writer: undefined,
  title: ['Berita acara', 'Musrenbang'],
  number: '005/001',
  body: [
    {
      is: 'facts',
      rows: [
        ['Nomor', 'from the head'],
        ['Hari, tanggal', 'Selasa'],
        ['Acara', 'Pembahasan'],
      ],
    },
    { is: 'text', text: 'Isi' },
    { is: 'facts', rows: [['Acara', 'of a later block']] },
    { is: 'signatures', signers: [LURAH, WITNESS] },
  ],
  annexes: [],
  seen: { address: 'https://pilar.example/bandung/surat/1', says: '' },
};

test('a template is filled with what its paper says', () => {
  expect(Object.fromEntries([...textsOf(PAPER)].filter(([, said]) => said !== ''))).toEqual({
    nomor: '005/001',
    judul: 'Berita acara, Musrenbang',
    kantor: 'Kelurahan Pasir Impun',
    'alamat-kantor': 'Jl. Pasir Impun 1, (022) 1',
    'tempat-tanggal': 'Bandung, 3 Februari 2026',
    jabatan: 'Lurah',
    penandatangan: 'Euis',
    'alamat-periksa': 'https://pilar.example/bandung/surat/1',
    'hari-tanggal': 'Selasa',
    // What is told twice is meant as it was told first.
    acara: 'Pembahasan',
  });
});

test('every part of every form has its text, empty where the paper does not tell it', () => {
  const texts = textsOf(PAPER);
  const known = new Set([...TEXT_PARTS, ...Object.values(OF_FORM).flat()]);
  expect(new Set(texts.keys())).toEqual(known);
  expect(texts.get('menimbang')).toBe('');
});

test.each([
  // the signers                                     sign as               and beneath
  ['the last with a place and a day', [WITNESS, LURAH, WITNESS], 'Lurah', 'Bandung, 3 Februari 2026'],
  [
    'the last, where none has them',
    [LURAH, WITNESS].map(({ capacity, name }) => ({ capacity, name })),
    'Wakil peserta',
    '',
  ],
  ['the only one, who has none', [WITNESS], 'Wakil peserta', ''],
  ['nobody', [], '', ''],
])('a template is signed by %s', (_, signers, capacity, placeAndDay) => {
  const texts = textsOf({ ...PAPER, body: [{ is: 'signatures', signers }] });
  expect(texts.get('jabatan')).toBe(capacity);
  expect(texts.get('tempat-tanggal')).toBe(placeAndDay);
});

test.each([
  // of a paper                                       its number         and who signs
  ['that nobody signs', { ...PAPER, body: [] }, '005/001', POINTS],
  [
    'whose signer is not known yet',
    { ...PAPER, body: [{ is: 'signatures' as const, signers: [{ ...LURAH, name: '' }] }] },
    '005/001',
    POINTS,
  ],
  ['whose head tells its number', { ...PAPER, number: undefined }, 'from the head', 'Euis'],
  ['without a number', { ...PAPER, number: undefined, body: [] }, POINTS, POINTS],
])('points stand for what is not known of a paper %s', (_, paper, number, signer) => {
  const texts = textsOf(paper);
  expect(texts.get('nomor')).toBe(number);
  expect(texts.get('penandatangan')).toBe(signer);
});

test('a paper that leads nowhere has no address', () => {
  expect(textsOf({ ...PAPER, seen: undefined }).get('alamat-periksa')).toBe('');
});
