import { expect, test } from 'vitest';
import { typedIn } from './typed-fields.ts';

function form(entries: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(entries)) data.append(name, value);
  return data;
}

test('text is kept exactly as typed, lines in their order, empty rows dropped', () => {
  const typed = typedIn(
    form({
      title: '  Drainase  ',
      need: 'baris satu\r\nbaris dua',
      'costLines.10.item': 'Pasir',
      'costLines.2.item': 'Semen',
      'costLines.2.unitPrice': 'enam puluh ribu',
      'costLines.3.item': ' ',
      'costLines.3.unit': '',
      'contributions.0.form': 'labour',
      'contributions.0.description': '',
      'contributions.0.value': '',
    }),
  );
  expect(typed).toMatchObject({ title: '  Drainase  ', need: 'baris satu\nbaris dua', address: '' });
  expect(typed.costLines).toEqual([
    { item: 'Semen', quantity: '', unit: '', unitPrice: 'enam puluh ribu' },
    { item: 'Pasir', quantity: '', unit: '', unitPrice: '' },
  ]);
  expect(typed.contributions).toEqual([]);
});

test('a row whose number is no number is no row', () => {
  expect(typedIn(form({ 'costLines.x.item': 'a', 'costLines.99999999.item': 'b' })).costLines).toEqual([]);
});
