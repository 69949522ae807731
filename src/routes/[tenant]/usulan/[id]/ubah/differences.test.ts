import { expect, test } from 'vitest';
import { differences } from './differences.ts';

const LABELS = { title: 'Judul', need: 'Kebutuhan', 'answers.bentuk': 'Bentuk', costLines: 'Rincian' };
const ROW = { item: 'Semen', quantity: '2', unit: 'sak', unitPrice: '60.000' };

test('two states of a draft are set side by side where they differ, and nowhere else', () => {
  const here = { title: 'Saluran RW 04', need: 'Banjir', answers: { bentuk: 'barang' }, costLines: [ROW] };
  const there = { title: 'Saluran', need: 'Banjir', answers: {}, costLines: [ROW, ROW] };
  expect(differences(LABELS, here, there)).toEqual([
    { label: 'Judul', here: 'Saluran RW 04', there: 'Saluran' },
    { label: 'Bentuk', here: 'barang', there: 'kosong' },
    { label: 'Rincian', here: '1 baris', there: '2 baris' },
  ]);
  expect(differences(LABELS, here, here)).toEqual([]);
});

test('rows of equal number that say other things differ too', () => {
  const dearer = { ...ROW, unitPrice: '70.000' };
  expect(differences(LABELS, { costLines: [ROW] }, { costLines: [dearer] })).toHaveLength(1);
});
